/** How each kind of block begins. Tried in this order at each place where a block may begin. */
import type { Align, Block, Kind } from "./block";
import type { Line } from "./line";
import { unescapeString } from "./scan";

/** What a block start may ask of the parser and do with it. */
export interface Builder {
  readonly features: { readonly gfm: boolean; readonly math: boolean };
  /** The deepest open block. */
  readonly tip: Block;
  /** Some open blocks were not matched by this line, and may still be continued lazily. */
  readonly lazyPossible: boolean;
  closeUnmatched(): void;
  open(kind: Kind): Block;
  close(block: Block): void;
  /** Text of a paragraph without the definitions it starts with. */
  withoutDefinitions(paragraph: Block): string;
  defineNote(note: Block): void;
  addTableRow(table: Block, text: string): void;
}

/** `leaf`: the line belongs to the block. `container`: go on looking inside. `done`: the line is used up. */
export type Start = (line: Line, container: Block, build: Builder) => "leaf" | "container" | "done" | null;

const quote: Start = (line, _container, build) => {
  if (line.char !== ">") return null;
  line.toContent();
  line.skip(1);
  if (line.atSpace) line.skipColumns(1);
  build.closeUnmatched();
  build.open("quote");
  return "container";
};

const atxHeading: Start = (line, _container, build) => {
  const marker = /^#{1,6}(?=[ \t]|$)/.exec(line.content)?.[0];
  if (marker === undefined) return null;
  build.closeUnmatched();
  const heading = build.open("heading");
  heading.level = marker.length;
  const text = line.content.slice(marker.length);
  heading.lines = [
    text
      .replace(/^[ \t]*#+[ \t]*$/, "")
      .replace(/[ \t]+#+[ \t]*$/, "")
      .trim(),
  ];
  build.close(heading);
  return "done";
};

const fencedCode: Start = (line, _container, build) => {
  const fence = /^(?:`{3,}(?=[^`]*$)|~{3,})/.exec(line.content)?.[0];
  if (fence === undefined) return null;
  build.closeUnmatched();
  const code = build.open("code");
  code.fence = fence;
  code.offset = line.indent;
  code.info = unescapeString(line.content.slice(fence.length).trim());
  return "done";
};

const blockTags =
  "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|" +
  "fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|" +
  "menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|" +
  "track|ul";
const attribute = "(?:\\s+[a-zA-Z_:][a-zA-Z0-9:._-]*(?:\\s*=\\s*(?:[^\"'=<>`\\s]+|'[^']*'|\"[^\"]*\"))?)";
export const openTag = `<[A-Za-z][A-Za-z0-9-]*${attribute}*\\s*/?>`;
export const closeTag = "</[A-Za-z][A-Za-z0-9-]*\\s*>";

const htmlOpeners: readonly RegExp[] = [
  /^<(?:script|pre|textarea|style)(?:\s|>|$)/i,
  /^<!--/,
  /^<[?]/,
  /^<![A-Za-z]/,
  /^<!\[CDATA\[/,
  new RegExp(`^</?(?:${blockTags})(?:\\s|/?>|$)`, "i"),
  new RegExp(`^(?:${openTag}|${closeTag})\\s*$`, "i"),
];
const htmlClosers: readonly RegExp[] = [/<\/(?:script|pre|textarea|style)>/i, /-->/, /\?>/, />/, /\]\]>/];

/** Does this line end an HTML block of the start condition? (6 and 7 end at a blank line instead.) */
export const endsHtml = (condition: number, text: string): boolean =>
  htmlClosers[condition - 1]?.test(text) ?? false;

const htmlBlock: Start = (line, container, build) => {
  if (line.char !== "<") return null;
  const interrupts = container.kind === "paragraph" || (build.lazyPossible && build.tip.kind === "paragraph");
  const found = htmlOpeners.findIndex(
    (opener, index) => opener.test(line.content) && !(index === 6 && interrupts),
  );
  if (found < 0) return null;
  build.closeUnmatched();
  build.open("html").condition = found + 1;
  return "leaf";
};

const setextHeading: Start = (line, container, build) => {
  if (container.kind !== "paragraph") return null;
  const underline = /^(?:=+|-+)[ \t]*$/.exec(line.content)?.[0];
  if (underline === undefined) return null;
  const text = build.withoutDefinitions(container).trim();
  if (text === "") return null;
  build.closeUnmatched();
  container.kind = "heading";
  container.level = underline.startsWith("=") ? 1 : 2;
  container.lines = [text];
  build.close(container);
  return "done";
};

const rule: Start = (line, _container, build) => {
  if (!/^(?:(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:-[ \t]*){3,})$/.test(line.content)) return null;
  build.closeUnmatched();
  build.close(build.open("rule"));
  return "done";
};

interface Marker {
  readonly text: string;
  readonly kind: string;
  readonly start: number;
}

