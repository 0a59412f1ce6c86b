/** HTML of blocks, before sanitising. Leaves are compiled once; containers are a shell around their children. */
import type { Block, Inline } from "./syntax/block";
import { formulaHtml } from "./syntax/formula";
import { type InlineContext, parseInline } from "./syntax/inline";
import { escapeHtml } from "./syntax/scan";

export interface HtmlContext extends InlineContext {
  /** Each note's place among the calls, or nothing while it is not called. */
  callHtml(label: string, leaf: Block, index: number): string;
}

/** Put something in the place of each NUL-fenced index. */
const fillSlots = (html: string, fill: (index: number) => string): string =>
  html
    .split("\0")
    .map((part, at) => (at % 2 === 1 ? fill(Number(part)) : part))
    .join("");

function compileLeaf(leaf: Block, context: HtmlContext): Inline {
  if (leaf.kind === "row") return compileRow(leaf, context);
  if (leaf.kind === "paragraph" || leaf.kind === "heading") return parseInline(leaf.text(), context);
  return { html: verbatimHtml(leaf, context), calls: [] };
}

function verbatimHtml(leaf: Block, context: HtmlContext): string {
  switch (leaf.kind) {
    case "code":
      return codeHtml(leaf.info, codeText(leaf));
    case "math":
      return formulaHtml("div", leaf.text(), true);
    case "html":
      return context.rawHtml(leaf.text());
    default:
      return "<hr />";
  }
}

/** An open code block does without its last line ending, so that text can go on where it ends. */
const codeText = (code: Block): string =>
  code.settled && code.lines.length > 0 ? `${code.text()}\n` : code.text();

function codeHtml(info: string, text: string): string {
  const language = /^\S+/.exec(info)?.[0];
  const attribute = language === undefined ? "" : ` class="language-${escapeHtml(language)}"`;
  return `<pre><code${attribute}>${escapeHtml(text)}</code></pre>`;
}

function compileRow(row: Block, context: HtmlContext): Inline {
  const tag = row.header ? "th" : "td";
  const calls: string[] = [];
  const cells = row.lines.map((cell, index) => {
    const align = row.align[index] ? ` align="${row.align[index]}"` : "";
    const inline = parseInline(cell, context);
    const shifted = fillSlots(inline.html, (at) => `\0${at + calls.length}\0`);
    calls.push(...inline.calls);
    return `<${tag}${align}>${shifted}</${tag}>\n`;
  });
  return { html: `<tr>\n${cells.join("")}</tr>`, calls };
}

/** Compile the leaf if that has not been done since it last changed. */
export function inlineOf(leaf: Block, context: HtmlContext): Inline {
  leaf.inline ??= compileLeaf(leaf, context);
  return leaf.inline;
}

/** Do a block's children lie in a tight list? There, paragraphs have no element. `tight`: does the block itself? */
export const tightInside = (block: Block, tight: boolean): boolean =>
  block.kind === "list" ? !block.loose : block.kind === "item" && tight;

const checkbox = (checked: boolean): string =>
  `<input type="checkbox"${checked ? ' checked=""' : ""} disabled="" /> `;

/** A task list item's checkbox stands in its first paragraph. */
const taskBox = (leaf: Block): string => {
  const item = leaf.parent;
  return item?.kind === "item" && item.task !== null && item.children[0] === leaf ? checkbox(item.task) : "";
};

/** HTML of a leaf; `suffix` goes to the end of a paragraph's text. */
function leafHtml(leaf: Block, context: HtmlContext, tight: boolean, suffix: string): string {
  const { html, calls } = inlineOf(leaf, context);
  const filled =
    calls.length === 0 ? html : fillSlots(html, (at) => context.callHtml(calls[at] ?? "", leaf, at));
  if (leaf.kind === "heading") return `<h${leaf.level}>${filled}</h${leaf.level}>`;
  if (leaf.kind !== "paragraph") return filled;
  const text = taskBox(leaf) + filled + suffix;
  return tight ? text : `<p>${text}</p>`;
}

/** The element around a container's children. */
export function shellOf(block: Block): { open: string; close: string } {
  switch (block.kind) {
    case "quote":
      return { open: "<blockquote>", close: "</blockquote>" };
    case "item":
      return { open: "<li>", close: "</li>" };
    case "table":
      return { open: "<table>", close: "</table>" };
    case "list":
      if (block.marker !== "." && block.marker !== ")") return { open: "<ul>", close: "</ul>" };
      return { open: block.start === 1 ? "<ol>" : `<ol start="${block.start}">`, close: "</ol>" };
    default:
      return { open: "", close: "" };
  }
}

function tableHtml(table: Block, context: HtmlContext): string {
  const [header, ...rows] = table.children.map((row) => leafHtml(row, context, false, ""));
  const body = rows.length === 0 ? "" : `<tbody>\n${rows.join("\n")}\n</tbody>\n`;
  return `<table>\n<thead>\n${header}\n</thead>\n${body}</table>`;
}

function itemHtml(item: Block, context: HtmlContext, tight: boolean): string {
  const bare = (block: Block | undefined): boolean => !block || (tight && block.kind === "paragraph");
  const shown = shownChildren(item);
  const before = bare(shown[0]) ? "" : "\n";
  const after = bare(shown[shown.length - 1]) ? "" : "\n";
  return `<li>${before}${childrenHtml(item, context, tight)}${after}</li>`;
}

/** The whole of a block as a string. */
export function blockHtml(block: Block, context: HtmlContext, tight = false, suffix = ""): string {
  if (!block.isContainer) return leafHtml(block, context, tight, suffix);
  if (block.kind === "table") return tableHtml(block, context);
  if (block.kind === "item") return itemHtml(block, context, tight);
  const { open, close } = shellOf(block);
  const inside = childrenHtml(block, context);
  return inside === "" ? `${open}\n${close}` : `${open}\n${inside}\n${close}`;
}

/** Children of a container, one after the other. */
export function childrenHtml(block: Block, context: HtmlContext, tight = false, suffix = ""): string {
  const shown = shownChildren(block);
  const inside = tightInside(block, tight);
  return shown
    .map((child, index) => blockHtml(child, context, inside, index === shown.length - 1 ? suffix : ""))
    .join("\n");
}

/** Notes stand elsewhere. */
export const shownChildren = (block: Block): Block[] =>
  block.children.filter((child) => child.kind !== "note");
