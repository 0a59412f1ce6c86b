/** Tags that are still being written: what will be markup in a moment must not be shown as text until then. */

const attribute = /\s+[a-z][\w:-]*\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>=`]+)/.source;
const begun = /\s+[a-z][\w:-]*(?:\s*=\s*(?:"[^"]*|'[^']*|[^\s"'<>=`]*)?)?/.source;
/** Only the last attribute may be without a value, or any words after `a<b` would look like some. */
const halfTag = new RegExp(`<(?:!-{0,2}|/?[a-z][a-z0-9-]*(?:${attribute})*(?:\\s*/?|${begun}))?$`, "i");
/** Longer ones are rather no tags. */
const LONGEST = 400;

/** The line without a tag that ends before its `>` has come, unless it stands in a code span. */
export function withoutHalfTag(line: string): string {
  if (!line.includes("<")) return line;
  const from = Math.max(0, line.length - LONGEST);
  const found = halfTag.exec(line.slice(from));
  if (found === null) return line;
  const before = line.slice(0, from + found.index);
  const ticks = before.split("`").length - 1;
  return ticks % 2 === 1 || before.endsWith("\\") ? line : before;
}
