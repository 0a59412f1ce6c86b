import { describe, expect, test } from "vitest";
import { attached, busy, end, message, start } from "./rig";
import { emptyThread, idle } from "./transcripts";

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

  test("that is sent again is not given up for answers to what was asked before", () => {
    const { store, sent, snapshot, texts } = attached();
    store.submit("Hi");
    store.setConnected(false);
    store.setConnected(true);
    // Shiny begins the session with an attach of its own, and repeats one that was waiting.
    for (let answers = 0; answers < 3; answers++) snapshot();
    expect([texts(), store.composer.draft.value, store.notice.value]).toEqual([["Hi"], "", null]);
    snapshot({ ...emptyThread(), messages: [message("s1", "Hi", { role: "user", status: "complete" })] }, 2);
    sent.length = 0;
    snapshot({ ...emptyThread(), messages: [message("s1", "Hi", { role: "user", status: "complete" })] }, 2);
    expect([sent, texts(), store.composer.draft.value]).toEqual([[], ["Hi"], ""]);
  });

  test("that is lost again and again goes back into the draft, with a word about it", () => {
    const { store, snapshot, texts } = attached();
    store.submit("Hi");
    store.attach();
    for (let answers = 0; answers < 5; answers++) snapshot();
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
