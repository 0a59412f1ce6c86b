/** A store whose server is the test. */
import { type ChatStore, createStore, type StoreOptions } from "../../src/state/store";
import type { ClientEvent, Message, ServerEvent, Thread, Turn } from "../../src/wire.gen";
import { emptyThread, idle, limits } from "./transcripts";

export const busy = (submission: string | null = null): Turn => ({
  busy: true,
  streaming: false,
  submission,
});

export function message(id: string, text: string, more: Partial<Message> = {}): Message {
  const parts: Message["parts"] = [{ kind: "text", text, format: "markdown" }];
  const rest = { role: "assistant", status: "open", icon: null, pinned: false, error: null } as const;
  return { id, parts, ...rest, ...more };
}

export const start = (one: Message, slot: "thread" | "greeting" = "thread"): ServerEvent => ({
  kind: "message_start",
  slot,
  message: one,
});
export const end = (id: string): ServerEvent => ({
  kind: "message_end",
  message: id,
  status: "complete",
  error: null,
});
export const delta = (id: string, text: string): ServerEvent => ({
  kind: "part_delta",
  message: id,
  index: 0,
  text,
});

export interface Rig {
  readonly store: ChatStore;
  readonly sent: ClientEvent[];
  events(first: number, ...events: ServerEvent[]): void;
  snapshot(thread?: Thread, seq?: number, turn?: Turn): void;
  turn(turn: Turn): void;
  texts(): string[];
}

export function rig(options: Partial<StoreOptions> = {}): Rig {
  const sent: ClientEvent[] = [];
  let ids = 0;
  const store = createStore({
    send: (event) => sent.push(event) > 0,
    newId: () => `s${++ids}`,
    lost: "lost",
    ...options,
  });
  return {
    store,
    sent,
    events: (first, ...events) => store.receive({ kind: "events", thread: "t", first, events }),
    snapshot: (thread = emptyThread(), seq = 0, turn = idle) =>
      store.receive({ kind: "snapshot", seq, thread, turn, limits }),
    turn: (turn) => store.receive({ kind: "turn", thread: "t", turn }),
    texts: () =>
      store.messages.value.map((one) =>
        one.parts.value.map((state) => (state.part.peek() as { text: string }).text).join("|"),
      ),
  };
}

export function attached(options: Partial<StoreOptions> = {}): Rig {
  const made = rig(options);
  made.store.setConnected(true);
  made.snapshot();
  made.sent.length = 0;
  return made;
}
