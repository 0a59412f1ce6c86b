/** The messages of a lone stream: text and UI, below each other. */
import { effect, type ReadonlySignal, untracked } from "@preact/signals-core";
import type { MarkdownOptions } from "../../markdown";
import { standardDecorators } from "../../markdown/decorators";
import type { StreamConfig } from "../../state/config";
import type { MessageState, PartState } from "../../state/store";
import type { TextPart } from "../../wire.gen";
import type { Labels } from "../labels";
import { fillIsland } from "../parts/island";
import { makeTextView, showText } from "../parts/text-view";

/** Something shown for each item of a list, and kept for as long as the item is in it. */
interface Shown {
  readonly element: HTMLElement;
  readonly hide: () => void;
}

let count = 0;

/** Shows the messages as they come and go; the answer ends it. */
export function showMessages(
  host: HTMLElement,
  messages: ReadonlySignal<readonly MessageState[]>,
  config: StreamConfig,
  labels: Labels,
): () => void {
  return showList(host, messages, (message) => {
    const element = document.createElement("div");
    element.className = "pywry-stream-message";
    const stop = effect(() => {
      element.dataset.status = message.status.value;
    });
    const hide = showList(element, message.parts, (part) => showPart(part, config, labels));
    return {
      element,
      hide: () => {
        stop();
        hide();
      },
    };
  });
}

function showList<T extends { readonly key: string }>(
  host: HTMLElement,
  items: ReadonlySignal<readonly T[]>,
  show: (item: T) => Shown,
): () => void {
  const shown = new Map<T, Shown>();
  const drop = (item: T): void => {
    shown.get(item)?.hide();
    shown.get(item)?.element.remove();
    shown.delete(item);
  };
  const stop = effect(() => {
    const now = items.value;
    untracked(() => {
      for (const item of [...shown.keys()]) if (!now.includes(item)) drop(item);
      for (const [index, item] of now.entries()) {
        if (shown.has(item)) continue;
        const made = show(item);
        shown.set(item, made);
        host.insertBefore(made.element, host.children[index] ?? null);
      }
    });
  });
  return () => {
    stop();
    for (const item of [...shown.keys()]) drop(item);
  };
}

function showPart(state: PartState, config: StreamConfig, labels: Labels): Shown {
  const part = state.part.peek();
  const element = document.createElement("div");
  if (part.kind === "html") {
    element.className = "pywry-part-html";
    return { element, hide: fillIsland(element, part, labels) };
  }
  if (part.kind !== "text") {
    // What is thought and which tools are called belongs to a chat.
    element.hidden = true;
    return { element, hide: () => undefined };
  }
  const format = formatOf(part, config);
  element.className = format === "plain" ? "pywry-part-text" : "pywry-part-text pywry-prose";
  element.dataset.format = format;
  const view = makeTextView(element, format, optionsFor(config, labels));
  return { element, hide: showText(state, view) };
}

/** Strings come as markdown; the element knows what the app said they are. */
function formatOf(part: TextPart, { contentType }: StreamConfig): TextPart["format"] {
  if (part.format !== "markdown") return part.format;
  return ({ html: "html", text: "plain", markdown: "markdown", "semi-markdown": "markdown" } as const)[
    contentType
  ];
}

function optionsFor({ contentType, allowedOrigins }: StreamConfig, labels: Labels): MarkdownOptions {
  count += 1;
  return {
    rawHtml: contentType === "semi-markdown" ? "escape" : "sanitize",
    idPrefix: `pywry-stream-${count}-`,
    allowedOrigins,
    labels,
    decorators: standardDecorators,
  };
}
