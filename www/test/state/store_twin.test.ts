/** The store is the fold too: however the events travel, it has the thread that the transcript says. */
import { effect } from "@preact/signals-core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { apply } from "../../src/state/fold";
import type { ChatStore, PartState } from "../../src/state/store";
import { createStore } from "../../src/state/store";
import type { ServerEvent, Thread } from "../../src/wire.gen";
import { emptyThread, idle, limits, type Transcript, transcripts } from "./transcripts";

function attachedStore(thread: Thread = emptyThread(), seq = 0): ChatStore {
  const store = createStore({ send: () => true });
  store.setConnected(true);
  store.receive({ kind: "snapshot", seq, thread, turn: idle, limits });
  return store;
}

function feed(store: ChatStore, events: readonly ServerEvent[], from: number, to: number): void {
  store.receive({ kind: "events", thread: "t", first: from + 1, events: events.slice(from, to) });
}

/** Does what a view of text does: takes what is there, then only additions. */
function watch(store: ChatStore): Map<PartState, () => string> {
  const shown = new Map<PartState, () => string>();
  const follow = (part: PartState): void => {
    if (shown.has(part)) return;
    const now = part.part.peek();
    let text = "text" in now ? now.text : "";
    part.onDelta((more) => {
      text += more;
    });
    shown.set(part, () => text);
  };
  effect(() => {
    for (const message of [...store.messages.value, store.greeting.value])
      message?.parts.value.forEach(follow);
  });
  return shown;
}

function expectShown(store: ChatStore, shown: Map<PartState, () => string>): void {
  for (const message of [...store.messages.peek(), store.greeting.peek()]) {
    for (const state of message?.parts.peek() ?? []) {
      const part = state.part.peek();
      if ("text" in part) expect(shown.get(state)?.()).toBe(part.text);
    }
  }
}

function prefix(events: readonly ServerEvent[], count: number): Thread {
  const thread = emptyThread();
  for (const event of events.slice(0, count)) apply(thread, event);
  return thread;
}

describe("the store on the shared transcripts", () => {
  test.each(transcripts)("$name, one event a frame", ({ events, checks }) => {
    const store = attachedStore();
    const shown = watch(store);
    let done = 0;
    for (const check of checks) {
      for (; done < check.after; done++) feed(store, events, done, done + 1);
      expect(store.thread()).toEqual(check.thread);
      expectShown(store, shown);
    }
  });

  test.each(transcripts)("$name, all in one frame", ({ events, checks }) => {
    const store = attachedStore();
    feed(store, events, 0, events.length);
    expect(store.thread()).toEqual(checks.at(-1)?.thread);
  });

  const journeys = fc.record({
    transcript: fc.constantFrom(...transcripts),
    cuts: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 6 }),
    bySnapshot: fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }),
  });

  test("with snapshots and overlapping frames in between", () => {
    fc.assert(
      fc.property(journeys, ({ transcript, cuts, bySnapshot }) => travel(transcript, cuts, bySnapshot)),
      { numRuns: 150 },
    );
  });
});

function travel(
  { events, checks }: Transcript,
  cuts: readonly number[],
  bySnapshot: readonly boolean[],
): void {
  const store = attachedStore();
  const shown = watch(store);
  let at = 0;
  const stops = [...cuts.map((cut) => Math.floor(cut * events.length)).sort((a, b) => a - b), events.length];
  for (const [leg, stop] of stops.entries()) {
    if (bySnapshot[leg]) {
      store.receive({ kind: "snapshot", seq: stop, thread: prefix(events, stop), turn: idle, limits });
    } else {
      feed(store, events, Math.max(0, at - 3), stop);
    }
    at = stop;
    expectShown(store, shown);
  }
  expect(store.thread()).toEqual(checks.at(-1)?.thread);
  const keys = store.messages.peek().map((message) => message.key);
  expect(new Set(keys).size).toBe(keys.length);
}
