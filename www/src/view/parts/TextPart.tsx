/**
 * What is said, by someone who is not trusted. A delta goes from the store straight to the engine that renders it:
 * nothing here is rendered again.
 */
import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { MarkdownOptions } from "../../markdown";
import { standardDecorators } from "../../markdown/decorators";
import type { MessageState, PartState } from "../../state/store";
import { type ChatView, useChatView } from "../context";
import { makeTextView, showText } from "./text-view";

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
    return showText(state, makeTextView(host.current, format, optionsFor(view, speaker)));
  }, [state, speaker, view, format]);
  return (
    <div class={`${className} ${format === "plain" ? "" : "pywry-prose"}`} data-format={format} ref={host} />
  );
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
