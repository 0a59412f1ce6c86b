/**
 * Weighs what a page loads before it works, and fails when that is too heavy.
 *
 *   node budget.mjs            weighs pywry_shiny/www/
 *   node budget.mjs --out DIR  weighs a build elsewhere
 *
 * A weight is the gzipped size in bytes; 1 kB is 1,000 bytes.
 */
import { readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { constants, gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const { values: options } = parseArgs({ options: { out: { type: "string" } } });
const folder = resolve(options.out ?? join(here, "..", "pywry_shiny", "www"));

/** All JavaScript that is loaded before the entry's first line runs, in bytes. */
const LIMITS = { "pywry-chat.js": 90_000, "pywry-markdown-stream.js": 60_000 };

const { files } = JSON.parse(await readFile(join(folder, "manifest.json"), "utf8"));

const weights = new Map();
async function weigh(name) {
  if (!weights.has(name)) {
    weights.set(
      name,
      gzipSync(await readFile(join(folder, name)), { level: constants.Z_BEST_COMPRESSION }).length,
    );
  }
  return weights.get(name);
}

async function sum(names) {
  let total = 0;
  for (const name of names) total += await weigh(name);
  return total;
}

/** `start` and all it imports at once, without what is in `known`. */
function loadedWith(start, known = new Set(), seen = new Set()) {
  if (known.has(start) || seen.has(start)) return seen;
  seen.add(start);
  for (const next of files[start].imports) loadedWith(next, known, seen);
  return seen;
}

const kilo = (bytes) => `${(bytes / 1000).toFixed(1).padStart(8)} kB`;
const row = (label, bytes, remark = "") => console.log(`  ${label.padEnd(58)}${kilo(bytes)}${remark}`);

/** The lazy parts an entry itself may ask for; what a lazy part asks for in turn is its own affair. */
async function printLazy(atOnce) {
  const lazy = new Set([...atOnce].flatMap((name) => files[name].lazy));
  for (const name of [...lazy].sort()) {
    const group = loadedWith(name, atOnce);
    row(`later: ${name}`, await sum(group), `  in ${group.size} ${group.size === 1 ? "file" : "files"}`);
  }
}

async function printEntry(entry, limit) {
  const atOnce = loadedWith(entry);
  const total = await sum(atOnce);
  const style = entry.replace(/\.js$/, ".css");
  console.log(`${entry}`);
  for (const name of [...atOnce].sort()) row(name, await weigh(name));
  row("JavaScript at first load", total, `  of ${kilo(limit).trim()}`);
  if (files[style]) row(`styles: ${style}`, await weigh(style));
  await printLazy(atOnce);
  console.log("");
  return total;
}

const faults = [];
const totals = {};
for (const [entry, limit] of Object.entries(LIMITS)) {
  if (!files[entry]) {
    faults.push(`${entry} was not built`);
    continue;
  }
  totals[entry] = await printEntry(entry, limit);
  if (totals[entry] > limit)
    faults.push(`${entry} loads ${kilo(totals[entry]).trim()}, over its ${kilo(limit).trim()}`);
}
if (totals["pywry-markdown-stream.js"] >= totals["pywry-chat.js"]) {
  faults.push("the markdown stream alone is not lighter than the chat");
}
for (const fault of faults) console.error(`over budget: ${fault}`);
process.exitCode = faults.length > 0 ? 1 : 0;
