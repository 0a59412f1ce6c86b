/** What can be done with a message: take its words along. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { copyText } from "../../markdown/decorators/clipboard";
import type { MessageState } from "../../state/store";
import { useChatView } from "../context";
import { Icon, type IconName } from "../parts/icons";

const CONFIRMED_MS = 1600;

export function MessageActions({ message }: { message: MessageState }): JSX.Element | null {
  const { labels } = useChatView();
  const bar = useRef<HTMLDivElement>(null);
  const parts = message.parts.value;
  const source = parts.some((part) => part.kind === "text");
  if (!source && !parts.some((part) => part.kind === "html")) return null;
  const shown = (): string => shownText(bar.current?.parentElement ?? null);
  return (
    <div class="pywry-message-actions" ref={bar}>
      <CopyButton icon="copy" label={labels.copyText} text={shown} />
      {source && message.role === "assistant" && (
        <CopyButton icon="markdown" label={labels.copyMarkdown} text={() => markdownOf(message)} />
      )}
    </div>
  );
}

function CopyButton(props: { icon: IconName; label: string; text: () => string }): JSX.Element {
  const { labels, announce } = useChatView();
  const done = useSignal(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const copy = async (): Promise<void> => {
    const copied = await copyText(props.text());
    announce(copied ? labels.copied : labels.copyFailed);
    done.value = copied;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      done.value = false;
    }, CONFIRMED_MS);
  };
  return (
    <button
      type="button"
      class="pywry-icon-button"
      aria-label={props.label}
      title={props.label}
      onClick={copy}
    >
      {done.value ? <Icon name="check" class="pywry-icon-done" /> : <Icon name={props.icon} />}
    </button>
  );
}

/** The answer as it is written, without what was thought. */
export function markdownOf(message: MessageState): string {
  return message.parts
    .peek()
    .flatMap(({ part }) => {
      const value = part.peek();
      return value.kind === "text" ? [value.text.trim()] : [];
    })
    .filter((text) => text !== "")
    .join("\n\n");
}

/** The answer as it is read: the browser knows where a line ends and what is not seen. */
function shownText(message: Element | null): string {
  const parts = message?.querySelectorAll<HTMLElement>(
    ".pywry-message-body > .pywry-part-text, .pywry-message-body > .pywry-part-html",
  );
  return [...(parts ?? [])]
    .map((part) => part.innerText.trim())
    .filter((text) => text !== "")
    .join("\n\n");
}
