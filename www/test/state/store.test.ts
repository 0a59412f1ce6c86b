import { describe, expect, test, vi } from "vitest";
import { type ChatStore, createStore, type StoreOptions } from "../../src/state/store";
import type { ClientEvent, Message, ServerEvent, Thread, Turn } from "../../src/wire.gen";
import { emptyThread, idle, limits } from "./transcripts";

const busy = (submission: string | null = null): Turn => ({ busy: true, streaming: false, submission });

function message(id: string, text: string, more: Partial<Message> = {}): Message {
  const parts: Message["parts"] = [{ kind: "text", text, format: "markdown" }];
  const rest = { role: "assistant", status: "open", icon: null, pinned: false, error: null } as const;
  return { id, parts, ...rest, ...more };
}

const start = (one: Message, slot: "thread" | "greeting" = "thread"): ServerEvent => ({
  kind: "message_start",
  slot,
  message: one,
});
const end = (id: string): ServerEvent => ({
  kind: "message_end",
  message: id,
  status: "complete",
  error: null,
});
const delta = (id: string, text: string): ServerEvent => ({
  kind: "part_delta",
  message: id,
  index: 0,
  text,
});

interface Rig {
  readonly store: ChatStore;
  readonly sent: ClientEvent[];
  events(first: number, ...events: ServerEvent[]): void;
  snapshot(thread?: Thread, seq?: number, turn?: Turn): void;
  turn(turn: Turn): void;
  texts(): string[];
}

