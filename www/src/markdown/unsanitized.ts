/** The whole pipeline to a string, before sanitising: what the specifications' examples are checked against. */
import { notesHtml } from "./footnotes";
import { childrenHtml } from "./html";
import { Source, type SourceOptions } from "./source";

const defaults: SourceOptions = {
  features: { gfm: true, math: true },
  rawHtml: "sanitize",
  idPrefix: "",
  backToReference: "Back to reference {n}",
};

export function renderUnsanitized(markdown: string, options: Partial<SourceOptions> = {}): string {
  const source = new Source({ ...defaults, ...options });
  source.append(markdown);
  source.finish();
  const tree = source.tree();
  source.takeChanged(tree);
  const body = childrenHtml(tree, source);
  const notes = notesHtml(source.noteItems.items);
  return [body, notes].filter((part) => part !== "").join("\n");
}
