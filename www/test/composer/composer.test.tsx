import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Following, follow } from "../../src/channel/follow";
import { type MemoryChannel, memoryChannel } from "../../src/channel/memory";
import { type ChatConfig, chatConfig } from "../../src/state/config";
import { Composer } from "../../src/view/composer/Composer";
import { stopOnEscape } from "../../src/view/escape";
import { keepFocusIn, nextPlace } from "../../src/view/focus-kept";
import { labelsWith } from "../../src/view/labels";
import type { ServerFrame, Turn } from "../../src/wire.gen";
import { emptyThread, idle, limits } from "../state/transcripts";

let root: HTMLElement;
let channel: MemoryChannel;
let following: Following;
const streaming: Turn = { busy: true, streaming: true, submission: "s" };

beforeEach(() => {
  vi.stubGlobal("matchMedia", () => ({ matches: false }));
  root = document.createElement("div");
  document.body.replaceChildren(root);
});
afterEach(async () => {
  await act(() => render(null, root));
  following.close();
  vi.unstubAllGlobals();
});

async function compose(config: Partial<ChatConfig> = {}, toolbar: Element | null = null): Promise<void> {
  channel = memoryChannel();
  following = follow(channel, {});
  const whole = chatConfig(config);
  await act(() =>
    render(
      <Composer store={following.store} config={whole} labels={labelsWith(whole.labels)} toolbar={toolbar} />,
      root,
    ),
  );
  await act(() => {
    channel.connect();
    push({ kind: "snapshot", seq: 0, thread: emptyThread(), turn: idle, limits });
  });
}

const push = (frame: ServerFrame): void => channel.push(frame);
const turn = (now: Turn): Promise<void> => act(() => push({ kind: "turn", thread: "t", turn: now }));
const box = (): HTMLTextAreaElement => root.querySelector(".pywry-composer-text") as HTMLTextAreaElement;
const button = (name: "send" | "stop"): HTMLButtonElement =>
  root.querySelector(`.pywry-composer-${name}`) as HTMLButtonElement;
const sent = (): string[] => channel.sent.flatMap((event) => (event.kind === "submit" ? [event.text] : []));
const isDisabled = (): boolean => button("send").getAttribute("aria-disabled") === "true";

async function type(text: string): Promise<void> {
  await act(() => {
    box().focus();
    box().value = text;
    box().setSelectionRange(text.length, text.length);
    box().dispatchEvent(new InputEvent("input", { bubbles: true }));
  });
}

async function press(key: string, init: KeyboardEventInit = {}): Promise<boolean> {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...init });
  await act(() => void box().dispatchEvent(event));
  return event.defaultPrevented;
}

/** What the server says when a submission has arrived and was answered. */
async function settle(seq: number): Promise<void> {
  const last = channel.sent.filter((event) => event.kind === "submit").at(-1);
  if (last?.kind !== "submit") throw new Error("nothing was sent");
  const message = {
    id: last.id,
    role: "user",
    parts: [{ kind: "text", text: last.text, format: "markdown" }],
    status: "complete",
    icon: null,
    pinned: false,
    error: null,
  } as const;
  await act(() =>
    push({
      kind: "events",
      thread: "t",
      first: seq,
      events: [{ kind: "message_start", slot: "thread", message: { ...message, parts: [...message.parts] } }],
    }),
  );
}

describe("sending", () => {
  test("Enter sends and empties the box; Shift and Enter does not", async () => {
    await compose();
    await type("Hello");
    expect(await press("Enter", { shiftKey: true })).toBe(false);
    expect(await press("Enter")).toBe(true);
    expect([sent(), box().value]).toEqual([["Hello"], ""]);
  });

  test("with a modifier", async () => {
    await compose({ submitKey: "enter+modifier" });
    await type("Hello");
    expect(await press("Enter")).toBe(false);
    expect(sent()).toEqual([]);
    await press("Enter", { metaKey: true });
    expect(sent()).toEqual(["Hello"]);
  });

  test("the button is disabled while there is nothing to send", async () => {
    await compose();
    expect(isDisabled()).toBe(true);
    await type(" \n ");
    expect(isDisabled()).toBe(true);
    await act(() => button("send").click());
    expect(sent()).toEqual([]);
    await type("Hi");
    expect(isDisabled()).toBe(false);
    await act(() => button("send").click());
    expect([sent(), box().value, document.activeElement]).toEqual([["Hi"], "", box()]);
  });

  test("while an answer is written one can type, Enter does nothing, and the draft stays", async () => {
    await compose();
    await turn({ ...streaming, streaming: false });
    await type("next");
    expect(await press("Enter")).toBe(true);
    expect([sent(), box().value]).toEqual([[], "next"]);
    await turn(idle);
    await press("Enter");
    expect(sent()).toEqual(["next"]);
  });

  test("a key held down sends once", async () => {
    await compose();
    await type("Hi");
    await press("Enter", { repeat: true });
    expect(sent()).toEqual([]);
  });

  test("what the input method still owns is not sent", async () => {
    await compose();
    await type("にほん");
    expect(await press("Enter", { isComposing: true })).toBe(false);
    expect(await press("Enter", { keyCode: 229 })).toBe(false);
    expect([sent(), box().value]).toEqual([[], "にほん"]);
  });

  test("too long a text is kept, with a sentence about it", async () => {
    await compose();
    await type("😀".repeat(limits.submit_chars));
    await press("Enter");
    expect(sent()).toHaveLength(1);
    await settle(1);
    await type("x".repeat(limits.submit_chars + 1));
    await press("Enter");
    expect([sent().length, box().value.length]).toEqual([1, limits.submit_chars + 1]);
    expect(following.store.notice.value).toContain("1001");
  });

  test("without a connection the draft is kept", async () => {
    await compose();
    await type("Hi");
    await act(() => channel.disconnect());
    await press("Enter");
    expect([sent(), box().value, isDisabled()]).toEqual([[], "Hi", true]);
  });

  test("what was refused is back in the box", async () => {
    await compose();
    await type("Hi");
    await press("Enter");
    const [, event] = channel.sent;
    const submission = event?.kind === "submit" ? event.id : null;
    await act(() => push({ kind: "notice", text: "No.", submission }));
    expect(box().value).toBe("Hi");
  });
});

