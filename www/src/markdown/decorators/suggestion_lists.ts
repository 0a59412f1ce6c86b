/**
 * Lists of suggestions as cards.
 *
 * When is a list a list of cards? When it is complete and each of its items holds one suggestion and nothing else.
 * That is a question to the whole list, so the answer is the same however the text came.
 *
 * Until then a list whose first item is such a one is *held*: it takes its room but is not seen. It is let go as a
 * plain list as soon as an item before the last is anything else (the last is still being written, and half a
 * suggestion is none), and as cards or as a plain list when it is complete. So the reader sees one of the two, and
 * never a change from one to the other. The decision is made again after each change of the list and before the page
 * is painted.
 */
import type { DecorateContext } from "../decorate";
import { fillLabel } from "../labels";
import { enableRoving, makeRoving } from "./roving";

export type Kind = "held" | "cards" | "list";

const KIND = "data-pywry-suggestions";
const HEADING = "data-pywry-heading";
const CARDS = `[${KIND}="cards"]`;
const SUGGESTION = ".pywry-suggestion";
const WATCHED: MutationObserverInit = {
  childList: true,
  characterData: true,
  subtree: true,
  attributes: true,
  attributeFilter: ["class", "title", "data-suggestion", "role", HEADING],
};

const isSpace = (node: Node): boolean =>
  node.nodeType === Node.COMMENT_NODE ||
  (node.nodeType === Node.TEXT_NODE && node.textContent?.trim() === "");

/** The one suggestion an item consists of. Items of a loose list have a paragraph around it. */
export function onlySuggestion(item: Element): Element | undefined {
  const nodes = [...item.childNodes].filter((node) => !isSpace(node));
  const [only] = nodes;
  if (nodes.length !== 1 || !(only instanceof Element)) return undefined;
  if (only.matches(SUGGESTION)) return only;
  return only.localName === "p" ? onlySuggestion(only) : undefined;
}

function itemsOf(list: Element): Element[] {
  return [...list.children].filter((child) => child.localName === "li");
}

/** What the list is, given all of it (`complete`) or its beginning. */
export function kindOf(list: Element, complete: boolean): Kind {
  const items = itemsOf(list);
  const first = items[0];
  if (first === undefined || onlySuggestion(first) === undefined) return "list";
  const decided = complete ? items : items.slice(0, -1);
  if (decided.some((item) => onlySuggestion(item) === undefined)) return "list";
  return complete ? "cards" : "held";
}

/** The number an ordered list shows for each of its items. */
export function numbersOf(list: Element): number[] {
  const items = itemsOf(list);
  const step = list.hasAttribute("reversed") ? -1 : 1;
  let next = Number.parseInt(list.getAttribute("start") ?? "", 10);
  if (Number.isNaN(next)) next = step === 1 ? 1 : items.length;
  return items.map((item) => {
    const own = Number.parseInt(item.getAttribute("value") ?? "", 10);
    const number = Number.isNaN(own) ? next : own;
    next = number + step;
    return number;
  });
}

export function headingOf(card: Element, number: number | undefined): string {
  const title = card.getAttribute("title")?.trim() ?? "";
  if (number === undefined) return title;
  return title === "" ? `${number}.` : `${number}. ${title}`;
}

class SuggestionList {
  complete = false;
  private readonly observer = new MutationObserver(() => this.decide());

  constructor(
    private readonly list: Element,
    private readonly context: DecorateContext,
  ) {
    this.observer.observe(list, WATCHED);
  }

  decide(): void {
    const kind = kindOf(this.list, this.complete);
    this.list.setAttribute(KIND, kind);
    if (kind === "cards") this.makeCards();
    // What was just written is no reason to decide again.
    this.observer.takeRecords();
  }

  private makeCards(): void {
    const { list, context } = this;
    const cards = itemsOf(list).flatMap((item) => onlySuggestion(item) ?? []);
    const numbers = list.localName === "ol" ? numbersOf(list) : [];
    cards.forEach((card, index) => {
      const heading = headingOf(card, numbers[index]);
      const body =
        card.textContent.trim() || card.getAttribute("alt") || card.getAttribute("data-suggestion");
      if (heading !== "") card.setAttribute(HEADING, heading);
      const text = [heading, body ?? ""].filter((part) => part !== "").join(" ");
      card.setAttribute("aria-label", fillLabel(context.labels.useSuggestion, { text }));
    });
    makeRoving(cards);
    enableRoving(context.root, CARDS, `${CARDS} ${SUGGESTION}`);
  }
}

const lists = new WeakMap<Element, SuggestionList>();

function listOf(list: Element, context: DecorateContext): SuggestionList {
  const known = lists.get(list);
  if (known !== undefined) return known;
  const made = new SuggestionList(list, context);
  lists.set(list, made);
  return made;
}

/** A suggestion appeared: if it is in an item of a list, the list is looked at from now on. */
export function watchItem(suggestion: Element, context: DecorateContext): void {
  const list = suggestion.closest("li")?.parentElement;
  if (list?.matches("ul, ol")) listOf(list, context).decide();
}

/** The list is complete. One without suggestions stays untouched. */
export function settleList(element: Element, context: DecorateContext): void {
  const known = lists.get(element);
  if (known === undefined || known.complete) return;
  known.complete = true;
  known.decide();
  context.changed();
}
