/** Builds the page of the benchmark of the engine alone, as the product is built: `node build.mjs OUT`. */
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));

await build({
  absWorkingDir: resolve(here, "..", "..", ".."),
  entryPoints: [join(here, "page.ts")],
  outdir: resolve(process.argv[2] ?? "growth"),
  bundle: true,
  minify: process.argv[3] !== "--readable",
  format: "esm",
  splitting: true,
  chunkNames: "chunks/[name]-[hash]",
  target: "es2022",
  define: { "process.env.NODE_ENV": '"production"' },
  logLevel: "warning",
});
