import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Following, follow } from "../../src/channel/follow";
import { type MemoryChannel, memoryChannel } from "../../src/channel/memory";
import { english } from "../../src/view/labels";
import { readySuggestions } from "../../src/view/parts/ready-suggestions";
import { followSuggestions } from "../../src/view/suggestions";
import { emptyThread, idle, limits } from "../state/transcripts";

let root: HTMLElement;
let channel: MemoryChannel;
let following: Following;
let stop: () => void;
const focusComposer = vi.fn();

beforeEach(() => {
  focusComposer.mockReset();
  root = document.createElement("div");
  document.body.replaceChildren(root);
  channel = memoryChannel();
  following = follow(channel, {});
  channel.connect();
  channel.push({ kind: "snapshot", seq: 0, thread: emptyThread(), turn: idle, limits });
  stop = followSuggestions(root, following.store, english, focusComposer);
});
afterEach(() => {
  stop();
  following.close();
});

function put(html: string): Element {
  root.innerHTML = html;
  readySuggestions(root, english);
  return root.querySelector("#it") ?? (root.firstElementChild as Element);
}

function sentTexts(): string[] {
  return channel.sent.flatMap((event) => (event.kind === "submit" ? [event.text] : []));
}

function click(target: Element, init: MouseEventInit = {}): void {
  target.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ...init }));
}

function press(target: Element, key: string, init: KeyboardEventInit = {}): KeyboardEvent {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...init });
  target.dispatchEvent(event);
  return event;
}

const fills = '<span class="suggestion">Try this</span>';
const sends = '<span class="suggestion submit">Try this</span>';

describe("a suggestion", () => {
  test.each([
    ["a click fills", fills, {}, "Try this", []],
    ["a click on one that sends", sends, {}, "draft", ["Try this"]],
    ["Ctrl sends", fills, { ctrlKey: true }, "draft", ["Try this"]],
    ["Cmd sends", fills, { metaKey: true }, "draft", ["Try this"]],
    ["Alt only fills", sends, { altKey: true }, "Try this", []],
    ["Alt wins over Ctrl", sends, { altKey: true, ctrlKey: true }, "Try this", []],
    ["its own text", '<p data-suggestion="Own">Shown</p>', {}, "Own", []],
    ["no own text", '<p data-suggestion=" ">Shown</p>', {}, "Shown", []],
    ["true", '<p data-suggestion="Own" data-suggestion-submit="true">x</p>', {}, "draft", ["Own"]],
    ["empty", '<p data-suggestion="Own" data-suggestion-submit="">x</p>', {}, "draft", ["Own"]],
    ["false", '<p data-suggestion="Own" data-suggestion-submit="false">x</p>', {}, "Own", []],
    ["a picture", '<img alt="" data-suggestion="Own">', {}, "Own", []],
    ["something in it", '<span class="suggestion">Try <b id="it">this</b></span>', {}, "Try this", []],
    ["a button", '<button class="suggestion">Try this</button>', {}, "Try this", []],
  ] as const)("%s", (_, html, init, draft, sent) => {
    following.store.composer.draft.value = "draft";
    click(put(html), init);
    expect([following.store.composer.draft.value, sentTexts()]).toEqual([draft, sent]);
    expect(focusComposer).toHaveBeenCalledTimes(sent.length === 0 ? 1 : 0);
  });

  test.each([
    ["nothing to say", '<span class="suggestion"> </span>'],
    ["a control of its own in it", '<span class="suggestion">Try <a id="it" href="#x">this</a></span>'],
    ["no suggestion", "<span>Try this</span>"],
    ["the composer's own", '<div class="pywry-composer"><i id="it" class="suggestion">x</i></div>'],
  ])("%s: nothing happens", (_, html) => {
    following.store.composer.draft.value = "draft";
    click(put(html));
    expect([following.store.composer.draft.value, sentTexts()]).toEqual(["draft", []]);
  });

  test("is reached and pressed by keys", () => {
    const element = put(fills);
    expect([element.getAttribute("role"), element.getAttribute("tabindex")]).toEqual(["button", "0"]);
    expect(element.getAttribute("aria-label")).toContain("Try this");
    expect(press(element, "Enter").defaultPrevented).toBe(true);
    expect(following.store.composer.draft.value).toBe("Try this");
    press(element, " ", { ctrlKey: true });
    expect(sentTexts()).toEqual(["Try this"]);
    press(element, "Tab");
    press(element, "Enter", { repeat: true });
    expect(sentTexts()).toHaveLength(1);
  });

  test("a real button is left to turn keys into clicks itself", () => {
    const element = put('<button class="suggestion">Try this</button>');
    expect(press(element, "Enter").defaultPrevented).toBe(false);
    expect(element.hasAttribute("role")).toBe(false);
  });

  test("that cannot be sent now leaves everything as it is", () => {
    channel.push({ kind: "turn", thread: "t", turn: { busy: true, streaming: true, submission: null } });
    following.store.composer.draft.value = "draft";
    click(put(sends));
    expect([following.store.composer.draft.value, sentTexts()]).toEqual(["draft", []]);
  });
});
