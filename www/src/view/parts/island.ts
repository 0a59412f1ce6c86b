/** Shiny UI that the app wrote, put into the page once and bound by Shiny. */
import type { HtmlPart } from "../../wire.gen";
import type { Labels } from "../labels";
import { readySuggestions } from "./ready-suggestions";

/** Puts the UI into an empty element; the answer lets Shiny forget what was bound in it. */
export function fillIsland(element: HTMLElement, { html, deps }: HtmlPart, labels: Labels): () => void {
  const { Shiny } = window;
  if (Shiny?.renderContentAsync && Shiny.bindAll) {
    Shiny.renderContentAsync(element, { html, deps }).then(
      () => readySuggestions(element, labels),
      (error: unknown) => console.error("pywry: Shiny could not show a part of a message.", error),
    );
  } else {
    // Before Shiny has begun: what the page itself brings is bound when it does, and its dependencies are loaded.
    element.innerHTML = html;
    readySuggestions(element, labels);
  }
  return () => window.Shiny?.unbindAll?.(element);
}
