/** What scrolls sideways must be reachable by keyboard and have a name; what does not must be no stop on the way. */

interface Marks {
  readonly name: string;
  readonly role: string | null;
}

const watched = new WeakMap<Element, Marks>();
let observer: ResizeObserver | undefined;

const doesScroll = (element: Element): boolean => element.scrollWidth > element.clientWidth + 1;

function mark(element: Element, { name, role }: Marks, scrolls: boolean): void {
  if (scrolls) {
    element.setAttribute("tabindex", "0");
    element.setAttribute("aria-label", name);
    if (role !== null) element.setAttribute("role", role);
  } else {
    for (const attribute of ["tabindex", "aria-label", "role"]) element.removeAttribute(attribute);
  }
}

/** All is measured before anything is marked, for to measure after a mark would lay out the page again. */
function onResize(entries: readonly ResizeObserverEntry[]): void {
  const measured = entries.map(({ target }) => ({ target, scrolls: doesScroll(target) }));
  for (const { target, scrolls } of measured) {
    const marks = watched.get(target);
    if (marks !== undefined && scrolls !== target.hasAttribute("tabindex")) mark(target, marks, scrolls);
  }
}

/**
 * Keep the element's marks true while its size changes. Gives back the end of it.
 *
 * A group and no region: a region is a landmark, and a long answer would fill the list of landmarks with its code.
 */
export function watchOverflow(element: Element, name: string, role: string | null = "group"): () => void {
  if (typeof ResizeObserver !== "function") return () => undefined;
  observer ??= new ResizeObserver(onResize);
  watched.set(element, { name, role });
  observer.observe(element);
  return () => observer?.unobserve(element);
}
