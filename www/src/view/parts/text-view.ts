/** What shows a growing text, without a framework: a delta goes from the store straight to what renders it. */
import { effect } from "@preact/signals-core";
import { type MarkdownOptions, MarkdownView } from "../../markdown";
import type { PartState } from "../../state/store";
import type { TextPart } from "../../wire.gen";
import { HtmlTextView } from "./html-text";

export interface TextView {
  append(text: string): void;
  finish(): void;
  destroy(): void;
}

/** Shows the text of a part as it grows; the answer ends it. */
export function showText(state: PartState, view: TextView): () => void {
  const part = state.part.peek();
  if (part.kind === "text" || part.kind === "thinking") view.append(part.text);
  const deafen = state.onDelta((delta) => view.append(delta));
  const stop = effect(() => {
    if (state.ended.value) view.finish();
  });
  return () => {
    stop();
    deafen();
    view.destroy();
  };
}

export function makeTextView(
  host: HTMLElement,
  format: TextPart["format"],
  options: MarkdownOptions,
): TextView {
  switch (format) {
    case "markdown":
      return new MarkdownView(host, options);
    case "html":
      return new HtmlTextView(host, options);
    case "plain":
      return plainView(host);
  }
}

function plainView(host: HTMLElement): TextView {
  const text = document.createTextNode("");
  host.replaceChildren(text);
  return { append: (more) => text.appendData(more), finish: () => {}, destroy: () => {} };
}
