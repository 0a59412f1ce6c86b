import { signal } from "@preact/signals-core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Following, follow } from "../../src/channel/follow";
import { type MemoryChannel, memoryChannel } from "../../src/channel/memory";
import { tellAboutGreeting } from "../../src/elements/greeting";
import type { Message, ServerEvent } from "../../src/wire.gen";
import { emptyThread, idle, limits } from "../state/transcripts";

const visible = signal(true);
let channel: MemoryChannel;
let following: Following;
let stop: () => void;
let seq = 0;

function begin(own: { greeting?: Message } = {}): void {
  channel = memoryChannel();
  following = follow(channel, own);
  stop = tellAboutGreeting(following.store, visible);
}

function message(id: string, more: Partial<Message> = {}): Message {
  const rest = { role: "assistant", status: "complete", icon: null, pinned: false, error: null } as const;
  return { id, parts: [], ...rest, ...more };
}

function snapshot(thread = emptyThread()): void {
  seq = 0;
  channel.push({ kind: "snapshot", seq, thread, turn: idle, limits });
}

function tell(...events: ServerEvent[]): void {
  channel.push({ kind: "events", thread: "t", first: seq + 1, events });
  seq += events.length;
}

const say = (one: Message): void => tell({ kind: "message_start", slot: "thread", message: one });
const greet = (one: Message): void => tell({ kind: "message_start", slot: "greeting", message: one });
const told = (): string[] =>
  channel.sent.map(({ kind }) => kind).filter((kind) => kind.startsWith("greeting"));

beforeEach(() => {
  visible.value = true;
});
afterEach(() => {
  stop();
  following.close();
});

describe("a greeting is asked for", () => {
  test("when the chat is attached, empty and seen", () => {
    begin();
    channel.connect();
    expect(told()).toEqual([]);
    snapshot();
    expect(told()).toEqual(["greeting_request"]);
  });

  test("not before it is seen", () => {
    visible.value = false;
    begin();
    channel.connect();
    snapshot();
    expect(told()).toEqual([]);
    visible.value = true;
    visible.value = false;
    visible.value = true;
    expect(told()).toEqual(["greeting_request"]);
  });

  test("again each time the chat has become empty", () => {
    begin();
    channel.connect();
    snapshot();
    greet(message("g"));
    tell({ kind: "thread_clear" });
    expect(told()).toEqual(["greeting_request"]);
    tell({ kind: "greeting_clear" });
    expect(told()).toEqual(["greeting_request", "greeting_request"]);
    tell({ kind: "greeting_clear" }, { kind: "thread_clear" });
    expect(told()).toHaveLength(2);
  });

  test("not again after a drop, but in another thread", () => {
    begin();
    channel.connect();
    snapshot();
    channel.disconnect();
    channel.connect();
    snapshot();
    expect(told()).toHaveLength(1);
    snapshot(emptyThread("other"));
    expect(told()).toHaveLength(2);
  });

  test("not if there is one, or something was said", () => {
    begin({ greeting: message("g") });
    channel.connect();
    snapshot();
    expect(told()).toEqual([]);
  });

  test("messages of the system are not said", () => {
    begin();
    channel.connect();
    snapshot({ ...emptyThread(), messages: [message("m", { role: "system" })] });
    expect(told()).toEqual(["greeting_request"]);
  });
});

describe("a greeting's dismissal is told", () => {
  test("when the first message hides it, once", () => {
    begin({ greeting: message("g") });
    channel.connect();
    snapshot();
    say(message("m1"));
    say(message("m2"));
    expect(told()).toEqual(["greeting_dismissed"]);
  });

  test("not if it is pinned, nor if it was cleared", () => {
    begin();
    channel.connect();
    snapshot({ ...emptyThread(), greeting: message("g", { pinned: true }) });
    say(message("m1"));
    expect(told()).toEqual([]);
    tell({ kind: "thread_clear" }, { kind: "greeting_clear" });
    greet(message("g2"));
    tell({ kind: "greeting_clear" });
    expect(told()).toEqual(["greeting_request", "greeting_request"]);
  });

  test("not if it was hidden before the page came", () => {
    begin({ greeting: message("g") });
    channel.connect();
    snapshot({ ...emptyThread(), messages: [message("m1")] });
    expect(told()).toEqual([]);
  });

  test("by what a person sends", () => {
    begin({ greeting: message("g") });
    channel.connect();
    snapshot();
    following.store.submit("Hi");
    expect(channel.sent.map(({ kind }) => kind)).toEqual(["attach", "submit", "greeting_dismissed"]);
  });
});
