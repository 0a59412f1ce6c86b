/** Long documents of every kind, made from a seed, and ways to cut them into chunks. */

/** Numbers that look random and are the same each time (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const words = (
  "the answer is a matter of **bold claims** and *careful* doubt with `code()` or [a link](https://example.com/x_y) " +
  "and ~~errors~~ that cost $5 or $6 each; see www.example.org and mail me@example.org <b>now</b> &amp; then \\* " +
  "[late][def-1] [def-2] shown[^one] again[^two] $x_1 + y$ ![alt *text*](https://example.com/i.png 'title')"
).split(" ");

type Random = () => number;

const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;

const sentence = (random: Random, length = 12): string =>
  Array.from({ length: 3 + Math.floor(random() * length) }, () => pick(random, words)).join(" ");

const paragraph = (random: Random): string =>
  Array.from({ length: 1 + Math.floor(random() * 4) }, () => sentence(random)).join(
    random() < 0.3 ? "  \n" : "\n",
  );

const prose = (random: Random): string =>
  pick(random, [paragraph, (r: Random) => `## ${sentence(r, 5)}`, (r: Random) => `${sentence(r, 5)}\n---`])(
    random,
  );

const code = (random: Random): string => {
  const fence = pick(random, ["```", "````", "~~~"]);
  const lines = Array.from({ length: Math.floor(random() * 20) }, (_line, at) =>
    pick(random, [`  call(${at}) # ${sentence(random, 4)}`, "", "``", "- not a list", "<div>"]),
  );
  return [`${fence}${pick(random, ["", "python", "js title"])}`, ...lines, fence].join("\n");
};

const table = (random: Random): string => {
  const cell = (): string => sentence(random, 3).replaceAll("|", "\\|");
  const rows = Array.from({ length: Math.floor(random() * 12) }, () => `| ${cell()} | ${cell()} |`);
  return ["| head | *more* |", "|:--|--:|", ...rows].join("\n");
};

function list(random: Random, depth = 0): string {
  const marker = pick(random, ["- ", "* ", "1. ", "3) "]);
  const indent = " ".repeat(marker.length);
  const items = Array.from({ length: 1 + Math.floor(random() * 5) }, () => {
    const parts = [pick(random, ["", "", "[ ] ", "[x] "]) + sentence(random, 6)];
    if (random() < 0.25 && depth < 3) parts.push(list(random, depth + 1));
    if (random() < 0.15) parts.push("", paragraph(random));
    if (random() < 0.1) parts.push("", code(random));
    return marker + parts.join("\n").replaceAll("\n", `\n${indent}`).replace(/^ +$/gm, "");
  });
  return items.join(random() < 0.2 ? "\n\n" : "\n");
}

const quote = (random: Random): string =>
  `> ${pick(random, [paragraph, list, code, table])(random).replaceAll("\n", "\n> ")}`;

const math = (random: Random): string =>
  pick(random, [
    "$$\nx = \\frac{1}{2}\n\ny\n$$",
    "\\[ a\n= b \\]",
    "$$ e = mc^2 $$",
    "inline \\(x^2\\) here",
    "$$ open\n",
  ]).concat(random() < 0.5 ? `\n${sentence(random)}` : "");

const html = (random: Random): string =>
  pick(random, [
    "<div align='center'>\n<b>x</b>\n</div>",
    "<!-- a comment\n\nover lines -->",
    "<script>\nalert(1)\n\n</script>",
    "<p>para\n\n</p>",
    "<table><tr><td>\n\n*cell*\n\n</td></tr></table>",
    "text <span title='a'>span *em*</span> <i>open",
  ]);

const details = (random: Random): string =>
  `<details>\n<summary>More</summary>\n\n${Array.from({ length: 3 }, () => any(random)).join("\n\n")}\n\n</details>`;

const definitions = (random: Random): string =>
  pick(random, [
    "[def-1]: https://example.com/one\n[def-2]: <https://example.com/two>\n'a title'",
    '[def-1]:\n/late\n"title\nover lines"',
    "[^one]: The first note.\n\n    With a second paragraph[^two].",
    "[^two]: The second note\n[^one]: shadowed",
  ]);

const any = (random: Random): string =>
  pick(random, [prose, prose, prose, list, code, table, quote, math])(random);

const kinds: readonly (readonly ((random: Random) => string)[])[] = [
  [prose],
  [prose, code],
  [prose, table],
  [list],
  [prose, list, definitions],
  [quote, prose],
  [details, prose],
  [math, prose],
  [html, prose, details],
  [any, any, any, html, definitions, details],
];

/** Ten documents of some length, one of each mixture. */
export function documents(seed: number, length = 3000): string[] {
  return kinds.map((makers, index) => {
    const random = randomFrom(seed * 100 + index);
    let text = "";
    while (text.length < length)
      text += pick(random, makers)(random) + pick(random, ["\n\n", "\n\n", "\n\n\n", "\n"]);
    return text + definitions(random);
  });
}

/** Cut a text at random places, most chunks as small as a model's tokens. */
export function chunksOf(text: string, random: () => number): string[] {
  const chunks: string[] = [];
  let at = 0;
  while (at < text.length) {
    const size = random() < 0.02 ? 200 : 1 + Math.floor(random() * 12);
    chunks.push(text.slice(at, at + size));
    at += size;
  }
  return chunks;
}
