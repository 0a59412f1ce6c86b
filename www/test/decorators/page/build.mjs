/**
 * Builds the page of the browser tests: the real pipeline with all decorators, bundled as the product is.
 *
 *   node build.mjs OUT
 */
import { cp, mkdir, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const www = resolve(here, "..", "..", "..");
const out = resolve(process.argv[2] ?? "page");

const HTML = `<!doctype html>
<html lang="en" data-bs-theme="light">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Markdown</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="styles.css">
<script type="module" src="page.js"></script>
<main id="chat"></main>
`;

const result = await build({
  absWorkingDir: www,
  entryPoints: [
    { in: join(here, "page.ts"), out: "page" },
    { in: join(here, "styles.css"), out: "styles" },
  ],
  outdir: out,
  bundle: true,
  format: "esm",
  splitting: true,
  chunkNames: "chunks/[name]-[hash]",
  target: "es2022",
  charset: "utf8",
  logLevel: "warning",
  legalComments: "none",
  define: { "process.env.NODE_ENV": '"production"' },
});
if (result.warnings.length > 0) throw new Error("the bundler warned");

const katex = join(www, "node_modules", "katex", "dist");
await mkdir(join(out, "katex"), { recursive: true });
await cp(join(katex, "katex.min.css"), join(out, "katex", "katex.css"));
await cp(join(katex, "fonts"), join(out, "katex", "fonts"), { recursive: true });
await writeFile(join(out, "index.html"), HTML);
