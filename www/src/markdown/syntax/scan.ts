/** Small scanners of CommonMark's lexical rules, shared by blocks and inlines. */
import { decodeNamedCharacterReference } from "decode-named-character-reference";

const escapable = "[!\"#$%&'()*+,./:;<=>?@[\\\\\\]^_`{|}~-]";
const escapeOrEntity = new RegExp(
  `\\\\(${escapable})|&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});`,
  "g",
);
const entityHere = /&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});/y;
const escapableHere = new RegExp(escapable);

export const isEscapable = (char: string): boolean => char !== "" && escapableHere.test(char);

const fromCodePoint = (code: number): string =>
  code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? "\uFFFD" : String.fromCodePoint(code);

function decodeReference(name: string): string | null {
  if (name.startsWith("#")) {
    const hex = name.charAt(1).toLowerCase() === "x";
    return fromCodePoint(Number.parseInt(name.slice(hex ? 2 : 1), hex ? 16 : 10));
  }
  return decodeNamedCharacterReference(name) || null;
}

/** Character reference at `pos`: what it stands for and where it ends. */
export function readReference(text: string, pos: number): { value: string; end: number } | null {
  entityHere.lastIndex = pos;
  const found = entityHere.exec(text);
  const value = found?.[1] === undefined ? null : decodeReference(found[1]);
  return value === null ? null : { value, end: entityHere.lastIndex };
}

/** Resolve backslash escapes and character references. */
export function unescapeString(text: string): string {
  if (!/[\\&]/.test(text)) return text;
  return text.replace(escapeOrEntity, (whole, escaped?: string, name?: string) =>
    escaped !== undefined ? escaped : (decodeReference(name ?? "") ?? whole),
  );
}

const special: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

export const escapeHtml = (text: string): string =>
  /[&<>"]/.test(text) ? text.replace(/[&<>"]/g, (char) => special[char] ?? char) : text;

/** Percent-encode what may not stand in a URL, leaving what is encoded already. */
export const encodeUrl = (url: string): string =>
  /^[\w\-.~:/?#@!$&'()*+,;=]*$/.test(url)
    ? url
    : url.replace(/%(?![0-9a-fA-F]{2})|[^\w\-.~:/?#@!$&'()*+,;=%]/gu, (char) =>
        /[\uD800-\uDFFF]/u.test(char) ? "%EF%BF%BD" : encodeURIComponent(char),
      );

export const normalizeLabel = (label: string): string =>
  label
    .trim()
    .replace(/[ \t\r\n]+/g, " ")
    .toLowerCase()
    .toUpperCase();

const labelHere = /\[((?:[^\\[\]]|\\[\s\S])*)\]/y;

/** Link label `[...]` at `pos`: its content, not normalised. */
export function readLabel(text: string, pos: number): { label: string; end: number } | null {
  labelHere.lastIndex = pos;
  const label = labelHere.exec(text)?.[1];
  if (label === undefined || label.length > 999 || label.trim() === "") return null;
  return { label, end: labelHere.lastIndex };
}

const angledHere = /<((?:[^<>\n\\]|\\.)*)>/y;

/** Link destination at `pos`, unescaped. */
export function readDestination(text: string, pos: number): { url: string; end: number } | null {
  if (text.charAt(pos) === "<") {
    angledHere.lastIndex = pos;
    const url = angledHere.exec(text)?.[1];
    return url === undefined ? null : { url: unescapeString(url), end: angledHere.lastIndex };
  }
  let depth = 0;
  let at = pos;
  for (; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === "\\" && isEscapable(text.charAt(at + 1))) at += 1;
    else if (char === "(") depth += 1;
    else if (char === ")") {
      if (depth === 0) break;
      depth -= 1;
    } else if (char <= " " || char === "\u007F") break;
    if (depth > 32) return null;
  }
  return at === pos || depth !== 0 ? null : { url: unescapeString(text.slice(pos, at)), end: at };
}

const titleHere = /"((?:[^"\\]|\\[\s\S])*)"|'((?:[^'\\]|\\[\s\S])*)'|\(((?:[^()\\]|\\[\s\S])*)\)/y;

export function readTitle(text: string, pos: number): { title: string; end: number } | null {
  titleHere.lastIndex = pos;
  const found = titleHere.exec(text);
  if (!found) return null;
  return { title: unescapeString(found[1] ?? found[2] ?? found[3] ?? ""), end: titleHere.lastIndex };
}

/** Skip spaces and tabs, and one line ending if asked for. */
export function skipSpace(text: string, pos: number, lineEnding = false): number {
  const space = lineEnding ? /[ \t]*\n?[ \t]*/y : /[ \t]*/y;
  space.lastIndex = pos;
  space.exec(text);
  return space.lastIndex;
}
