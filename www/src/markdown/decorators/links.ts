/**
 * Links. One that leads to another host asks first, and shows where it really leads; a place in the text is scrolled
 * to within the chat, without touching the page's address.
 */
import type { Decorator } from "../decorate";
import { destinationOf } from "./addresses";
import type { LinkLabels } from "./link_dialog";

const REL = "noopener noreferrer nofollow";

const asking = new WeakSet<Element>();
const SCROLL: ScrollIntoViewOptions = { block: "nearest" };

/** The link an event is about, also when it lies in a shadow tree below `root`. */
function linkOf(event: Event): HTMLAnchorElement | HTMLAreaElement | undefined {
  for (const target of event.composedPath()) {
    if (target === event.currentTarget) return undefined;
    if (target instanceof HTMLAnchorElement || target instanceof HTMLAreaElement) {
      if (target.hasAttribute("href")) return target;
    }
  }
  return undefined;
}

function goTo(id: string, root: Element): boolean {
  const target = id === "" ? null : root.querySelector<HTMLElement>(`[id="${CSS.escape(id)}"]`);
  if (target === null) return false;
  target.scrollIntoView(SCROLL);
  if (target.tabIndex < 0) target.setAttribute("tabindex", "-1");
  target.focus({ preventScroll: true });
  return true;
}

async function ask(link: HTMLElement, host: string, url: string, labels: LinkLabels): Promise<void> {
  const { askToOpen } = await import("./link_dialog");
  await askToOpen(link, host, url, labels);
}

function follow(event: MouseEvent, root: Element, labels: LinkLabels): void {
  const middle = event.type === "auxclick";
  if (event.defaultPrevented || (middle && event.button !== 1)) return;
  const link = linkOf(event);
  if (link === undefined) return;
  const destination = destinationOf(link.getAttribute("href") ?? "", link.baseURI);
  if (destination.kind === "far") {
    event.preventDefault();
    void ask(link, destination.host, destination.url, labels);
  } else if (destination.kind === "refused") {
    event.preventDefault();
  } else if (destination.kind === "fragment" && !middle && goTo(destination.id, root)) {
    event.preventDefault();
  }
}

/** From now on links below `root` that lead to another host ask first. Once for each root. */
export function confirmExternalLinks(root: Element, labels: LinkLabels): void {
  if (asking.has(root)) return;
  asking.add(root);
  const listen = (event: Event): void => follow(event as MouseEvent, root, labels);
  root.addEventListener("click", listen);
  root.addEventListener("auxclick", listen);
}

export const links: Decorator = {
  name: "links",
  selector: "a[href], area[href]",
  prepare(link) {
    link.removeAttribute("ping");
    link.removeAttribute("target");
    if (destinationOf(link.getAttribute("href") ?? "").kind === "far") link.setAttribute("rel", REL);
  },
  adopt(_link, { root, labels }) {
    confirmExternalLinks(root, labels);
    return undefined;
  },
};
