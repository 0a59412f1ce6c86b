/** The specifications' own examples, on the pipeline that the page uses, before sanitising. */
import { tests } from "commonmark-spec";
import { describe, expect, it } from "vitest";
import { renderUnsanitized } from "../../src/markdown";
import gfmExamples from "./gfm/examples.json";

/** White space between tags and the spelling of quotes are not content. */
const normal = (html: string): string =>
  html
    .replace(/&quot;/g, '"')
    .replace(/>[ \n]*\n[ \n]*</g, "><")
    .trim();

const tabs = (text: string): string => text.replaceAll("→", "\t");

describe("CommonMark 0.31.2", () => {
  it("has all its examples here", () => {
    expect(tests).toHaveLength(652);
  });

  it.each(tests)("example $number, $section", ({ markdown, html }) => {
    const shown = renderUnsanitized(tabs(markdown), { features: { gfm: false, math: false } });
    expect(normal(shown)).toBe(normal(tabs(html)));
  });
});

describe("GFM as cmark-gfm renders it", () => {
  it.each(gfmExamples)("$section: $markdown", ({ markdown, html }) => {
    const options = { features: { gfm: true, math: false }, backToReference: "Back to content" };
    expect(normal(renderUnsanitized(markdown, options))).toBe(normal(html));
  });
});

describe("formulas", () => {
  const inline = (tex: string, display = false): string =>
    `<span class="pywry-math" data-display="${display}">${tex}</span>`;
  const block = (tex: string): string => `<div class="pywry-math" data-display="true">${tex}</div>`;

  it.each([
    ["a $x+1$ b", `<p>a ${inline("x+1")} b</p>`],
    ["$5 and $6", "<p>$5 and $6</p>"],
    ["US$30 and $20, 5$ or $ 6 $", "<p>US$30 and $20, 5$ or $ 6 $</p>"],
    ["$5-$10 and `$x$`", "<p>$5-$10 and <code>$x$</code></p>"],
    ["$a \\$ b$", `<p>${inline("a \\$ b")}</p>`],
    ["$a_1 * b_2 * c$", `<p>${inline("a_1 * b_2 * c")}</p>`],
    ["see $$x$$ there", `<p>see ${inline("x", true)} there</p>`],
    ["\\(a<b\\) and \\[a=b\\]", `<p>${inline("a&lt;b")} and ${inline("a=b", true)}</p>`],
    ["\\[note\\] this", "<p>[note] this</p>"],
    ["$$\nx = 1\n\ny\n$$\ntext", `${block("x = 1\n\ny")}<p>text</p>`],
    ["text\n\\[\n- x\n= y\n\\]", `<p>text</p>${block("- x\n= y")}`],
    ["$$ x\n= 1 $$", block("x\n= 1")],
    ["$$ never closed\n\ntext", "<p>$$ never closed</p><p>text</p>"],
    ["- $$\n  a\n  b\n  $$", `<ul><li>${block("a\nb")}</li></ul>`],
  ])("%j", (markdown, html) => {
    expect(normal(renderUnsanitized(markdown)).replace(/>\n</g, "><")).toBe(html);
  });
});
