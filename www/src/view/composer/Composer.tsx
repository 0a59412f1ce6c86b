/** Where a person writes. */
import { effect, useComputed, useSignalEffect } from "@preact/signals";
import type { JSX, RefObject, TargetedKeyboardEvent, TargetedMouseEvent } from "preact";
import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import type { ChatConfig } from "../../state/config";
import type { ChatStore } from "../../state/store";
import { keepFocus } from "../focus-kept";
import type { Labels } from "../labels";
import { PlacedElement } from "../PlacedElement";
import { caretIsOnFirstLine, caretIsOnLastLine } from "./caret";
import { boundByChat, growToText } from "./growing";
import { SendIcon, StopIcon } from "./icons";
import { meaningOf } from "./keys";
import { ComposerText } from "./recalling";
import { sendText } from "./sending";

export interface ComposerProps {
  readonly store: ChatStore;
  readonly config: ChatConfig;
  readonly labels: Labels;
  /** The app's own controls. */
  readonly toolbar: Element | null;
}

export function Composer({ store, config, labels, toolbar }: ComposerProps): JSX.Element {
  const box = useRef<HTMLTextAreaElement>(null);
  const text = useMemo(() => new ComposerText(store.composer), [store]);
  const stoppable = useComputed(() => config.enableCancel !== false && store.stoppable.value);
  const unsendable = useComputed(() => store.held.value || text.shown.value.trim() === "");
  const send = (): void => {
    if (sendText(store, labels, text.shown.peek(), "person")) text.sent();
    focusByPointer(box.current);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a pointer only gets nearer to what keys reach anyway
    <div
      class="pywry-composer"
      data-toolbar={toolbar !== null || undefined}
      onMouseDown={(event) => focusFromFrame(event, box.current)}
    >
      <TextBox {...{ store, config, labels, text, send, box }} />
      <div class="pywry-composer-row">
        {toolbar && <PlacedElement class="pywry-composer-toolbar" element={toolbar} />}
        <SendButton
          {...{ config, labels }}
          hidden={stoppable.value}
          disabled={unsendable.value}
          waiting={store.turn.value.busy}
          send={send}
        />
        <StopButton {...{ store, labels }} shown={stoppable.value} />
      </div>
    </div>
  );
}

interface TextBoxProps extends Omit<ComposerProps, "toolbar"> {
  readonly text: ComposerText;
  readonly send: () => void;
  readonly box: RefObject<HTMLTextAreaElement | null>;
}

function TextBox({ store, config, labels, text, send, box }: TextBoxProps): JSX.Element {
  // Where a recalled text left the caret: as long as it stays there, the arrows go on through the earlier texts.
  const resting = useRef<number | null>(null);
  // At once: useSignalEffect() waits for a frame, and a key that comes before it would find the text of before.
  useLayoutEffect(() => effect(() => showText(box.current, text.shown.value)), [text, box]);
  useFocusOnDemand(store, box);
  useBoundByChat(box);

  const recall = (direction: -1 | 1, target: HTMLTextAreaElement): boolean => {
    const { selectionStart, selectionEnd } = target;
    const rests = resting.current === selectionStart && selectionStart === selectionEnd;
    const onEdge = direction === -1 ? caretIsOnFirstLine : caretIsOnLastLine;
    if (!(rests || onEdge(target)) || !text.step(direction)) return false;
    resting.current = text.shown.peek().length;
    target.setSelectionRange(resting.current, resting.current);
    return true;
  };
  const press = (event: TargetedKeyboardEvent<HTMLTextAreaElement>): void => {
    const meaning = meaningOf(event, config.submitKey);
    if (meaning === "send") {
      event.preventDefault();
      // A key that is held down means the text once.
      if (!event.repeat) send();
    } else if (meaning !== null && recall(meaning === "older" ? -1 : 1, event.currentTarget)) {
      event.preventDefault();
    }
  };
  return (
    <textarea
      ref={box}
      class="pywry-composer-text"
      rows={1}
      aria-label={labels.composer}
      placeholder={store.composer.placeholder.value ?? config.placeholder}
      enterkeyhint={config.submitKey === "enter" ? "send" : "enter"}
      onInput={(event) => {
        resting.current = null;
        text.type(event.currentTarget.value);
      }}
      onKeyDown={press}
    />
  );
}

function showText(box: HTMLTextAreaElement | null, text: string): void {
  if (box === null) return;
  if (box.value !== text) box.value = text;
  // A text has its own direction; where there is none, "auto" would be left to right, also in a page that is not.
  box.dir = text === "" ? "" : "auto";
  growToText(box);
}

function SendButton(props: {
  readonly config: ChatConfig;
  readonly labels: Labels;
  readonly hidden: boolean;
  readonly disabled: boolean;
  readonly waiting: boolean;
  readonly send: () => void;
}): JSX.Element {
  const { config, labels, hidden, disabled, waiting, send } = props;
  return (
    <button
      type="button"
      class="pywry-composer-send"
      aria-label={labels.send}
      title={labels.send}
      // Not `disabled`: a button that has the focus must not lose it while an answer is written.
      aria-disabled={disabled}
      data-waiting={waiting || undefined}
      hidden={hidden}
      onMouseDown={keepFocus}
      onClick={() => !disabled && send()}
    >
      {config.iconSend === null ? (
        <SendIcon />
      ) : (
        <span
          class="pywry-composer-icon"
          aria-hidden="true"
          dangerouslySetInnerHTML={{ __html: config.iconSend }}
        />
      )}
    </button>
  );
}

function StopButton(props: {
  readonly store: ChatStore;
  readonly labels: Labels;
  readonly shown: boolean;
}): JSX.Element {
  const { store, labels, shown } = props;
  const stopping = store.stopping.value;
  const label = stopping ? labels.stopping : labels.stop;
  return (
    <button
      type="button"
      class="pywry-composer-stop"
      aria-label={label}
      title={label}
      aria-disabled={stopping}
      hidden={!shown}
      onMouseDown={keepFocus}
      onClick={() => !stopping && store.stop()}
    >
      <StopIcon />
    </button>
  );
}

function useFocusOnDemand(store: ChatStore, box: RefObject<HTMLTextAreaElement | null>): void {
  const seen = useRef(store.composer.focusAsked.peek());
  useSignalEffect(() => {
    const asked = store.composer.focusAsked.value;
    if (asked === seen.current || box.current === null) return;
    seen.current = asked;
    box.current.focus();
    box.current.setSelectionRange(box.current.value.length, box.current.value.length);
  });
}

function useBoundByChat(box: RefObject<HTMLTextAreaElement | null>): void {
  useLayoutEffect(() => {
    const chat = box.current?.closest("pywry-chat");
    return box.current && chat ? boundByChat(box.current, chat) : undefined;
  }, [box]);
}

/** With a mouse the next thing is to write; on a phone the keyboard would cover the answer. */
function focusByPointer(box: HTMLTextAreaElement | null): void {
  if (!matchMedia("(pointer: coarse)").matches) box?.focus({ preventScroll: true });
}

/** The frame around the text box is part of it to whoever clicks. */
function focusFromFrame(event: TargetedMouseEvent<HTMLElement>, box: HTMLTextAreaElement | null): void {
  const target = event.target as Element;
  if (target !== event.currentTarget && !target.matches(".pywry-composer-row")) return;
  event.preventDefault();
  box?.focus();
}
