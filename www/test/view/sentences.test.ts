import fc from "fast-check";
import { expect, test } from "vitest";
import { SentenceStream, sentences } from "../../src/view/transcript/sentences";
import { spoken } from "../../src/view/transcript/spoken";

test.each([
  ["**Bold** and _slanted_ and ~~gone~~", "Bold and slanted and gone"],
  ['a [link](https://example.org/a_(b) "t") here', "a link here"],
  ["![A cat](cat.png) sleeps", "A cat sleeps"],
  ["call `f(*args)` twice", "call f(*args) twice"],
  ["2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name"],
  ["it costs \\*5\\* or $6", "it costs *5* or $6"],
  ["claimed[^1] by <b>many</b> &amp; more", "claimed by many & more"],
  ["see <https://example.org>", "see https://example.org"],
  ["[ref][x] and [short]", "ref and short"],
])("%s is read as %s", (markdown, words) => {
  expect(spoken(markdown)).toBe(words);
});

test("a sentence is told when the next one begins, and not before", () => {
  const stream = new SentenceStream();
  expect(stream.push("This is the first one")).toEqual([]);
  expect(stream.push(".")).toEqual([]);
  expect(stream.push(" ")).toEqual([]);
  expect(stream.push("A second")).toEqual(["This is the first one."]);
  expect(stream.push(" one?! Yes")).toEqual(["A second one?!"]);
  expect(stream.end()).toEqual(["Yes"]);
  expect(stream.end()).toEqual([]);
});

test.each<[string, string[]]>([
  [
    "Use e.g. Python 3.12 or vs. nothing. Dr. Who came.",
    ["Use e.g. Python 3.12 or vs. nothing.", "Dr. Who came."],
  ],
  ["It ended... and went on. Fine!", ["It ended... and went on.", "Fine!"]],
  ["これは一つ。これは二つ。", ["これは一つ。", "これは二つ。"]],
  ["See [one. Two](http://a.b/c. D) there. End.", ["See one. Two there.", "End."]],
  ["Run `a. B` now. Then stop.", ["Run a. B now.", "Then stop."]],
  ["**Strong sentence.** Next one.", ["Strong sentence.", "Next one."]],
  ["soft\nwrapped line. Still\nhere", ["soft wrapped line.", "Still here"]],
  ["# A heading\nText under it.", ["A heading", "Text under it."]],
  ["Setext\n======\nbody", ["Setext", "body"]],
  ["1. First thing\n2. Second thing. More.\n   - inner", ["First thing", "Second thing.", "More.", "inner"]],
  ["- [x] done thing\n- [ ] open thing", ["done thing", "open thing"]],
  ["> quoted words. And more.", ["quoted words.", "And more."]],
  ["| Name | Age |\n|---|--:|\n| Ann | 41 |", ["Name, Age", "Ann, 41"]],
  ["before\n\n---\n\nafter", ["before", "after"]],
  ["...", []],
  ["", []],
])("%j", (markdown, told) => {
  expect(sentences(markdown)).toEqual(told);
});

test("code is not read out; what stands in its place is told once", () => {
  const markdown = "Look. See:\n\n```py\nx = 1. Y\n\nprint(x)\n```\n\nDone.";
  expect(sentences(markdown, "Code")).toEqual(["Look.", "See:", "Code", "Done."]);
  expect(sentences("~~~\na\n```\nb\n~~~\nend")).toEqual(["end"]);
  expect(sentences("```\nnever closed. Really.")).toEqual([]);
});

const words = fc.constantFrom(
  "Hello there. ",
  "What? ",
  "e.g. this ",
  "`co.de x` ",
  "**bold. Yes** ",
  "[a. B](c.d) ",
  "\n\n",
  "\n",
  "# Head\n",
  "- item\n",
  "```\ncode. Here\n```\n",
  "| a | b |\n",
  "1. one\n",
  "Unfinished",
  "… ",
  "世界。",
  "> q. R\n",
  "\\* ",
  "\n---\n",
);

test("however the text is cut, the same sentences come, each once", () => {
  fc.assert(
    fc.property(
      fc.array(words, { maxLength: 24 }),
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
      (pieces, sizes) => {
        const text = pieces.join("");
        const stream = new SentenceStream("Code");
        const told: string[] = [];
        for (let at = 0, turn = 0; at < text.length; turn += 1) {
          const size = sizes[turn % sizes.length] ?? 1;
          told.push(...stream.push(text.slice(at, at + size)));
          at += size;
        }
        told.push(...stream.end());
        expect(told).toEqual(sentences(text, "Code"));
      },
    ),
    { numRuns: 300 },
  );
});

test("a long paragraph without an end costs in proportion to its length", () => {
  const time = (length: number): number => {
    const stream = new SentenceStream();
    const began = performance.now();
    for (let at = 0; at < length; at += 8) stream.push("word, a ");
    return performance.now() - began;
  };
  time(20_000);
  const short = time(20_000);
  expect(time(200_000)).toBeLessThan(Math.max(400, short * 30));
});
