/**
 * Write what cmark-gfm makes of the examples: `node www/test/markdown/gfm/generate.mjs` where that program is installed.
 * Most inputs are the examples of the GFM specification and its extensions (CC BY-SA 4.0).
 */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";

const extensions = ["footnotes", "table", "tasklist", "strikethrough", "autolink", "tagfilter"].flatMap(
  (name) => ["-e", name],
);
const inputs = readFileSync(new URL("inputs.txt", import.meta.url), "utf8")
  .split(/^=== /m)
  .slice(1);
const examples = inputs.map((input) => {
  const [section, ...lines] = input.split("\n");
  const markdown = lines.join("\n");
  const html = execFileSync("cmark-gfm", ["--unsafe", ...extensions], { input: markdown }).toString();
  return { section, markdown, html };
});
writeFileSync(new URL("examples.json", import.meta.url), `${JSON.stringify(examples, null, 2)}\n`);
