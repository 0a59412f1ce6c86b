import { signal } from "@preact/signals-core";
import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { ComposerText } from "../../src/view/composer/recalling";

const draft = signal("");
const inputs = signal<readonly string[]>([]);
let text: ComposerText;

beforeEach(() => {
  draft.value = "draft";
  inputs.value = ["one", "two"];
  text = new ComposerText({ draft, inputs, placeholder: signal(null), focusAsked: signal(0) });
});

describe("the composer's text", () => {
  test("goes through all earlier inputs, and comes back to the draft", () => {
    const shown = [text.shown.value];
    for (const direction of [-1, -1, 1, 1] as const) {
      expect(text.step(direction)).toBe(true);
      shown.push(text.shown.value);
    }
    expect(shown).toEqual(["draft", "two", "one", "two", "draft"]);
    expect(text.step(1)).toBe(false);
    expect(draft.value).toBe("draft");
  });

  test("stops at the first one", () => {
    text.step(-1);
    text.step(-1);
    expect(text.step(-1)).toBe(false);
    expect(text.shown.value).toBe("one");
  });

  test("keeps what was changed in an earlier input, and the draft as well", () => {
    text.step(-1);
    text.type("two!");
    expect([text.shown.value, draft.value]).toEqual(["two!", "draft"]);
    text.step(-1);
    text.step(1);
    expect(text.shown.value).toBe("two!");
    text.step(1);
    expect(text.shown.value).toBe("draft");
  });

  test("after an earlier input was sent the draft is back; after the draft there is none", () => {
    text.step(-1);
    text.sent();
    expect([text.shown.value, draft.value]).toEqual(["draft", "draft"]);
    text.sent();
    expect([text.shown.value, draft.value]).toEqual(["", ""]);
  });

  test("gives way when someone else sets the draft", () => {
    text.step(-1);
    draft.value = "from the server";
    expect(text.shown.value).toBe("from the server");
    text.type("mine");
    expect(draft.value).toBe("mine");
  });

  test("whatever is pressed and typed while going through them, the draft is never lost", () => {
    const moves = fc.array(fc.oneof(fc.constantFrom(-1 as const, 1 as const), fc.string({ minLength: 1 })));
    fc.assert(
      fc.property(fc.array(fc.string()), fc.string(), moves, (earlier, first, all) => {
        inputs.value = earlier;
        draft.value = first;
        const fresh = new ComposerText({ draft, inputs, placeholder: signal(null), focusAsked: signal(0) });
        let [expected, index] = [first, earlier.length];
        for (const move of all) {
          if (typeof move === "number") {
            if (fresh.step(move)) index += move;
          } else {
            fresh.type(move);
            if (index === earlier.length) expected = move;
            else expect(fresh.shown.value).toBe(move);
          }
          expect(draft.value).toBe(expected);
        }
        while (fresh.step(1));
        expect(fresh.shown.value).toBe(expected);
      }),
    );
  });
});
