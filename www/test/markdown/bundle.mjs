/** Bundle what the browser tests of the markdown engine drive: `node test/markdown/bundle.mjs` in `www`. */
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

await build({
  entryPoints: [fileURLToPath(new URL("stage.ts", import.meta.url))],
  outfile: fileURLToPath(new URL("../dist/markdown-stage.js", import.meta.url)),
  bundle: true,
  format: "iife",
  target: "es2022",
  sourcemap: "inline",
  logLevel: "warning",
});
