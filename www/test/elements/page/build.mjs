/** Bundles the page that the elements' browser tests drive: `node build.mjs FOLDER`. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const [out] = process.argv.slice(2);
const here = (path) => fileURLToPath(new URL(path, import.meta.url));

await build({
  entryPoints: { stage: here("stage.ts"), chat: here("../../../src/styles/chat.css") },
  outdir: out,
  bundle: true,
  format: "esm",
  splitting: true,
  target: "es2022",
  jsx: "automatic",
  jsxImportSource: "preact",
  logLevel: "warning",
});
await writeFile(
  join(out, "index.html"),
  `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Stage</title>
<link rel="stylesheet" href="chat.css"></head>
<body><main></main><script type="module" src="stage.js"></script></body>
</html>
`,
);
