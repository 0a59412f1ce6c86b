// @vitest-environment node
/** What a page must load before an element works. */
import { join } from "node:path";
import { build } from "esbuild";
import { describe, expect, test } from "vitest";

const WWW = join(import.meta.dirname, "..", "..");

/** The files that an entry cannot start without. */
async function loadedAtOnce(entry: string): Promise<string[]> {
  const { metafile } = await build({
    absWorkingDir: WWW,
    entryPoints: [entry],
    outdir: "unwritten",
    write: false,
    metafile: true,
    bundle: true,
    splitting: true,
    format: "esm",
  });
  const { outputs } = metafile;
  const inputs = new Set<string>();
  const walk = (name: string): void => {
    const output = outputs[name];
    if (!output) throw new Error(`no output ${name}`);
    for (const input of Object.keys(output.inputs)) inputs.add(input);
    for (const next of output.imports) if (next.kind === "import-statement") walk(next.path);
  };
  for (const [name, output] of Object.entries(outputs)) if (output.entryPoint === entry) walk(name);
  return [...inputs];
}

const libraries = (inputs: readonly string[]): string[] =>
  [...new Set(inputs.flatMap((name) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(name)?.[1] ?? []))].sort();

const FRAMEWORK = ["preact", "@preact/signals"];
const LATER = ["highlight.js", "katex", "mermaid", "micromark"];

describe("at once a page loads", () => {
  test("for a lone stream: no framework and no composer", async () => {
    const inputs = await loadedAtOnce("src/markdown-stream.ts");
    expect(libraries(inputs).filter((name) => [...FRAMEWORK, ...LATER].includes(name))).toEqual([]);
    expect(inputs.filter((name) => name.includes("composer") || name.endsWith(".tsx"))).toEqual([]);
  });

  test("for a chat: nothing that only some messages need", async () => {
    const inputs = await loadedAtOnce("src/chat.ts");
    expect(libraries(inputs).filter((name) => LATER.includes(name))).toEqual([]);
    expect(libraries(inputs)).toEqual(expect.arrayContaining(FRAMEWORK));
  });
});