function rig(options: Partial<StoreOptions> = {}): Rig {
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

function attached(options: Partial<StoreOptions> = {}): Rig {
  const made = rig(options);
  made.store.setConnected(true);
  made.snapshot();
  made.sent.length = 0;
  return made;
}

describe("attaching", () => {
  test("asks for everything when the connection comes up, and sends nothing else before the answer", () => {
    const { store, sent, snapshot } = rig();
    expect(store.submit("early")).toBe(false);
    store.setConnected(true);
    expect(sent).toEqual([{ kind: "attach", thread: null, have: 0 }]);
    expect(store.submit("early")).toBe(false);
    expect(store.tell({ kind: "greeting_request" })).toBe(false);
    snapshot();
    expect(store.attached.value).toBe(true);
    expect(store.submit("now")).toBe(true);
  });

  test("after a drop asks for what it lacks, and shows the rest as it comes", () => {
    const { store, sent, events, texts } = attached();
    events(1, start(message("m1", "a")));
    const shown = store.messages.value[0];
    store.setConnected(false);
    expect([store.attached.value, store.connected.value]).toEqual([false, false]);
    store.setConnected(true);
    expect(sent).toEqual([{ kind: "attach", thread: "t", have: 1 }]);
    events(2, delta("m1", "b"));
    expect(store.attached.value).toBe(true);
    expect(texts()).toEqual(["ab"]);
    expect(store.messages.value[0]).toBe(shown);
  });

  test("an answer without events is an answer", () => {
    const { store, events } = attached();
    store.setConnected(false);
    store.setConnected(true);
    events(1);
    expect(store.attached.value).toBe(true);
  });

  test("a gap asks once, drops what does not fit, and goes on with the answer", () => {
    const { sent, events, texts } = attached();
    events(1, start(message("m1", "")));
    events(4, delta("m1", "d"));
    events(5, delta("m1", "e"));
    expect(sent).toEqual([{ kind: "attach", thread: "t", have: 1 }]);
    events(2, delta("m1", "b"), delta("m1", "c"), delta("m1", "d"), delta("m1", "e"));
    events(6, delta("m1", "f"));
    expect(texts()).toEqual(["bcdef"]);
    expect(sent).toHaveLength(1);
  });

  test("what is known already is skipped", () => {
    const { sent, events, texts } = attached();
    events(1, start(message("m1", "")), delta("m1", "a"));
    events(1, start(message("m1", "")), delta("m1", "a"), delta("m1", "b"));
    events(2, delta("m1", "a"));
    expect(texts()).toEqual(["ab"]);
    expect(sent).toEqual([]);
  });

  test("another thread asks, and its snapshot shows nothing of the old one", () => {
    const { store, sent, events, snapshot } = attached();
    events(1, start(message("m1", "old")));
    const old = store.messages.value[0];
    store.receive({ kind: "turn", thread: "other", turn: idle });
    expect(sent).toEqual([{ kind: "attach", thread: "t", have: 1 }]);
    snapshot({ ...emptyThread("other"), messages: [message("m1", "old and more")] }, 9);
    expect(store.messages.value[0]).not.toBe(old);
    // A view keeps what has the same key.
    expect(store.messages.value[0]?.key).not.toBe(old?.key);
    expect(store.messages.value[0]?.parts.value[0]?.key).not.toBe(old?.parts.value[0]?.key);
    expect(store.thread().id).toBe("other");
  });

  test("a snapshot keeps what is shown, and tells only what is new", () => {
    const { store, events, snapshot } = attached();
    events(1, start(message("m1", "Hello")));
    const state = store.messages.value[0];
    const part = state?.parts.value[0];
    const heard = vi.fn();
    part?.onDelta(heard);
    snapshot({ ...emptyThread(), messages: [message("m1", "Hello world", { status: "complete" })] }, 7);
    expect(store.messages.value[0]).toBe(state);
    expect(state?.parts.value[0]).toBe(part);
    expect(heard.mock.calls).toEqual([[" world"]]);
    expect([part?.ended.value, state?.status.value, state?.live]).toEqual([true, "complete", true]);
  });
});

describe("a submission", () => {
  test("is shown at once, held, and becomes the server's message in its place", () => {
    const { store, sent, events, turn, texts } = attached();
    expect(store.submit("Hi")).toBe(true);
    expect(sent).toEqual([{ kind: "submit", id: "s1", text: "Hi" }]);
    const [shown] = store.messages.value;
    expect([texts(), store.held.value]).toEqual([["Hi"], true]);
    expect(store.submit("again")).toBe(false);
    events(1, start(message("s1", "Hi", { role: "user" })), end("s1"));
    turn(busy("s1"));
    expect(store.messages.value).toEqual([shown]);
    expect(store.messages.value[0]).toBe(shown);
    expect(shown?.status.value).toBe("complete");
    expect([store.held.value, store.stoppable.value]).toEqual([true, true]);
    turn(idle);
    expect([store.held.value, store.stoppable.value]).toEqual([false, false]);
  });

  test("stands behind what the server says meanwhile", () => {
    const { store, events, texts } = attached();
    store.submit("mine");
    events(1, start(message("m1", "news")));
    expect(texts()).toEqual(["news", "mine"]);
  });

  test("of spaces is not sent", () => {
    const { store, sent } = attached();
    expect(store.submit(" \n\t")).toBe(false);
    expect(sent).toEqual([]);
  });

  test("that cannot be sent leaves no trace", () => {
    const { store, texts } = attached({ send: () => false });
    expect(store.submit("Hi")).toBe(false);
    expect(texts()).toEqual([]);
  });

  test("that is refused goes back into the draft, before what was typed since", () => {
    const { store, texts } = attached();
    store.submit("first");
    store.receive({ kind: "notice", text: "Too long.", submission: "s1" });
    expect([store.notice.value, texts(), store.composer.draft.value, store.held.value]).toEqual([
      "Too long.",
      [],
      "first",
      false,
    ]);
    store.submit("second");
    store.receive({ kind: "notice", text: "No.", submission: "s2" });
    expect(store.composer.draft.value).toBe("second\nfirst");
  });

  test("of a suggestion that is refused leaves the draft alone", () => {
    const { store } = attached();
    store.composer.draft.value = "draft";
    store.submit("suggested", "suggestion");
    store.receive({ kind: "notice", text: "No.", submission: "s1" });
    expect(store.composer.draft.value).toBe("draft");
  });

  test("that got lost in a drop is sent once more, with the same id", () => {
    const { store, sent, events, texts } = attached();
    store.submit("Hi");
    store.setConnected(false);
    store.setConnected(true);
    sent.length = 0;
    events(1);
    expect(sent).toEqual([
      { kind: "submit", id: "s1", text: "Hi" },
      { kind: "attach", thread: null, have: 0 },
    ]);
    expect(texts()).toEqual(["Hi"]);
  });

  test("that is lost twice goes back into the draft, with a word about it", () => {
    const { store, snapshot, texts } = attached();
    store.submit("Hi");
    store.attach();
    snapshot();
    snapshot();
    expect([texts(), store.composer.draft.value, store.notice.value]).toEqual([[], "Hi", "lost"]);
    expect(store.held.value).toBe(false);
  });

  test("that arrived before the drop is not sent again", () => {
    const { store, sent, snapshot, texts } = attached();
    store.submit("Hi");
    store.setConnected(false);
    store.setConnected(true);
    sent.length = 0;
    snapshot({ ...emptyThread(), messages: [message("s1", "Hi", { role: "user", status: "complete" })] }, 2);
    expect([sent, texts()]).toEqual([[], ["Hi"]]);
  });

  test("that is being answered is not sent again, even if its message was cleared", () => {
    const { store, sent, snapshot } = attached();
    store.submit("Hi");
    store.attach();
    sent.length = 0;
    snapshot(emptyThread(), 5, busy("s1"));
    expect(sent).toEqual([]);
  });

  test("that was on its way when an older question was answered is left alone", () => {
    const { store, sent, events, snapshot } = attached();
    events(3);
    store.submit("Hi");
    sent.length = 0;
    snapshot();
    expect(sent).toEqual([]);
  });
});

describe("stopping", () => {
  test("is asked for while an answer is written, and is over when the turn is", () => {
    const { store, sent, turn } = attached();
    store.stop();
    expect(sent).toEqual([]);
    turn({ busy: true, streaming: true, submission: "s1" });
    store.stop();
    expect([sent, store.stopping.value]).toEqual([[{ kind: "stop" }], true]);
    turn(idle);
    expect(store.stopping.value).toBe(false);
  });
});

describe("what the server asks of the composer", () => {
  const ask = { kind: "composer", value: null, placeholder: null, submit: false, focus: false } as const;

  test("a value, a placeholder and the focus", () => {
    const { store } = attached();
    store.receive({ ...ask, value: "text", placeholder: "Ask", focus: true });
    const { draft, placeholder, focusAsked } = store.composer;
    expect([draft.value, placeholder.value, focusAsked.value]).toEqual(["text", "Ask", 1]);
    store.receive({ ...ask, value: "" });
    expect([draft.value, placeholder.value, focusAsked.value]).toEqual(["", "Ask", 1]);
  });

  test("a submission leaves the draft alone, and waits for its turn", () => {
    const { store, sent, turn } = attached();
    store.composer.draft.value = "mine";
    turn(busy());
    store.receive({ ...ask, value: "one", submit: true });
    store.receive({ ...ask, value: "two", submit: true });
    expect(sent).toEqual([]);
    turn(idle);
    expect(sent).toEqual([{ kind: "submit", id: "s1", text: "one" }]);
    store.receive({
      kind: "events",
      thread: "t",
      first: 1,
      events: [start(message("s1", "one")), end("s1")],
    });
    expect(sent.slice(1)).toEqual([{ kind: "submit", id: "s2", text: "two" }]);
    expect(store.composer.draft.value).toBe("mine");
  });
});

describe("the page's own messages and greeting", () => {
  const own = { messages: [message("x", "own", { status: "complete" })], greeting: message("g", "Hello") };

  test("stand first, and are forgotten when the thread is cleared", () => {
    const { store, events, texts } = attached(own);
    events(1, start(message("x", "theirs")));
    expect(texts()).toEqual(["own", "theirs"]);
    expect(new Set(store.messages.value.map((one) => one.key)).size).toBe(2);
    events(2, { kind: "thread_clear" });
    expect(texts()).toEqual([]);
  });

  test("the greeting gives way to the server's, and is forgotten with it", () => {
    const { store, events } = attached({ greeting: own.greeting });
    expect(store.greeting.value?.id).toBe("g");
    events(1, start(message("theirs", "Hello"), "greeting"));
    expect(store.greeting.value?.id).toBe("theirs");
    events(2, { kind: "greeting_clear" });
    expect(store.greeting.value).toBeNull();
  });

  test("the greeting is hidden by the first message and comes back, unless it is pinned", () => {
    const { store, events } = attached({ greeting: own.greeting });
    events(1, start(message("m0", "", { role: "system" })));
    expect(store.greetingShown.value).toBe(true);
    events(2, start(message("m1", "")));
    expect(store.greetingShown.value).toBe(false);
    events(3, { kind: "thread_clear" });
    expect(store.greetingShown.value).toBe(true);
    events(4, start(message("g2", "", { pinned: true }), "greeting"), start(message("m2", "")));
    expect(store.greetingShown.value).toBe(true);
  });
});

describe("parts", () => {
  test("end when the next begins, and when the message ends", () => {
    const { store, events } = attached();
    const text = { kind: "text", text: "", format: "markdown" } as const;
    events(1, start(message("m1", "a")), { kind: "part_start", message: "m1", index: 1, part: text });
    const [first, second] = store.messages.value[0]?.parts.value ?? [];
    expect([first?.ended.value, second?.ended.value]).toEqual([true, false]);
    events(3, end("m1"));
    expect(second?.ended.value).toBe(true);
  });

  test("text that is taken back is another part; what stood before it stays", () => {
    const { store, events, texts } = attached();
    events(1, start(message("m1", "keep")), {
      kind: "part_start",
      message: "m1",
      index: 1,
      part: { kind: "thinking", text: "so", topic: null, seconds: null },
    });
    const [first, second] = store.messages.value[0]?.parts.value ?? [];
    events(3, {
      kind: "parts_replace",
      message: "m1",
      index: 1,
      parts: [{ kind: "text", text: "new", format: "markdown" }],
    });
    const [kept, fresh] = store.messages.value[0]?.parts.value ?? [];
    expect(texts()).toEqual(["keep|new"]);
    expect(kept).toBe(first);
    expect(fresh?.key).not.toBe(second?.key);
  });

  test("a delta does not fire the part's signal; seconds do", () => {
    const { store, events } = attached();
    const thinking = { kind: "thinking", text: "", topic: null, seconds: null } as const;
    events(1, start(message("m1", "", { parts: [thinking] })));
    const part = store.messages.value[0]?.parts.value[0];
    const fired = vi.fn();
    part?.part.subscribe(fired);
    fired.mockClear();
    events(2, delta("m1", "hm"));
    expect(fired).not.toHaveBeenCalled();
    events(3, { kind: "part_end", message: "m1", index: 0, seconds: 2 });
    expect(fired).toHaveBeenCalledWith({ ...thinking, text: "hm", seconds: 2 });
    expect(part?.ended.value).toBe(true);
  });
});

describe("earlier inputs", () => {
  test("are those of the thread and of this page, each once, and outlive a clearing", () => {
    const { store, events, snapshot } = attached();
    snapshot(
      { ...emptyThread(), messages: [message("u1", "one", { role: "user" }), message("a1", "no")] },
      2,
    );
    store.submit("two");
    events(3, start(message("s1", "two", { role: "user" })), end("s1"));
    events(5, start(message("u9", "other tab", { role: "user" })), { kind: "thread_clear" });
    expect(store.composer.inputs.value).toEqual(["one", "two", "other tab"]);
    snapshot(emptyThread("new"), 1);
    expect(store.composer.inputs.value).toEqual([]);
  });
});
