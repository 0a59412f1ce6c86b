/** Sends a text, or says why not. */
import type { ChatStore, Origin } from "../../state/store";
import { fillIn, type Labels } from "../labels";

/** False if it was not sent; the text must then be kept. */
export function sendText(store: ChatStore, labels: Labels, text: string, origin: Origin): boolean {
  const limit = store.limits.peek()?.submit_chars ?? Number.POSITIVE_INFINITY;
  const count = lengthOf(text, limit);
  if (count > limit) {
    store.notice.value = fillIn(labels.tooLong, { count, limit });
    return false;
  }
  return store.submit(text, origin);
}

/** In characters as the server counts them, which matters only if there are many. */
function lengthOf(text: string, limit: number): number {
  return text.length <= limit ? text.length : Array.from(text).length;
}
