/**
 * Builds the browser side into pywry_shiny/www/.
 *
 *   node build.mjs            minified, with a compressed twin (.gz) beside each text file
 *   node build.mjs --watch    rebuilt on each change, readable, with source maps, without the twins
 *   node build.mjs --out DIR  somewhere else
 *
 * What comes out:
 *
 *   pywry-chat.js, pywry-markdown-stream.js      the two entries (modules)
 *   pywry-chat.css, pywry-markdown-stream.css    their styles
 *   chunks/NAME-HASH.js                          shared and lazily loaded parts
 *   katex/katex.css, katex/fonts/*.woff2         found from a lazy chunk: new URL("../katex/katex.css", import.meta.url)
 *   LICENSES.txt                                 the licences of all that is bundled
 *   manifest.json                                the build's hash, what each file loads, and every label in English
 */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";
import { constants, gzip } from "node:zlib";
import { build as bundle, context } from "esbuild";
import { thirdPartyLicences } from "./licenses.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const { values: options } = parseArgs({
  options: { watch: { type: "boolean", default: false }, out: { type: "string" } },
});
const out = resolve(options.out ?? join(here, "..", "pywry_shiny", "www"));

const entryPoints = [
  { in: "src/chat.ts", out: "pywry-chat" },
  { in: "src/markdown-stream.ts", out: "pywry-markdown-stream" },
  { in: "src/styles/chat.css", out: "pywry-chat" },
  { in: "src/styles/markdown.css", out: "pywry-markdown-stream" },
];

/** Every file below `folder`, relative to it with forward slashes, in a stable order. */
async function filesBelow(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .sort();
}

/** KaTeX's own style sheet with the woff2 fonts only: every browser we aim at reads those. */
async function copyKatex(target) {
  const from = join(here, "node_modules", "katex", "dist");
  const css = await readFile(join(from, "katex.min.css"), "utf8");
  const woff2Only = css.replace(/,url\([^)]*\.(?:woff|ttf)\) ?format\("[a-z]+"\)/g, "");
  if (/\.(?:woff|ttf)\)/.test(woff2Only)) {
    throw new Error("katex.min.css names its fonts in a new way: see copyKatex() in build.mjs");
  }
  const fonts = (await readdir(join(from, "fonts"))).filter((name) => name.endsWith(".woff2"));
  await mkdir(join(target, "katex", "fonts"), { recursive: true });
  await writeFile(join(target, "katex", "katex.css"), woff2Only);
  await Promise.all(fonts.map((name) => cp(join(from, "fonts", name), join(target, "katex", "fonts", name))));
}

/** The address of katex.css is written for chunks/; bundled into an entry the same words would miss it. */
async function checkKatexAddress(target) {
  for (const name of await filesBelow(target)) {
    if (name.includes("/") || !name.endsWith(".js")) continue;
    if ((await readFile(join(target, name), "utf8")).includes("katex/katex.css")) {
      throw new Error(`${name} asks for katex.css itself: load the math renderer by a dynamic import`);
    }
  }
}

/** All that `name` loads before its first line runs, itself included. */
function closure(files, name, seen = new Set()) {
  if (seen.has(name)) return seen;
  seen.add(name);
  for (const next of files[name].imports) closure(files, next, seen);
  return seen;
}

/** The one table of labels, read from its source: Python checks an app's own words against it. */
async function readLabels() {
  const { outputFiles } = await bundle({
    absWorkingDir: here,
    entryPoints: ["src/view/labels.ts"],
    bundle: true,
    format: "esm",
    write: false,
    logLevel: "warning",
  });
  const { english } = await import(
    `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`
  );
  return english;
}

/**
 * `build` is a hash over all that is served, so that a browser may keep each file for ever.
 * `entries` names the chunks an entry cannot start without, so that a page can ask for them at once.
 * `files` says what each file imports, at once and later.
 * `labels` are the names an app may override, with their English.
 */
async function writeManifest(target, outputs) {
  const hash = createHash("sha256");
  for (const name of await filesBelow(target)) {
    if (name === "manifest.json") continue;
    hash.update(`${name}\0`).update(await readFile(join(target, name)));
  }
  const plain = (path) => relative(target, resolve(here, path)).replaceAll("\\", "/");
  const files = {};
  for (const [path, { imports, bytes }] of Object.entries(outputs)) {
    if (path.endsWith(".map")) continue;
    const byKind = (kind) => imports.filter((one) => one.kind === kind).map((one) => plain(one.path));
    files[plain(path)] = { bytes, imports: byKind("import-statement"), lazy: byKind("dynamic-import") };
  }
  const entries = {};
  for (const name of Object.keys(files).filter((one) => !one.includes("/") && one.endsWith(".js"))) {
    entries[name] = [...closure(files, name)].filter((one) => one !== name).sort();
  }
  const manifest = { build: hash.digest("hex").slice(0, 12), entries, files, labels: await readLabels() };
  await writeFile(join(target, "manifest.json"), `${JSON.stringify(manifest, null, 1)}\n`);
}

async function compressTexts(target) {
  const texts = (await filesBelow(target)).filter((name) => /\.(?:js|css)$/.test(name));
  const pack = promisify(gzip);
  await Promise.all(
    texts.map(async (name) => {
      const bytes = await readFile(join(target, name));
      await writeFile(join(target, `${name}.gz`), await pack(bytes, { level: constants.Z_BEST_COMPRESSION }));
    }),
  );
}

async function finish(target, result) {
  if (result.errors.length > 0) return;
  if (result.warnings.length > 0 && !options.watch) {
    throw new Error("the bundler warned (see above), and a warning is an error here");
  }
  await copyKatex(target);
  await writeFile(join(target, "LICENSES.txt"), await thirdPartyLicences(result.metafile.inputs, here));
  await checkKatexAddress(target);
  await writeManifest(target, result.metafile.outputs);
}

/** @returns {Promise<import("esbuild").BuildContext>} */
function bundler(target) {
  return context({
    absWorkingDir: here,
    entryPoints,
    outdir: target,
    bundle: true,
    format: "esm",
    splitting: true,
    chunkNames: "chunks/[name]-[hash]",
    target: "es2022",
    minify: !options.watch,
    sourcemap: options.watch,
    legalComments: "none",
    charset: "utf8",
    metafile: true,
    logLevel: "warning",
    define: { "process.env.NODE_ENV": '"production"' },
    plugins: [{ name: "finish", setup: (build) => void build.onEnd((result) => finish(target, result)) }],
  });
}

async function watch() {
  await rm(out, { recursive: true, force: true });
  await (await bundler(out)).watch();
  console.log(`watching; the build goes to ${out}`);
}

/** Built beside the old one and then swapped in, so that a server that runs never meets half a build. */
async function build() {
  const fresh = `${out}.new-${process.pid}`;
  const stale = `${out}.old-${process.pid}`;
  try {
    await mkdir(fresh, { recursive: true });
    const building = await bundler(fresh);
    await building.rebuild().finally(() => building.dispose());
    await compressTexts(fresh);
    if (existsSync(out)) await rename(out, stale);
    await rename(fresh, out);
  } finally {
    await rm(fresh, { recursive: true, force: true });
    await rm(stale, { recursive: true, force: true });
  }
  console.log(`built ${(await filesBelow(out)).length} files into ${out}`);
}

try {
  await (options.watch ? watch() : build());
} catch (error) {
  // What the bundler found it has shown already, with file and line.
  if (!Array.isArray(error.errors)) throw error;
  process.exitCode = 1;
}
