/**
 * The seam for everything that makes rendered markdown more than HTML: code blocks, math, diagrams, links, images,
 * suggestions.
 *
 * The engine renders a piece (a block, a list item, a table row) in this order:
 *
 *     html -> sanitised fragment -> prepare -> morphed into the document -> adopt -> (text streams) -> settle
 *
 * What `prepare` builds is compared with what is shown and patched in, so it must depend on the fragment and the
 * context alone. What `adopt` takes over is the decorator's own from then on: the engine never touches its attributes
 * or descends into it, it only offers newer versions to `Live.update`.
 */
import type { MarkdownLabels } from "./labels";

export interface DecorateContext {
  readonly labels: MarkdownLabels;
  readonly allowedOrigins: readonly string[];
  readonly idPrefix: string;
  /** The element that holds the whole rendered text: where to delegate events to. */
  readonly root: HTMLElement;
  /** Say that something changed its size later (a diagram was drawn), so that the scroll can follow. */
  changed(): void;
}

export interface Decorator {
  readonly name: string;
  /** Which elements, by what is true of them after sanitising (and after earlier decorators prepared them). */
  readonly selector: string;
  /** Once per rendering, in the fresh fragment before it is compared with the document. Pure DOM, synchronous. */
  prepare?(element: Element, context: DecorateContext): void;
  /**
   * Once per element that is in the document and not yet adopted. May return nothing to leave the element to the
   * engine. Must not replace or move the element itself.
   */
  adopt?(element: Element, context: DecorateContext): Live | undefined;
  /**
   * Once when the top-level block (for a list: the whole list) around or at the element is complete. A rendering that
   * a late definition causes calls it again, so it must bear repetition. Elements inside adopted ones are left out.
   */
  settle?(element: Element, context: DecorateContext): void;
}

/** A decorator's hold on one adopted element. */
export interface Live {
  /** A newer version of the element; `false` asks for replacement by it. */
  update(fresh: Element): boolean;
  /**
   * More text at the end of an open code block, so that a long one costs only what is new.
   * Without it, or when it answers `false`, `update` is called with the whole.
   */
  append?(text: string): boolean;
  /** The block is complete: no more text will come. Called once, unless a later rendering changes the element. */
  settle(): void;
  /** The element leaves the document. */
  destroy(): void;
}
