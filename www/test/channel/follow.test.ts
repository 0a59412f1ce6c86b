import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { follow } from "../../src/channel/follow";
import { type MemoryChannel, memoryChannel } from "../../src/channel/memory";
import type { ChatStore } from "../../src/state/store";
import { emptyThread, idle, limits } from "../state/transcripts";

const snapshot = { kind: "snapshot", seq: 0, thread: emptyThread(), turn: idle, limits } as const;
const bad = [
  null,
  undefined,
  7,
  "events",
  [],
  {},
  { kind: "nonsense" },
  { kind: "constructor" },
  { kind: "events" },
  { kind: "events", thread: "t", first: 1, events: null },
  { kind: "events", thread: "t", first: -1, events: [] },
  {
    kind: "events",
    thread: "t",
    first: 1,
    events: [{ kind: "part_delta", message: "m", index: 1.5, text: "" }],
  },
  {
    kind: "events",
    thread: "t",
    first: 1,
    events: [{ kind: "part_delta", message: "m", index: -1, text: "" }],
  },
  { kind: "events", thread: "t", first: 1, events: [{ kind: "message_start", slot: "thread", message: {} }] },
  { ...snapshot, thread: { id: "t", messages: [{ id: "m" }], greeting: null } },
  { ...snapshot, limits: {} },
  { kind: "turn", thread: "t", turn: { busy: "yes" } },
  { kind: "notice", text: { html: "" }, submission: null },
];

let channel: MemoryChannel;
let store: ChatStore;
let close: () => void;
const complain = vi.fn();

beforeEach(() => {
  complain.mockReset();
  vi.spyOn(console, "error").mockImplementation(complain);
  channel = memoryChannel();
  ({ store, close } = follow(channel, {}));
});
afterEach(() => close());

function attaches(): number {
  return channel.sent.filter((event) => event.kind === "attach").length;
}

describe("a frame that makes no sense", () => {
  test.each(bad.map((frame) => [JSON.stringify(frame)?.slice(0, 90) ?? "undefined", frame]))(
    "%s",
    (_, frame) => {
      channel.connect();
      channel.push(snapshot);
      channel.push(frame);
      expect(complain).toHaveBeenCalledOnce();
      expect(channel.sent.at(-1)).toEqual({ kind: "attach", thread: null, have: 0 });
      expect(attaches()).toBe(2);
      channel.push(snapshot);
      expect(store.attached.value).toBe(true);
    },
  );

  test("asks a few times only, also when each answer is as bad", () => {
    channel.connect();
    channel.onSent = () => channel.push({ kind: "snapshot" });
    channel.push({});
    expect(attaches()).toBe(1 + 3);
    for (let n = 0; n < 50; n++) channel.push({});
    expect(attaches()).toBe(1 + 3);
  });

  test("asks a few times only, when good threads come in between", () => {
    channel.connect();
    for (let n = 0; n < 50; n++) {
      channel.push(snapshot);
      channel.push({ kind: "events" });
    }
    expect(attaches()).toBe(1 + 3);
  });

  test("is forgiven after good ones, and on another connection", () => {
    channel.connect();
    channel.push(snapshot);
    for (let n = 0; n < 5; n++) channel.push({});
    const before = attaches();
    channel.push({ kind: "events", thread: "t", first: 1, events: [] });
    channel.push({});
    expect(attaches()).toBe(before + 1);
    channel.disconnect();
    channel.connect();
    channel.push({});
    expect(attaches()).toBe(before + 3);
  });

  test("is nothing to ask about while there is no connection", () => {
    channel.push({});
    expect(channel.sent).toEqual([]);
  });
});

test("a view that breaks does not break the page", () => {
  channel.connect();
  channel.push(snapshot);
  store.notice.subscribe((notice) => {
    if (notice !== null) throw new Error("view");
  });
  channel.push({ kind: "notice", text: "hello", submission: null });
  expect(complain).toHaveBeenCalledOnce();
  expect(store.notice.value).toBe("hello");
});

test("nothing comes after the end", () => {
  channel.connect();
  close();
  channel.push(snapshot);
  expect(store.attached.value).toBe(false);
});
