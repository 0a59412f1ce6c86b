import { describe, expect, test, vi } from "vitest";
import { attached, busy, delta, end, message, rig, start } from "./rig";
import { emptyThread, idle } from "./transcripts";

describe("attaching", () => {
  test("keeps a text that was sent before the first answer, shows it, and sends it once", () => {
    const { store, sent, snapshot, texts } = rig();
    expect(store.submit("early")).toBe(true);
    expect([store.held.value, texts(), sent.length]).toEqual([true, ["early"], 0]);
    store.setConnected(true);
    snapshot();
    const submits = sent.filter((event) => event.kind === "submit");
    expect(submits).toEqual([{ kind: "submit", id: expect.any(String), text: "early" }]);
    snapshot({ ...emptyThread(), messages: [message(submits[0]?.id ?? "", "early", { role: "user" })] }, 1);
    expect([texts(), store.held.value]).toEqual([["early"], false]);
  });

  test("asks for everything when the connection comes up, and sends nothing else before the answer", () => {
    const { store, sent, snapshot } = rig();
    store.stop();
    store.setConnected(true);
    expect(sent).toEqual([{ kind: "attach", thread: null, have: 0 }]);
    store.stop();
    expect(store.tell({ kind: "greeting_request" })).toBe(false);
    expect(sent).toHaveLength(1);
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
