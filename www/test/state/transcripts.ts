/** The transcripts that both folds are held to; written by `python -m tests.transcripts.generate`. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Limits, ServerEvent, Thread, Turn } from "../../src/wire.gen";

export interface Transcript {
  readonly name: string;
  readonly events: readonly ServerEvent[];
  readonly checks: readonly { readonly after: number; readonly thread: Thread }[];
}

const FOLDER = join(import.meta.dirname, "..", "..", "..", "tests", "transcripts");

export const transcripts: readonly Transcript[] = readdirSync(FOLDER)
  .filter((name) => name.endsWith(".json"))
  .sort()
  .map((name) => ({ name, ...JSON.parse(readFileSync(join(FOLDER, name), "utf8")) }));

export const limits: Limits = {
  flush_seconds: 0.03,
  pause_seconds: 0.015,
  flush_chars: 300,
  submit_chars: 1000,
  log_events: 2000,
};

export const idle: Turn = { busy: false, streaming: false, submission: null };

export function emptyThread(id = "t"): Thread {
  return { id, messages: [], greeting: null };
}
