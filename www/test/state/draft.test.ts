import { describe, expect, test } from "vitest";
import type { Drawer } from "../../src/state/draft";
import { createStore } from "../../src/state/store";
import { emptyThread, idle, limits } from "./transcripts";

function drawerOf(kept: Map<string, string>): Drawer {
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => kept.set(key, value),
    removeItem: (key) => kept.delete(key),
  };
}

const broken: Drawer = {
  getItem: () => {
    throw new Error("no");
  },
  setItem: () => {
    throw new Error("full");
  },
  removeItem: () => {
    throw new Error("no");
  },
};

describe("the draft", () => {
  test("is there again for the next store of its key", () => {
    const kept = new Map<string, string>();
    const first = createStore({ send: () => true, draft: { drawer: drawerOf(kept), key: "a" } });
    first.composer.draft.value = "text";
    first.close();
    first.composer.draft.value = "too late";
    const open = (key: string): string =>
      createStore({ send: () => true, draft: { drawer: drawerOf(kept), key } }).composer.draft.value;
    expect([open("a"), open("b")]).toEqual(["text", ""]);
  });

  test("is not kept when it is empty", () => {
    const kept = new Map<string, string>();
    const store = createStore({ send: () => true, draft: { drawer: drawerOf(kept), key: "a" } });
    store.composer.draft.value = "text";
    store.composer.draft.value = "";
    expect(kept.size).toBe(0);
  });

  test("holds what was typed and sent until it has arrived", () => {
    const kept = new Map<string, string>();
    const store = createStore({
      send: () => true,
      newId: () => "s",
      draft: { drawer: drawerOf(kept), key: "a" },
    });
    store.setConnected(true);
    store.receive({ kind: "snapshot", seq: 0, thread: emptyThread(), turn: idle, limits });
    store.submit("on its way");
    store.composer.draft.value = "next";
    expect([kept.get("a"), store.composer.draft.value]).toEqual(["on its way\nnext", "next"]);
    store.receive({ kind: "notice", text: "No.", submission: "s" });
    expect([kept.get("a"), store.composer.draft.value]).toEqual(["on its way\nnext", "on its way\nnext"]);
  });

  test("works without a place to be kept", () => {
    const store = createStore({ send: () => true, draft: { drawer: broken, key: "a" } });
    store.composer.draft.value = "text";
    expect(store.composer.draft.value).toBe("text");
  });
});
