/**
 * Suggestions: what the reader may say next. Each becomes a button by role; who listens for clicks finds it by
 * `.pywry-suggestion[role="button"]`, and what it says in `data-suggestion` or else in its text. A list of nothing but
 * suggestions becomes a grid of cards (suggestion_lists.ts).
 */
import type { DecorateContext, Decorator } from "../decorate";
import { fillLabel } from "../labels";
import { settleList, watchItem } from "./suggestion_lists";

/** Elements that lose nothing when they become a button. */
const FIT = new Set(["a", "b", "code", "div", "em", "i", "img", "mark", "p", "span", "strong"]);

export function suggestedText(element: Element): string {
  const given = element.getAttribute("data-suggestion")?.trim() ?? "";
  return given === "" ? element.textContent.trim() : given;
}

function makeButton(element: Element, { labels }: DecorateContext): void {
  const text = suggestedText(element);
  if (text === "" || !FIT.has(element.localName)) return;
  if (element.parentElement?.closest(".pywry-suggestion, a[href], summary")) return;
  for (const attribute of ["href", "target", "rel"]) element.removeAttribute(attribute);
  element.classList.add("pywry-suggestion");
  element.setAttribute("role", "button");
  element.setAttribute("tabindex", "0");
  element.setAttribute("aria-label", fillLabel(labels.useSuggestion, { text }));
}

export const suggestions: Decorator = {
  name: "suggestions",
  selector: ".suggestion, [data-suggestion]",
  prepare: makeButton,
  adopt(element, context) {
    watchItem(element, context);
    return undefined;
  },
};

export const suggestionLists: Decorator = {
  name: "suggestion lists",
  selector: "ul, ol",
  settle: settleList,
};
