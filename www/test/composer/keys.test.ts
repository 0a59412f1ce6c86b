import { describe, expect, test } from "vitest";
import { type KeyPress, meaningOf } from "../../src/view/composer/keys";

function press(key: string, more: Partial<KeyPress> = {}): KeyPress {
  const plain = {
    shiftKey: false,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    isComposing: false,
    keyCode: 0,
  };
  return { key, ...plain, ...more };
}

describe("what a key means", () => {
  test.each([
    ["Enter", {}, "send", null],
    ["Enter", { shiftKey: true }, null, null],
    ["Enter", { altKey: true }, null, null],
    ["Enter", { ctrlKey: true }, "send", "send"],
    ["Enter", { metaKey: true }, "send", "send"],
    ["Enter", { ctrlKey: true, shiftKey: true }, null, null],
    ["Enter", { isComposing: true }, null, null],
    ["Enter", { keyCode: 229 }, null, null],
    ["Enter", { ctrlKey: true, isComposing: true }, null, null],
    ["ArrowUp", {}, "older", "older"],
    ["ArrowDown", {}, "newer", "newer"],
    ["ArrowUp", { shiftKey: true }, null, null],
    ["ArrowUp", { metaKey: true }, null, null],
    ["ArrowUp", { isComposing: true }, null, null],
    ["a", {}, null, null],
  ] as const)("%s %o", (key, more, withEnter, withModifier) => {
    expect(meaningOf(press(key, more), "enter")).toBe(withEnter);
    expect(meaningOf(press(key, more), "enter+modifier")).toBe(withModifier);
  });
});
