import { describe, expect, it } from "vitest";
import { withoutHalfTag } from "../../src/markdown/half_tag";

describe("withoutHalfTag", () => {
  const tag = `<span class="a > b" data-suggestion='x' title=y hidden>`;

  it("leaves out a tag until it is whole", () => {
    for (let end = 1; end < tag.length; end += 1) {
      expect(withoutHalfTag(`text ${tag.slice(0, end)}`)).toBe("text ");
    }
    expect(withoutHalfTag(`text ${tag}`)).toBe(`text ${tag}`);
    expect(withoutHalfTag(`text ${tag}x</sp`)).toBe(`text ${tag}x`);
    expect(withoutHalfTag("<!-")).toBe("");
  });

  it.each(["a < b", "a <b and c", "1 <2", "`a <b", "`` ` <b", "a \\<b", "plain", "a <b c=d e f"])(
    "shows what is no tag: %j",
    (text) => {
      expect(withoutHalfTag(text)).toBe(text);
    },
  );

  it("costs no more than the line's end", () => {
    const long = "<a b=c ".repeat(20_000);
    const began = performance.now();
    withoutHalfTag(long);
    expect(performance.now() - began).toBeLessThan(50);
  });
});
