/**
 * Images. One from an origin the app did not allow arrives without its source: a button with its description and its
 * host stands in its place, and loads it when the reader asks for it.
 */
import type { DecorateContext, Decorator, Live } from "../decorate";
import { fillLabel, type MarkdownLabels } from "../labels";
import { webAddress } from "./addresses";
import { iconButton } from "./icons";

const BLOCKED = "data-pywry-blocked-src";
const BOX = "pywry-image";
const LONGEST_HOST = 60;

/** What the reader asked for stays loaded when a later version of the text brings it again. */
const asked = new WeakMap<HTMLElement, Set<string>>();

function makeModest(image: Element): void {
  image.setAttribute("loading", "lazy");
  image.setAttribute("decoding", "async");
  image.setAttribute("referrerpolicy", "no-referrer");
}

function loadButton(alt: string, host: string, labels: MarkdownLabels): HTMLButtonElement {
  const says = fillLabel(labels.blockedImage, { host });
  const name = [alt, says, labels.loadImage].filter((part) => part !== "").join(". ");
  const button = iconButton("image", name, "pywry-image-load");
  button.dataset.alt = alt;
  button.dataset.host = host.slice(0, LONGEST_HOST);
  return button;
}

/** The image stays in its box, without a source and hidden, so that it is itself when it is loaded. */
function block(image: Element, labels: MarkdownLabels): void {
  const source = webAddress(image.getAttribute(BLOCKED) ?? "");
  if (source === undefined) {
    image.removeAttribute(BLOCKED);
    return;
  }
  const box = document.createElement("span");
  box.className = BOX;
  image.replaceWith(box);
  image.removeAttribute("src");
  image.removeAttribute("srcset");
  image.setAttribute("hidden", "");
  box.append(image, loadButton(image.getAttribute("alt") ?? "", source.host, labels));
}

class BlockedImage implements Live {
  private readonly original: Node;

  constructor(
    private readonly box: HTMLElement,
    private readonly image: HTMLImageElement,
    private readonly context: DecorateContext,
  ) {
    this.original = box.cloneNode(true);
    box.addEventListener("click", this.onClick);
    if (asked.get(context.root)?.has(this.source)) this.load();
  }

  update(fresh: Element): boolean {
    return fresh.isEqualNode(this.original);
  }

  settle(): void {
    // Nothing waits for the end: an image is whole when it appears.
  }

  destroy(): void {
    this.box.removeEventListener("click", this.onClick);
  }

  private get source(): string {
    return this.image.getAttribute(BLOCKED) ?? "";
  }

  /** The image may stand inside a link, which is not what was meant. */
  private readonly onClick = (event: Event): void => {
    if (this.box.querySelector("button")?.contains(event.target as Node) !== true) return;
    event.preventDefault();
    event.stopPropagation();
    const { root } = this.context;
    asked.set(root, (asked.get(root) ?? new Set()).add(this.source));
    this.load();
    this.image.setAttribute("tabindex", this.image.getAttribute("tabindex") ?? "-1");
    this.image.focus({ preventScroll: true });
  };

  private load(): void {
    const { image, box, context } = this;
    image.addEventListener("load", () => context.changed(), { once: true });
    image.hidden = false;
    image.src = this.source;
    box.querySelector("button")?.remove();
  }
}

export const images: Decorator = {
  name: "images",
  selector: `img, .${BOX}`,
  prepare(element, { labels }) {
    if (element.localName !== "img") return;
    makeModest(element);
    if (element.hasAttribute(BLOCKED)) block(element, labels);
  },
  adopt(element, context) {
    const image = element.querySelector<HTMLImageElement>(`:scope > img[${BLOCKED}]`);
    if (image === null || !(element instanceof HTMLElement)) return undefined;
    return new BlockedImage(element, image, context);
  },
};
