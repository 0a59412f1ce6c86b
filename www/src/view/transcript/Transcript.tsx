/** The conversation as it is seen: greeting, messages, what is awaited, and the way back to the end. */
import { type Signal, useComputed, useSignal, useSignalEffect } from "@preact/signals";
import type { JSX, RefObject } from "preact";
import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import type { ChatConfig } from "../../state/config";
import type { ChatStore, MessageState } from "../../state/store";
import { Announcer, announceChat } from "../announcer";
import { type ChatView, ChatViewProvider, useChatView } from "../context";
import { keepFocus } from "../focus-kept";
import { FollowScroll } from "../follow-scroll";
import { labelsWith } from "../labels";
import { MOVED } from "../moved";
import { Icon } from "../parts/icons";
import { Greeting } from "./Greeting";
import { Loading } from "./Loading";
import { MessageIcon } from "./MessageIcon";
import { MessageView } from "./MessageView";
import { Notices } from "./Notice";
import { Roving } from "./roving";

let count = 0;

export function Transcript({ store, config }: { store: ChatStore; config: ChatConfig }): JSX.Element {
  const follow = useSignal<FollowScroll | null>(null);
  const announcer = useRef<Announcer | null>(null);
  const region = useRef<HTMLDivElement>(null);
  const labels = useMemo(() => labelsWith(config.labels), [config]);
  const view = useMemo<ChatView>(
    () => ({
      store,
      config,
      labels,
      announce: (text) => announcer.current?.say(text),
      holdScroll: () => follow.peek()?.hold(),
    }),
    [store, config, labels, follow],
  );
  useLayoutEffect(() => {
    if (region.current === null) return;
    announcer.current = new Announcer(region.current);
    return announceChat(store, announcer.current, labels);
  }, [store, labels]);
  return (
    <ChatViewProvider value={view}>
      <div class="pywry-transcript">
        <ScrollArea follow={follow} />
        <ToEnd follow={follow} />
      </div>
      <Notices />
      <div class="pywry-live pywry-unseen" aria-live="polite" aria-relevant="additions" ref={region} />
    </ChatViewProvider>
  );
}

function ScrollArea({ follow }: { follow: Signal<FollowScroll | null> }): JSX.Element {
  const { labels } = useChatView();
  const scroll = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const help = useMemo(() => `pywry-transcript-help-${++count}`, []);
  const messages = useMessages();
  useMachinery(scroll, content, follow);
  useStaysAtEnd(follow);
  // A feed without articles is none.
  const feed =
    messages.value.length > 0
      ? ({ role: "feed", "aria-label": labels.transcript, "aria-describedby": help } as const)
      : {};
  return (
    <div class="pywry-chat-scroll" ref={scroll}>
      <div class="pywry-chat-content" ref={content} data-empty={messages.value.length === 0 || undefined}>
        <Greeting />
        <div class="pywry-chat-messages" {...feed}>
          {messages.value.map((message) => (
            <MessageView key={message.key} message={message} />
          ))}
        </div>
        <Awaited />
      </div>
      <span id={help} hidden>
        {labels.transcriptHelp}
      </span>
    </div>
  );
}

function useMessages(): { readonly value: readonly MessageState[] } {
  const { store } = useChatView();
  return useComputed(() => store.messages.value.filter(({ role }) => role !== "system"));
}

/** What works on the DOM itself, for as long as it stands. */
function useMachinery(
  scroll: RefObject<HTMLElement | null>,
  content: RefObject<HTMLElement | null>,
  follow: Signal<FollowScroll | null>,
): void {
  useLayoutEffect(() => {
    if (scroll.current === null || content.current === null) return;
    const following = new FollowScroll(scroll.current, content.current);
    const roving = new Roving(content.current, {
      // Who reads an older message is not at the end, even if the end is in view.
      turned: (last) => last || following.release(),
    });
    const chat = scroll.current.closest("pywry-chat");
    const restore = (): void => following.restore();
    chat?.addEventListener(MOVED, restore);
    follow.value = following;
    return () => {
      follow.value = null;
      chat?.removeEventListener(MOVED, restore);
      roving.destroy();
      following.destroy();
    };
  }, [scroll, content, follow]);
}

/** A conversation is read from its end, an empty chat (a long greeting) from its beginning; who speaks sees it. */
function useStaysAtEnd(follow: Signal<FollowScroll | null>): void {
  const messages = useMessages();
  const last = useRef<string | null>(null);
  useSignalEffect(() => {
    const following = follow.value;
    const message = messages.value.at(-1);
    if (following === null) return;
    const first = last.current === null;
    const spoke = message !== undefined && message.role === "user" && message.key !== last.current;
    last.current = message?.key ?? null;
    if (message === undefined) following.release();
    else if (first || spoke) following.toEnd();
  });
}

/** An answer is awaited, and there is no message yet that it could stand in. */
function Awaited(): JSX.Element | null {
  const { store, config } = useChatView();
  const messages = useMessages();
  const awaited = useComputed(() => store.turn.value.busy && messages.value.at(-1)?.role !== "assistant");
  if (!awaited.value) return null;
  return (
    <div class="pywry-loading-row" data-icon={config.iconAssistant ? "" : undefined}>
      {config.iconAssistant && <MessageIcon html={config.iconAssistant} />}
      <Loading />
    </div>
  );
}

function ToEnd({ follow }: { follow: Signal<FollowScroll | null> }): JSX.Element {
  const { labels } = useChatView();
  const messages = useMessages();
  const away = useComputed(() => messages.value.length > 0 && (follow.value?.isAway.value ?? false));
  return (
    <button
      type="button"
      class="pywry-to-end"
      aria-label={labels.toEnd}
      title={labels.toEnd}
      hidden={!away.value}
      onMouseDown={keepFocus}
      onClick={() => follow.peek()?.toEnd(true)}
    >
      <Icon name="down" />
    </button>
  );
}
