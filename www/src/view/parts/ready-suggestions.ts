/** Suggestions in the app's own UI: reachable by keys, and known as buttons, as those in markdown are. */
import { fillLabel } from "../../markdown";
import type { Labels } from "../labels";

export function readySuggestions(root: Element, labels: Labels): void {
  for (const element of root.querySelectorAll(".suggestion, [data-suggestion]")) {
    const given = element.getAttribute("data-suggestion")?.trim() ?? "";
    const text = given === "" ? (element.textContent ?? "").trim() : given;
    if (text === "") continue;
    element.classList.add("pywry-suggestion");
    if (!element.hasAttribute("aria-label")) {
      element.setAttribute("aria-label", fillLabel(labels.useSuggestion, { text }));
    }
    if (element.localName === "button") continue;
    element.setAttribute("role", "button");
    if (!element.hasAttribute("tabindex")) element.setAttribute("tabindex", "0");
  }
}
