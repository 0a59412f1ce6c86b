/** What must not be found in a page that shows a stranger's text, wherever it came from. */

const FORBIDDEN =
  "script, style, link, meta, base, title, iframe, frame, object, embed, applet, form, select, textarea, template, " +
  "video, audio, source, track, picture, canvas, map, area, noscript, dialog, slot, portal, foreignObject, " +
  "use, image, animate, set, filter, input:not([type=checkbox][disabled]), button:not([type=button])";
/** The same for a drawing. */
const FORBIDDEN_IN_DRAWINGS =
  "script, style, link, iframe, img, image, use, foreignObject, a, animate, set, feImage, :not(svg, svg *)";
const SCHEMES = /^(?:https?:|mailto:|tel:)/;
/** Ours: the formula renderer positions its parts, inside a box that clips them. */
const OURS = ".katex, .katex *";

const told = (element: Element, what: string): string => `${what}: ${element.outerHTML.slice(0, 160)}`;

function* everything(root: ParentNode): Iterable<Element> {
  for (const element of root.querySelectorAll("*")) {
    yield element;
    if (element.shadowRoot) yield* everything(element.shadowRoot);
  }
}

function* attributesOf(element: Element): Iterable<string> {
  for (const { name, value } of element.attributes) {
    // Blanked by the sanitiser: an element can never lose it.
    if (name === "is" && value === "") continue;
    if (/^on/i.test(name)) yield `event ${name}`;
    if (name === "style" && !element.matches(OURS) && element.getRootNode() === document) yield "style";
    if (name === "style" && /url\s*\((?!["']?#)|\\|position|expression/i.test(value)) yield `style ${value}`;
    if (
      /^(?:name|ping|srcset|formaction|action|background|poster|is|nonce|srcdoc|autofocus|accesskey|contenteditable|popover|slot|part)$/.test(
        name,
      )
    ) {
      yield `attribute ${name}`;
    }
    if (name === "id" && element.getRootNode() === document && !/^text-\d+-/.test(value)) yield `id ${value}`;
    if (/href$/.test(name) && !SCHEMES.test(new URL(value, document.baseURI).protocol))
      yield `address ${value}`;
    if (
      name === "src" &&
      !/^data:image\/(?!svg)/.test(value) &&
      new URL(value, document.baseURI).origin !== location.origin
    ) {
      yield `source ${value}`;
    }
  }
}

function* marksOf(element: Element): Iterable<string> {
  const forbidden = element.getRootNode() === document ? FORBIDDEN : FORBIDDEN_IN_DRAWINGS;
  if (element.matches(forbidden)) yield told(element, "element");
  for (const found of attributesOf(element)) yield told(element, found);
  const { position } = getComputedStyle(element);
  if ((position === "fixed" || position === "sticky") && !element.matches(OURS))
    yield told(element, position);
}

interface Edges {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const within = (inner: Edges, outer: Edges): boolean =>
  inner.left >= outer.left - 2 &&
  inner.right <= outer.right + 2 &&
  inner.top >= outer.top - 2 &&
  inner.bottom <= outer.bottom + 2;

const parentOf = (element: Element): Element | null =>
  element.parentElement ?? (element.getRootNode() as ShadowRoot).host ?? null;

const clips = (element: Element): boolean => {
  const { overflowX, overflowY, contain } = getComputedStyle(element);
  return (overflowX !== "visible" && overflowY !== "visible") || /paint|content|strict/.test(contain);
};

/** Is the element seen outside the root? What a box around it clips is not seen. */
function leaves(element: Element, root: Element): boolean {
  const outer = root.getBoundingClientRect();
  const own = element.getBoundingClientRect();
  if (own.width === 0 || own.height === 0 || within(own, outer)) return false;
  for (let at = parentOf(element); at && at !== root; at = parentOf(at)) {
    if (clips(at) && within(at.getBoundingClientRect(), outer)) return false;
  }
  return true;
}

/** All that is wrong with a text that is shown in `root`. */
export function inspect(root: Element): string[] {
  const found: string[] = [];
  for (const element of everything(root)) {
    found.push(...marksOf(element));
    if (leaves(element, root)) found.push(told(element, "leaves"));
  }
  if (root.scrollWidth > root.clientWidth + 2) found.push(`wider by ${root.scrollWidth - root.clientWidth}`);
  return found;
}

/** Everything a reader might touch, touched. Links and buttons are pressed in every way but loading an image. */
export function touch(root: Element): void {
  for (const element of everything(root)) {
    for (const type of [
      "pointerenter",
      "pointerover",
      "mouseover",
      "mouseenter",
      "mousemove",
      "animationstart",
    ]) {
      element.dispatchEvent(new MouseEvent(type, { bubbles: true }));
    }
    if (!(element instanceof HTMLElement || element instanceof SVGElement)) continue;
    if (element.tabIndex >= 0) element.focus({ preventScroll: true });
    if (element.matches(".pywry-image-load") || !(element instanceof HTMLElement)) continue;
    element.click();
    element.dispatchEvent(new MouseEvent("auxclick", { button: 1, bubbles: true, cancelable: true }));
  }
}
