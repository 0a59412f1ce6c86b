/** The licences of what is bundled: each asks that its text goes along with the code. */
import { readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";

/** The packages that some of the bundle's inputs come from, as folders. */
function packageFolders(inputs, base) {
  const folders = new Set();
  for (const path of Object.keys(inputs)) {
    const found = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path.replaceAll("\\", "/"));
    if (found) folders.add(resolve(base, found[1]));
  }
  return [...folders].sort();
}

async function licenceTexts(folder) {
  const names = (await readdir(folder))
    .filter((name) => /^(?:licen[cs]e|copying|notice)\b/i.test(name))
    .sort();
  return Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
}

/** One text with the name, version, licence and licence text of each package in the bundle. */
export async function thirdPartyLicences(inputs, base) {
  const sections = [];
  for (const folder of packageFolders(inputs, base)) {
    const { name, version, license, homepage } = JSON.parse(
      await readFile(join(folder, "package.json"), "utf8"),
    );
    const texts = await licenceTexts(folder);
    if (!license && texts.length === 0) throw new Error(`${name} names no licence: it cannot be bundled`);
    const title = `${name} ${version}${license ? ` (${license})` : ""}`;
    sections.push([title, homepage ?? "", ...texts].filter(Boolean).join("\n\n").trim());
  }
  return `${sections.join(`\n\n${"-".repeat(80)}\n\n`)}\n`;
}
