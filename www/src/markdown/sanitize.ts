/**
 * The one place where strings become DOM. An allow list of elements, attributes, classes and URL schemes; parsed in an
 * inert document, so that nothing loads or runs before it is judged.
 */
import createDOMPurify, { type Config, type DOMPurify } from "dompurify";
import type { MarkdownLabels } from "./labels";

export interface SanitizePolicy {
  readonly idPrefix: string;
  readonly allowedOrigins: readonly string[];
  readonly labels: MarkdownLabels;
}

export const BLOCKED_SRC = "data-pywry-blocked-src";

const tags =
  "a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure " +
  "h1 h2 h3 h4 h5 h6 hr i img input ins kbd li mark ol p pre q rp rt ruby s samp section small span strong sub " +
  "summary sup table tbody td tfoot th thead time tr u ul var wbr";
const attributes: ReadonlySet<string> = new Set(
  (
    "align alt aria-label checked class colspan data-display data-footnote-backref " +
    "data-footnote-ref data-footnotes data-suggestion data-suggestion-submit datetime dir disabled height href id lang " +
    "open reversed rowspan scope src start title type value width"
  ).split(" "),
);

const config: Config = {
  ALLOWED_TAGS: tags.split(" "),
  ALLOWED_ATTR: [...attributes],
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  SANITIZE_DOM: true,
  IN_PLACE: true,
};

/** Classes a text may have: what our own HTML needs and what makes a suggestion. Our controls' classes stay ours. */
const allowedClass =
  /^(?:suggestion|submit|pywry-math|footnotes|footnote-ref|footnote-backref|language-[\p{L}\p{N}_+#.-]{1,40})$/u;
const linkSchemes: ReadonlySet<string> = new Set(["http:", "https:", "mailto:", "tel:"]);
const dataImage = /^data:image\/(?:png|jpeg|gif|webp|avif)[;,]/i;
const length = /^\d{1,4}$/;

const parseUrl = (value: string): URL | null => {
  try {
    return new URL(value, document.baseURI);
  } catch {
    return null;
  }
};

/** May an image be loaded from there without asking? */
export function isAllowedImage(src: string, allowedOrigins: readonly string[]): boolean {
  if (dataImage.test(src)) return true;
  const url = parseUrl(src);
  if (!url || (url.protocol !== "http:" && url.protocol !== "https:")) return false;
  return (
    url.origin === location.origin || allowedOrigins.includes("*") || allowedOrigins.includes(url.origin)
  );
}

const isLoadable = (src: string): boolean => /^https?:$/.test(parseUrl(src)?.protocol ?? "");

/** How much is cleaned in one inert document. */
const CLEANINGS = 32;

function makeInert(): Document {
  const inert = document.implementation.createHTMLDocument("");
  const base = inert.createElement("base");
  base.href = document.baseURI;
  inert.head.append(base);
  return inert;
}

class Sanitizer {
  private policy: SanitizePolicy | null = null;
  private readonly purify: DOMPurify;
  private inert = makeInert();
  private cleanings = 0;
  /** Images that another origin would serve, until their attributes have all been seen. */
  private readonly blocked = new WeakMap<Element, string>();

  constructor() {
    this.purify = createDOMPurify(window);
    this.purify.setConfig(config);
    this.purify.addHook("uponSanitizeAttribute", (element, data) => {
      data.keepAttr = this.keeps(element, data);
      data.forceKeepAttr = data.keepAttr && (data.attrName === "src" || data.attrName === "href");
    });
    this.purify.addHook("afterSanitizeAttributes", (element) => this.complete(element));
  }

  /**
   * Parsed once, into a document that loads and runs nothing, and cleaned there: no string is parsed again. The nodes
   * stay there until the patch moves those that are new, for moving costs more than comparing.
   */
  fragment(html: string, policy: SanitizePolicy): DocumentFragment {
    this.policy = policy;
    this.renewInert();
    const holder = this.inert.createElement("div");
    holder.innerHTML = html;
    this.purify.sanitize(holder);
    const fragment = this.inert.createDocumentFragment();
    fragment.append(...holder.childNodes);
    return fragment;
  }

  /**
   * Each cleaning leaves a NodeIterator behind, and until that is collected each removal of a node from its document
   * looks at it: in one document, cost would grow with all that was ever cleaned.
   */
  private renewInert(): void {
    this.cleanings += 1;
    if (this.cleanings % CLEANINGS === 0) this.inert = makeInert();
  }

  private keeps(element: Element, data: { attrName: string; attrValue: string }): boolean {
    switch (data.attrName) {
      case "class":
        data.attrValue = data.attrValue
          .split(/\s+/)
          .filter((name) => allowedClass.test(name))
          .join(" ");
        return data.attrValue !== "";
      case "id":
        data.attrValue = this.ownId(data.attrValue);
        return data.attrValue !== "";
      case "href":
        return element.localName === "a" && this.keepsHref(data);
      case "src":
        return element.localName === "img" && this.keepsSrc(element, data.attrValue);
      case "width":
      case "height":
        return length.test(data.attrValue);
      case "type":
        return element.localName === "input" || element.localName === "ol";
      case "aria-label":
        return element.classList.contains("footnote-backref");
      default:
        return attributes.has(data.attrName);
    }
  }

  /** Ids of footnotes are ours; all others get a name of their own, out of reach of the page's. */
  private ownId(id: string): string {
    const prefix = this.policy?.idPrefix ?? "";
    return id.startsWith(`${prefix}fn-`) || id.startsWith(`${prefix}fnref-`) ? id : `${prefix}user-${id}`;
  }

  private keepsHref(data: { attrValue: string }): boolean {
    if (data.attrValue.startsWith("#")) {
      data.attrValue = data.attrValue.length > 1 ? `#${this.ownId(data.attrValue.slice(1))}` : "#";
      return true;
    }
    return linkSchemes.has(parseUrl(data.attrValue)?.protocol ?? "");
  }

  private keepsSrc(image: Element, src: string): boolean {
    if (isAllowedImage(src, this.policy?.allowedOrigins ?? [])) return true;
    if (isLoadable(src)) this.blocked.set(image, src);
    return false;
  }

  private complete(element: Element): void {
    const src = this.blocked.get(element);
    if (src !== undefined) element.setAttribute(BLOCKED_SRC, src);
    if (element.localName !== "input") return;
    if (element.getAttribute("type") !== "checkbox") {
      element.remove();
      return;
    }
    const labels = this.policy?.labels;
    element.setAttribute("disabled", "");
    element.removeAttribute("value");
    if (labels)
      element.setAttribute("aria-label", element.hasAttribute("checked") ? labels.taskDone : labels.taskOpen);
  }
}

let sanitizer: Sanitizer | undefined;

/** Where the HTML will stand decides how it must be parsed. */
export type Place = "flow" | "row";

export function sanitizeToFragment(
  html: string,
  policy: SanitizePolicy,
  place: Place = "flow",
): DocumentFragment {
  if (!/[<&]/.test(html)) {
    const plain = document.createDocumentFragment();
    if (html !== "") plain.append(html);
    return plain;
  }
  sanitizer ??= new Sanitizer();
  if (place === "flow") return sanitizer.fragment(html, policy);
  const table = sanitizer.fragment(`<table><tbody>${html}</tbody></table>`, policy);
  const rows = table.ownerDocument.createDocumentFragment();
  rows.append(...table.querySelectorAll("table > tbody > tr"));
  return rows;
}
