/**
 * What is said, by someone who is not trusted. A delta goes from the store straight to the engine that renders it:
 * nothing here is rendered again.
 */
import { effect } from "@preact/signals-core";
import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { type MarkdownOptions, MarkdownView } from "../../markdown";
import { standardDecorators } from "../../markdown/decorators";
import type { MessageState, PartState } from "../../state/store";
import type { TextPart as TextValue } from "../../wire.gen";
import { type ChatView, useChatView } from "../context";
import { HtmlTextView } from "./html-text";

/** What shows a growing text. */
interface TextView {
  append(text: string): void;
  finish(): void;
  destroy(): void;
}

interface TextPartProps {
  readonly state: PartState;
  readonly speaker: MessageState["role"];
  readonly class?: string;
}

let count = 0;

export function TextPart({
  state,
  speaker,
  class: className = "pywry-part-text",
}: TextPartProps): JSX.Element {
  const view = useChatView();
  const host = useRef<HTMLDivElement>(null);
  const initial = state.part.peek();
  const format = initial.kind === "text" ? initial.format : "markdown";
  useLayoutEffect(() => {
    if (host.current === null) return;
    return show(state, makeView(host.current, format, optionsFor(view, speaker)));
  }, [state, speaker, view, format]);
  return (
    <div class={`${className} ${format === "plain" ? "" : "pywry-prose"}`} data-format={format} ref={host} />
  );
}

function show(state: PartState, text: TextView): () => void {
  const part = state.part.peek();
  if (part.kind === "text" || part.kind === "thinking") text.append(part.text);
  const deafen = state.onDelta((delta) => text.append(delta));
  const stop = effect(() => {
    if (state.ended.value) text.finish();
  });
  return () => {
    stop();
    deafen();
    text.destroy();
  };
}

function makeView(host: HTMLElement, format: TextValue["format"], options: MarkdownOptions): TextView {
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

function optionsFor({ config, labels }: ChatView, speaker: MessageState["role"]): MarkdownOptions {
  count += 1;
  return {
    // What a person types is what they meant to say: tags and all.
    rawHtml: speaker === "user" ? "escape" : "sanitize",
    idPrefix: `pywry-${count}-`,
    allowedOrigins: config.allowedOrigins,
    labels,
    decorators: standardDecorators,
  };
}