describe("recalling", () => {
  async function sendAll(...texts: string[]): Promise<void> {
    for (const [index, text] of texts.entries()) {
      await type(text);
      await press("Enter");
      await settle(index + 1);
    }
  }

  test("goes through all that was sent, and back to the draft", async () => {
    await compose();
    await sendAll("one", "two\nlines", "three");
    await type("draft");
    const seen: string[] = [];
    for (const key of ["ArrowUp", "ArrowUp", "ArrowUp", "ArrowUp", "ArrowDown", "ArrowDown", "ArrowDown"]) {
      await press(key);
      seen.push(box().value);
    }
    expect(seen).toEqual(["three", "two\nlines", "one", "one", "two\nlines", "three", "draft"]);
    expect(await press("ArrowDown")).toBe(false);
  });

  test("leaves the arrows alone inside a text of several lines", async () => {
    await compose();
    await sendAll("one");
    await type("a\nb");
    expect(await press("ArrowUp")).toBe(false);
    box().setSelectionRange(0, 0);
    expect(await press("ArrowDown")).toBe(false);
    expect(await press("ArrowUp")).toBe(true);
    expect(box().value).toBe("one");
  });

  test("does not take a selection for a caret", async () => {
    await compose();
    await sendAll("one");
    await type("ab");
    box().setSelectionRange(0, 2);
    expect(await press("ArrowUp")).toBe(false);
  });
});

describe("stopping", () => {
  test("the button is there while an answer is written, and is not pressed twice", async () => {
    await compose();
    expect([button("stop").hidden, button("send").hidden]).toEqual([true, false]);
    await turn(streaming);
    expect([button("stop").hidden, button("send").hidden]).toEqual([false, true]);
    await act(() => button("stop").click());
    await act(() => button("stop").click());
    expect(channel.sent.filter((event) => event.kind === "stop")).toHaveLength(1);
    expect(button("stop").getAttribute("aria-label")).toBe("Stopping");
    await turn(idle);
    expect(button("stop").hidden).toBe(true);
  });

  test("the focus on it goes to the box when it leaves; other focus stays where it is", async () => {
    await compose();
    const end = keepFocusIn(root, () => nextPlace(root));
    await turn(streaming);
    button("stop").focus();
    await turn(idle);
    expect(document.activeElement).toBe(box());
    box().blur();
    await turn(streaming);
    await turn(idle);
    expect(document.activeElement).toBe(document.body);
    end();
  });

  test("is not offered where the app says so", async () => {
    await compose({ enableCancel: false });
    await turn(streaming);
    expect([button("stop").hidden, button("send").hidden, isDisabled()]).toEqual([true, false, true]);
  });

  test("Escape does it from anywhere, but not for what closes by it, nor in a composition", async () => {
    await compose();
    const stop = stopOnEscape(root, following.store);
    const stops = (): number => channel.sent.filter((event) => event.kind === "stop").length;
    await press("Escape");
    expect(stops()).toBe(0);
    await turn(streaming);
    await press("Escape", { isComposing: true });
    const dialog = document.createElement("div");
    dialog.setAttribute("popover", "");
    root.append(dialog);
    dialog.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
    expect(stops()).toBe(0);
    await press("Escape");
    expect(stops()).toBe(1);
    stop();
  });
});

describe("what the server asks for", () => {
  const ask = { kind: "composer", value: null, placeholder: null, submit: false, focus: false } as const;

  test("a value, a placeholder, the focus", async () => {
    await compose({ placeholder: "Ask" });
    expect([box().placeholder, document.activeElement]).toEqual(["Ask", document.body]);
    await act(() => push({ ...ask, value: "from there", placeholder: "Ask again", focus: true }));
    expect([box().value, box().placeholder, document.activeElement]).toEqual([
      "from there",
      "Ask again",
      box(),
    ]);
  });

  test("a submission that leaves the draft alone", async () => {
    await compose();
    await type("draft");
    await act(() => push({ ...ask, value: "sent", submit: true }));
    expect([sent(), box().value]).toEqual([["sent"], "draft"]);
  });
});

describe("what an app gives", () => {
  test("a toolbar is moved in, an icon is shown, labels have its words", async () => {
    const toolbar = document.createElement("div");
    toolbar.innerHTML = "<select></select>";
    await compose({ iconSend: "<i>→</i>", labels: { send: "Senden", composer: "Nachricht" } }, toolbar);
    expect(root.querySelector(".pywry-composer-toolbar")?.firstElementChild).toBe(toolbar);
    expect(button("send").querySelector("i")?.textContent).toBe("→");
    expect([button("send").ariaLabel, box().getAttribute("aria-label")]).toEqual(["Senden", "Nachricht"]);
  });

  test("Shiny has nothing to bind here", async () => {
    await compose();
    expect(root.querySelectorAll("[id], [name]")).toHaveLength(0);
  });
});
