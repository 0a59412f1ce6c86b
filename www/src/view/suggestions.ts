/** Suggestions: a press puts their text into the composer, or sends it. */
import type { ChatStore } from "../state/store";
import { sendText } from "./composer/sending";
import type { Labels } from "./labels";

const SUGGESTION = ".suggestion, [data-suggestion]";
/** What does something of its own when pressed; a browser turns Enter and Space on most of these into a click. */
const ACTIVE = "a[href], button, input, select, textarea, summary, label, [contenteditable]";

export interface Suggestion {
  readonly text: string;
  readonly sends: boolean;
}

export interface Modifiers {
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** The suggestion that was pressed, unless something else inside it was. */
export function suggestionAt(target: EventTarget | null): (Suggestion & { element: Element }) | null {
  if (!(target instanceof Element)) return null;
  const element = target.closest(SUGGESTION);
  if (element === null || element.closest(".pywry-composer")) return null;
  const active = target.closest(ACTIVE);
  if (active !== null && active !== element && element.contains(active)) return null;
  const given = element.getAttribute("data-suggestion")?.trim() ?? "";
  const text = given === "" ? (element.textContent ?? "").trim() : given;
  return text === "" ? null : { element, text, sends: sendsAtOnce(element) };
}

function sendsAtOnce(element: Element): boolean {
  const flag = element.getAttribute("data-suggestion-submit");
  return element.classList.contains("submit") || flag === "" || flag === "true";
}

/** Alt only fills, Ctrl or Cmd sends; without them the suggestion says. */
export function shouldSend(suggestion: Suggestion, { ctrlKey, metaKey, altKey }: Modifiers): boolean {
  return !altKey && (ctrlKey || metaKey || suggestion.sends);
}

/** Listens to the whole chat; the answer ends it. */
export function followSuggestions(
  root: HTMLElement,
  store: ChatStore,
  labels: Labels,
  focusComposer: () => void,
): () => void {
  function take(suggestion: Suggestion, modifiers: Modifiers): void {
    if (shouldSend(suggestion, modifiers)) {
      sendText(store, labels, suggestion.text, "suggestion");
    } else {
      store.composer.draft.value = suggestion.text;
      focusComposer();
    }
  }
  function click(event: MouseEvent): void {
    const suggestion = event.button === 0 && !event.defaultPrevented ? suggestionAt(event.target) : null;
    if (suggestion === null) return;
    event.preventDefault();
    take(suggestion, event);
  }
  function press(event: KeyboardEvent): void {
    if (event.defaultPrevented || (event.key !== "Enter" && event.key !== " ")) return;
    const suggestion = suggestionAt(event.target);
    if (suggestion === null || suggestion.element !== event.target) return;
    if (suggestion.element.matches(ACTIVE)) return;
    event.preventDefault();
    if (!event.repeat) take(suggestion, event);
  }
  root.addEventListener("click", click);
  root.addEventListener("keydown", press);
  return () => {
    root.removeEventListener("click", click);
    root.removeEventListener("keydown", press);
  };
}