function readMarker(content: string, container: Block): Marker | null {
  const found = /^(?:[*+-]|(\d{1,9})([.)]))(?=[ \t]|$)/.exec(content);
  if (!found) return null;
  const start = found[1] === undefined ? 0 : Number.parseInt(found[1], 10);
  if (container.kind === "paragraph") {
    if (content.slice(found[0].length).trim() === "") return null;
    if (found[1] !== undefined && start !== 1) return null;
  }
  return { text: found[0], kind: found[2] ?? found[0], start };
}

/** Move past the marker and the space after it; answers the width of both. */
function skipMarker(line: Line, marker: string): number {
  line.toContent();
  line.skip(marker.length);
  const back = line.mark();
  const from = line.column;
  while (line.column - from < 5 && line.atSpace) line.skipColumns(1);
  const spaces = line.column - from;
  if (spaces >= 1 && spaces < 5 && !line.blank) return marker.length + spaces;
  back();
  if (line.atSpace) line.skipColumns(1);
  return marker.length + 1;
}

const listItem: Start = (line, container, build) => {
  const marker = readMarker(line.content, container);
  if (!marker) return null;
  const indent = line.indent;
  const width = skipMarker(line, marker.text);
  build.closeUnmatched();
  if (build.tip.kind !== "list" || build.tip.marker !== marker.kind) {
    const list = build.open("list");
    list.marker = marker.kind;
    list.start = marker.start;
  }
  const item = build.open("item");
  item.marker = marker.kind;
  item.offset = indent + width;
  return "container";
};

const indentedCode: Start = (line, _container, build) => {
  if (line.indent < 4 || line.blank || build.tip.kind === "paragraph") return null;
  line.skipColumns(4);
  build.closeUnmatched();
  build.open("code");
  return "leaf";
};

const note: Start = (line, _container, build) => {
  if (!build.features.gfm) return null;
  const found = /^\[\^([^\]\s]+)\]:[ \t]*/.exec(line.content);
  if (found?.[1] === undefined) return null;
  build.closeUnmatched();
  line.toContent();
  line.skip(found[0].trimEnd().length);
  line.skipColumns(found[0].length - found[0].trimEnd().length);
  const definition = build.open("note");
  definition.label = found[1];
  build.defineNote(definition);
  return "container";
};

/** Cells of a table row: split at pipes that are not escaped, which are then pipes. */
export function splitRow(text: string): string[] {
  const cells = text
    .trim()
    .replace(/^\|/, "")
    .replace(/(^|[^\\])\|$/, "$1")
    .split(/(?<!\\)\|/);
  return cells.map((cell) => cell.replace(/\\\|/g, "|").trim());
}

const delimiterRow = /^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;

const alignOf = (cell: string): Align => {
  const [left, right] = [cell.startsWith(":"), cell.endsWith(":")];
  return left && right ? "center" : left ? "left" : right ? "right" : null;
};

/** A row belongs to the table, with as many cells as its header. */
export function addRow(table: Block, text: string): Block {
  const row = table.add("row");
  const cells = splitRow(text);
  row.header = table.children.length === 1;
  row.align = table.align;
  row.lines = table.align.map((_align, index) => cells[index] ?? "");
  row.open = false;
  return row;
}

const table: Start = (line, container, build) => {
  if (!build.features.gfm || container.kind !== "paragraph" || !delimiterRow.test(line.content)) return null;
  const header = container.lines[container.lines.length - 1] ?? "";
  const align = splitRow(line.content).map(alignOf);
  if (splitRow(header).length !== align.length) return null;
  build.closeUnmatched();
  container.lines.pop();
  build.close(container);
  const made = build.open("table");
  made.align = align;
  build.addTableRow(made, header);
  return "done";
};

const mathBlock: Start = (line, _container, build) => {
  const marker = /^(?:\$\$(?!\$)|\\\[)/.exec(line.content)?.[0];
  if (!build.features.math || marker === undefined) return null;
  const closer = marker === "$$" ? "$$" : "\\]";
  const body = line.content.slice(2);
  const closes = body.indexOf(closer);
  const whole = closes >= 0 && body.slice(closes + 2).trim() === "" && body.slice(0, closes).trim() !== "";
  if (closes >= 0 && !whole) return null;
  build.closeUnmatched();
  const math = build.open("math");
  math.fence = closer;
  math.offset = line.indent;
  math.strict = body.trim() === "";
  math.info = line.content;
  if (whole) math.lines = [body.slice(0, closes)];
  else if (!math.strict) math.lines = [body];
  if (whole) {
    math.strict = true;
    build.close(math);
  }
  return "done";
};

const unindented: readonly Start[] = [
  quote,
  atxHeading,
  fencedCode,
  htmlBlock,
  setextHeading,
  rule,
  note,
  listItem,
  table,
  mathBlock,
];

/** Most lines begin with none of these, and are text without further ado. */
const mayStart = /^[#`~*+_=<>0-9$[\\|:-]/;

export const tryStart: Start = (line, container, build) => {
  if (line.indent >= 4) return indentedCode(line, container, build);
  if (!mayStart.test(line.char)) return null;
  for (const start of unindented) {
    const result = start(line, container, build);
    if (result) return result;
  }
  return null;
};
