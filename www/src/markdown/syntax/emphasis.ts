/** Emphasis, strong emphasis and strikethrough: runs of delimiters, and how they pair. */
import type { Token } from "./token";

const punctuation = /[\p{P}\p{S}]/u;

const charBefore = (text: string, pos: number): string => {
  const low = text.charCodeAt(pos - 1);
  const pair = low >= 0xdc00 && low <= 0xdfff && pos > 1;
  return pos === 0 ? "\n" : pair ? text.slice(pos - 2, pos) : text.charAt(pos - 1);
};

const charAfter = (text: string, pos: number): string => {
  const code = text.codePointAt(pos);
  return code === undefined ? "\n" : String.fromCodePoint(code);
};

/** Find out whether the run of delimiters at `start` may open and close. */
export function flank(token: Token, text: string, start: number): void {
  const before = charBefore(text, start);
  const after = charAfter(text, start + token.count);
  const [spaceBefore, spaceAfter] = [/\s/.test(before), /\s/.test(after)];
  const [markBefore, markAfter] = [punctuation.test(before), punctuation.test(after)];
  const left = !spaceAfter && (!markAfter || spaceBefore || markBefore);
  const right = !spaceBefore && (!markBefore || spaceAfter || markAfter);
  const word = token.char === "_";
  token.canOpen = left && (!word || !right || markBefore);
  token.canClose = right && (!word || !left || markAfter);
}

/** Runs that can both open and close do not pair if their lengths sum to a multiple of three. */
const oddMatch = (opener: Token, closer: Token): boolean =>
  (closer.canOpen || opener.canClose) &&
  (opener.text.length + closer.text.length) % 3 === 0 &&
  !(opener.text.length % 3 === 0 && closer.text.length % 3 === 0);

const pairs = (opener: Token, closer: Token): boolean => {
  if (opener.char !== closer.char || !opener.canOpen || opener.count === 0) return false;
  return closer.char === "~" ? opener.count === closer.count : !oddMatch(opener, closer);
};

function wrap(opener: Token, closer: Token): void {
  const width = closer.char === "~" ? closer.count : opener.count >= 2 && closer.count >= 2 ? 2 : 1;
  const tag = closer.char === "~" ? "del" : width === 2 ? "strong" : "em";
  opener.count -= width;
  closer.count -= width;
  opener.after = `<${tag}>${opener.after}`;
  closer.before += `</${tag}>`;
}

/** What a run looks for: runs with the same answer need not look further back than one that found nothing. */
const search = (closer: Token): string =>
  `${closer.char}${closer.canOpen}${closer.char === "~" ? closer.count : closer.text.length % 3}`;

/** Pair the delimiter runs from index `from` on, and forget them. */
export function pairDelimiters(runs: Token[], from: number): void {
  const floor = new Map<string, number>();
  let at = from;
  while (at < runs.length) {
    const closer = runs[at];
    if (!closer?.canClose || closer.count === 0) {
      at += 1;
      continue;
    }
    const key = search(closer);
    const lowest = Math.max(from, floor.get(key) ?? from);
    let found = at - 1;
    while (found >= lowest && !pairs(runs[found] as Token, closer)) found -= 1;
    const opener = runs[found];
    if (found < lowest || !opener) {
      floor.set(key, at);
      at += 1;
      continue;
    }
    wrap(opener, closer);
    runs.splice(found + 1, at - found - 1);
    at = found + 1;
    if (opener.count === 0) {
      runs.splice(found, 1);
      at -= 1;
    }
    for (const [name, index] of floor) if (index > at) floor.set(name, at);
  }
  runs.length = from;
}
