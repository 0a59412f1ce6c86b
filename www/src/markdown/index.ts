/** Streaming markdown: the cost of a chunk follows what changed, not the length of the text. */
export type { DecorateContext, Decorator, Live } from "./decorate";
export { defaultMarkdownLabels, fillLabel, type MarkdownLabels } from "./labels";
export { BLOCKED_SRC, isAllowedImage } from "./sanitize";
export type { Clock } from "./schedule";
export { renderUnsanitized } from "./unsanitized";
export { type MarkdownOptions, MarkdownView } from "./view";
