/** All that makes rendered markdown more than HTML, in the order it is applied. */
import type { Decorator } from "../decorate";
import { codeBlocks } from "./code";
import { images } from "./images";
import { links } from "./links";
import { formulas } from "./math";
import { suggestionLists, suggestions } from "./suggestions";
import { tables } from "./tables";

export type { LinkLabels } from "./link_dialog";
export { confirmExternalLinks } from "./links";

/** Suggestions come first: what is one is no link. */
export const standardDecorators: readonly Decorator[] = [
  suggestions,
  suggestionLists,
  links,
  images,
  tables,
  formulas,
  codeBlocks,
];
