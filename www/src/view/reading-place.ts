/** Where somebody reads: a piece of text, and how much of it is above the upper edge of what is seen. */
export interface ReadingPlace {
  readonly element: Element;
  readonly share: number;
}

/** Below the edge, so that the gap between two pieces is rarely hit, and half a line does not count. */
const BELOW_PX = 16;

/** `null` if something else lies over the text. */
export function readingPlace(scroller: HTMLElement): ReadingPlace | null {
  const { left, top, width } = scroller.getBoundingClientRect();
  // Half way is where messages of both sides reach.
  const element = document.elementFromPoint?.(left + width / 2, top + scroller.clientTop + BELOW_PX);
  if (!element || element === scroller || !scroller.contains(element)) return null;
  const box = element.getBoundingClientRect();
  return { element, share: (top - box.top) / Math.max(1, box.height) };
}

/** How far the text has gone from where it was read, in the direction of scrolling; 0 if it is no more. */
export function strayed(scroller: HTMLElement, { element, share }: ReadingPlace): number {
  if (!scroller.contains(element)) return 0;
  const box = element.getBoundingClientRect();
  return box.top + share * box.height - scroller.getBoundingClientRect().top;
}
