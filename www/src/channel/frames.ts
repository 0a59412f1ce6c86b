/** Looks at what came off the wire before anything relies on it. */
import type { ServerFrame } from "../wire.gen";

type Check = (value: unknown) => boolean;
type Fields = Readonly<Record<string, Check>>;

const text: Check = (value) => typeof value === "string";
const flag: Check = (value) => typeof value === "boolean";
const number: Check = (value) => typeof value === "number";
const index: Check = (value) => Number.isInteger(value) && (value as number) >= 0;
const oneOf =
  (...words: readonly string[]): Check =>
  (value) =>
    words.includes(value as string);
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
const list =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function object(fields: Fields): Check {
  const entries = Object.entries(fields);
  return (value) => isObject(value) && entries.every(([key, check]) => check(value[key]));
}

/** An object whose `kind` says which of these it is. */
function kinds(table: Readonly<Record<string, Fields>>): Check {
  const checks = new Map(Object.entries(table).map(([kind, fields]) => [kind, object(fields)]));
  return (value) => isObject(value) && (checks.get(value.kind as string)?.(value) ?? false);
}

const ending = oneOf("complete", "stopped", "error", "interrupted");
const part = kinds({
  text: { text, format: oneOf("markdown", "plain", "html") },
  thinking: { text, topic: orNull(text), seconds: orNull(number) },
  html: { html: text, deps: list(isObject) },
  tool: {
    call_id: text,
    name: text,
    title: orNull(text),
    arguments: text,
    status: oneOf("pending", "running", "done", "failed"),
    result: orNull(text),
  },
});
const message = object({
  id: text,
  role: oneOf("user", "assistant", "system"),
  parts: list(part),
  status: (value) => value === "open" || ending(value),
  icon: orNull(text),
  pinned: flag,
  error: orNull(text),
});
const event = kinds({
  message_start: { slot: oneOf("thread", "greeting"), message },
  part_start: { message: text, index, part },
  part_delta: { message: text, index, text },
  part_update: { message: text, index, part },
  part_end: { message: text, index, seconds: orNull(number) },
  parts_replace: { message: text, index, parts: list(part) },
  message_end: { message: text, status: ending, error: orNull(text) },
  greeting_clear: {},
  thread_clear: {},
});
const turn = object({ busy: flag, streaming: flag, submission: orNull(text) });
const frame = kinds({
  events: { thread: text, first: index, events: list(event) },
  snapshot: {
    seq: index,
    thread: object({ id: text, messages: list(message), greeting: orNull(message) }),
    turn,
    limits: object({
      pause_seconds: number,
      flush_seconds: number,
      flush_chars: number,
      submit_chars: number,
      log_events: number,
    }),
  },
  turn: { thread: text, turn },
  composer: { value: orNull(text), placeholder: orNull(text), submit: flag, focus: flag },
  notice: { text, submission: orNull(text) },
});

/** The frame, if it is one; otherwise this throws. */
export function readFrame(value: unknown): ServerFrame {
  if (!frame(value)) throw new TypeError(`not a frame: ${excerpt(value)}`);
  return value as ServerFrame;
}

function excerpt(value: unknown): string {
  return (JSON.stringify(value) ?? String(value)).slice(0, 300);
}
