/** Escape stops the answer, wherever in the chat the focus is. */
import type { ChatStore } from "../state/store";
import { isComposing } from "./composer/keys";

/**
 * What an Escape closes itself. A message that was entered by Enter is left by it; a panel of ours closes by its button
 * alone.
 */
const CLOSES_ITSELF = 'dialog[open], [popover], [data-entered], [aria-expanded="true"]:not(.pywry-fold-head)';

/** The answer ends it. */
export function stopOnEscape(root: HTMLElement, store: ChatStore): () => void {
  function press(event: KeyboardEvent): void {
    if (event.key !== "Escape" || isComposing(event)) return;
    if ((event.target as Element).closest(CLOSES_ITSELF) === null) store.stop();
  }
  // On the way down: what takes Escape inside a message may keep it, and the answer stops all the same.
  root.addEventListener("keydown", press, { capture: true });
  return () => root.removeEventListener("keydown", press, { capture: true });
}
