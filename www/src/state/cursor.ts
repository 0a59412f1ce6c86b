/** Where in the log a page stands, and what a numbered frame means to it. */
import type { EventsFrame } from "../wire.gen";

export interface Cursor {
  /** null before the first snapshot. */
  readonly thread: string | null;
  /** The number of the last event that was applied. */
  readonly last: number;
}

/** Apply the events from the index `from` on; or something is missing, and the server must be asked. */
export type Verdict = { readonly kind: "apply"; readonly from: number } | { readonly kind: "missing" };

export function judge(cursor: Cursor, frame: EventsFrame): Verdict {
  if (frame.thread !== cursor.thread || frame.first > cursor.last + 1) return { kind: "missing" };
  return { kind: "apply", from: Math.min(cursor.last + 1 - frame.first, frame.events.length) };
}

/** The cursor after the frame's events were applied. */
export function advance(cursor: Cursor, frame: EventsFrame): Cursor {
  return { thread: cursor.thread, last: Math.max(cursor.last, frame.first + frame.events.length - 1) };
}
