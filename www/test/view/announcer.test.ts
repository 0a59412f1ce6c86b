import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Announcer, announceChat } from "../../src/view/announcer";
import { english } from "../../src/view/labels";
import { sentences } from "../../src/view/transcript/sentences";
import { FakeMessage, FakeStore } from "./fake_store";

let store: FakeStore;
let region: HTMLElement;
let said: string[];
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  store = new FakeStore();
  region = document.createElement("div");
  said = [];
  const announcer = new Announcer(region);
  const say = announcer.say.bind(announcer);
  announcer.say = (text) => {
    said.push(text);
    say(text);
  };
  stop = announceChat(store.store, announcer, english);
});

afterEach(() => {
  stop();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

test("an answer is told a sentence at a time, its end once, and the region empties itself", () => {
  const message = store.add(new FakeMessage("assistant"));
  const part = message.text("It **be");
  part.delta("gins. It goes");
  expect(said).toEqual(["It begins."]);
  part.delta(" on");
  message.end();
  expect(said).toEqual(["It begins.", "It goes on", english.answerComplete]);
  expect(region.children).toHaveLength(3);
  vi.advanceTimersByTime(10_000);
  expect(region.childNodes).toHaveLength(0);
});

test("a stream of 500 chunks is told in at most one announcement a sentence, without repeats", () => {
  const answer = Array.from(
    { length: 120 },
    (_, index) => `Sentence ${index} has **a few** \`words\` in it.`,
  ).join(" ");
  const message = store.add(new FakeMessage("assistant"));
  const part = message.text("");
  const size = Math.ceil(answer.length / 500);
  for (let at = 0; at < answer.length; at += size) part.delta(answer.slice(at, at + size));
  message.end();
  expect(said).toEqual([...sentences(answer), english.answerComplete]);
  expect(new Set(said).size).toBe(said.length);
  expect(said).toHaveLength(121);
});

test.each([
  ["stopped", english.answerStopped],
  ["error", english.answerFailed],
  ["interrupted", english.messageInterrupted],
] as const)("an answer that was %s says so", (status, words) => {
  store.add(new FakeMessage("assistant")).end(status);
  expect(said).toEqual([words]);
});

test("what was there before, what the user said and what was thought is not told", () => {
  store.add(new FakeMessage("assistant", { live: false, status: "complete" })).text("Old news.");
  store.add(new FakeMessage("user", { status: "complete" })).text("My own words.");
  const message = store.add(new FakeMessage("assistant"));
  message.thought("Let me see. Perhaps.");
  expect(said).toEqual([]);
});

test("a notice is told, and long silence once", () => {
  store.busy(true);
  vi.advanceTimersByTime(1900);
  expect(said).toEqual([]);
  vi.advanceTimersByTime(200);
  store.turn.value = { ...store.turn.value };
  vi.advanceTimersByTime(9000);
  expect(said).toEqual([english.answering]);
  store.notice.value = "Something went wrong.";
  expect(said.at(-1)).toBe("Something went wrong.");
  store.busy(false);
});

test("text that is taken back is not told to its end, and its replacement does not repeat it", () => {
  const message = store.add(new FakeMessage("assistant"));
  message.text("Step one. Step");
  message.parts.value = [];
  const part = message.text("Step one. Step two. ");
  part.delta("X");
  message.end();
  expect(said).toEqual(["Step one.", "Step two.", "X", english.answerComplete]);
});

test("HTML is told by its words, plain text as it stands", () => {
  const message = store.add(new FakeMessage("assistant"));
  message.part({
    kind: "html",
    html: "<h3>Head</h3><p>Some <b>text</b>. More</p><script>no()</script>",
    deps: [],
  });
  const html = message.text("<p>One <a title='x. Y'", "html");
  html.delta(" href='#'>link</a> *here*.</p>");
  html.end();
  message.text("2 * 3. *Stars*", "plain").end();
  expect(said).toEqual(["Head", "Some text.", "More", "One link *here*.", "2 * 3.", "*Stars*"]);
});

test("a greeting that streams is told, its end is not", () => {
  store.greeting.value = new FakeMessage("assistant", { slot: "greeting" });
  store.greeting.value.text("Welcome. Ask");
  store.greeting.value.end();
  expect(said).toEqual(["Welcome.", "Ask"]);
});

test("messages that go are not told any further", () => {
  const part = store.add(new FakeMessage("assistant")).text("One. Two");
  store.messages.value = [];
  part.delta(" three. Four");
  expect(said).toEqual(["One."]);
  expect(part.listening).toBe(0);
});
