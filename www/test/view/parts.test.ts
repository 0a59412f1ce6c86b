import { signal } from "@preact/signals-core";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { english } from "../../src/view/labels";
import { groupParts } from "../../src/view/parts/group";
import { Ticker, TOPIC_MS, thinkingModel } from "../../src/view/parts/thinking-model";
import { FakePart } from "./fake_store";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

const text = (): FakePart => new FakePart({ kind: "text", text: "a", format: "markdown" });
const thought = (topic: string | null = null, seconds: number | null = null): FakePart =>
  new FakePart({ kind: "thinking", text: "a", topic, seconds });
const tool = (name: string): FakePart =>
  new FakePart({
    kind: "tool",
    call_id: "1",
    name,
    title: null,
    arguments: "",
    status: "done",
    result: null,
  });

test.each([
  ["none", [1, 1, 1, 2, 1, 1]],
  ["tool", [2, 1, 2, 1, 1]],
  ["all", [3, 2, 1, 1]],
] as const)("neighbouring thoughts are one panel; tools are grouped as %s says", (how, sizes) => {
  const parts = [tool("a"), tool("a"), tool("b"), thought(), thought("x"), text(), text()];
  const groups = groupParts(parts, how);
  expect(groups.map((group) => group.parts.length)).toEqual(sizes);
  expect(groups.flatMap((group) => group.parts)).toEqual(parts);
});

test("a group keeps its key when parts join", () => {
  const parts = [thought(), thought("x")];
  expect(groupParts(parts.slice(0, 1), "tool")[0]?.key).toBe(groupParts(parts, "tool")[0]?.key);
});

test("a topic stays its time, and then the latest takes its place", () => {
  const ticker = new Ticker(TOPIC_MS);
  ticker.push("one");
  vi.advanceTimersByTime(1000);
  ticker.push("two");
  ticker.push("three");
  vi.advanceTimersByTime(1499);
  expect(ticker.value.value).toBe("one");
  vi.advanceTimersByTime(1);
  expect(ticker.value.value).toBe("three");
  ticker.push("four");
  ticker.push("three");
  vi.advanceTimersByTime(9000);
  expect(ticker.value.value).toBe("three");
  ticker.push("five");
  expect(ticker.value.value).toBe("five");
  ticker.destroy();
});

function model(parts: FakePart[], showAfter = 0, watched = true) {
  const messageOpen = signal(true);
  const made = thinkingModel(parts, { labels: english, showAfter, watched, messageOpen });
  return { ...made, messageOpen };
}

test("the header tells the topic while it lives and the time after", () => {
  const first = thought("Reading");
  const { label, live, update, destroy } = model([first]);
  expect(label.value).toBe("Reading");
  first.end(3.2);
  expect(live.value).toBe(false);
  const second = thought("Weighing");
  update([first, second]);
  expect(label.value).toBe("Reading".replace("Reading", "Weighing"));
  second.end(9.1);
  expect(label.value).toBe("Thought for 12 s");
  destroy();
});

test.each([
  [0.4, english.thoughtBriefly],
  [1, "Thought for 1 s"],
  [null, english.thinking],
])("thinking that took %s seconds", (seconds, words) => {
  const part = thought("t", seconds);
  part.end(seconds);
  const { label, destroy } = model([part]);
  expect(label.value).toBe(words);
  destroy();
});

test("an answer that stops in the middle of a thought no longer thinks", () => {
  const { live, messageOpen, destroy } = model([thought("x")]);
  expect(live.value).toBe(true);
  messageOpen.value = false;
  expect(live.value).toBe(false);
  destroy();
});

test("thinking is shown only when it lasts as long as the app wants", () => {
  const part = thought();
  const { visible, update, destroy } = model([part], 3);
  vi.advanceTimersByTime(2000);
  part.end(2);
  expect(visible.value).toBe(false);
  update([part, thought()]);
  vi.advanceTimersByTime(999);
  expect(visible.value).toBe(false);
  vi.advanceTimersByTime(1);
  expect(visible.value).toBe(true);
  destroy();
});

test.each([
  [0, true, null, true],
  [0, false, null, true],
  [3, true, 4, true],
  [3, true, 2, false],
  [3, false, 4, false],
  [-1, true, 60, false],
])("after %s s, watched %s, took %s: shown %s", (showAfter, watched, seconds, shown) => {
  const part = thought();
  part.end(seconds);
  const { visible, destroy } = model([part], showAfter, watched);
  expect(visible.value).toBe(shown);
  destroy();
});
