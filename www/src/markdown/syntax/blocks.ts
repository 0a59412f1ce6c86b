/**
 * The block parser: takes the source a line at a time and keeps the tree of blocks, at a cost that depends on the line
 * and the depth of open blocks only. Blocks that a line has closed never change again.
 */
import { Block, endsWithBlankLine, type Kind } from "./block";
import { type Definition, takeDefinitions } from "./definitions";
import { Line } from "./line";
import { normalizeLabel } from "./scan";
import { addRow, type Builder, endsHtml, tryStart } from "./starts";

export interface Features {
  readonly gfm: boolean;
  readonly math: boolean;
}

/** Told of what the parser finds. */
export interface Listener {
  /** A leaf is complete. Leaves close in the order of the text. */
  leaf(block: Block): void;
  link(label: string, definition: Definition): void;
  note(label: string, note: Block): void;
}

const deaf: Listener = { leaf() {}, link() {}, note() {} };

const verbatim: ReadonlySet<Kind> = new Set(["code", "html", "math"]);
const takesLines: ReadonlySet<Kind> = new Set(["code", "html", "math", "paragraph", "table"]);

const canContain = (parent: Block, kind: Kind): boolean =>
  parent.kind === "list" ? kind === "item" : parent.isContainer && parent.kind !== "table" && kind !== "item";

export class BlockParser implements Builder {
  tip: Block;
  private lastMatched: Block;
  private lineNumber = 0;

  readonly features: Features;
  private readonly listener: Listener;
  readonly root: Block;
  /** In a fork nothing is decided: a formula that may still close stays a formula. */
  private readonly provisional: boolean;

  constructor(
    features: Features,
    listener: Listener = deaf,
    root: Block = new Block("root", null),
    provisional = false,
  ) {
    this.features = features;
    this.listener = listener;
    this.root = root;
    this.provisional = provisional;
    this.tip = this.root;
    while (this.tip.last?.open) this.tip = this.tip.last;
    this.lastMatched = this.tip;
  }

  /** A copy that can take the unfinished line and be closed, while this one waits for the rest. */
  fork(): BlockParser {
    const fork = new BlockParser(this.features, deaf, this.root.forkOpen(), true);
    fork.lineNumber = this.lineNumber;
    return fork;
  }

  /** Take one whole line, without its ending. */
  line(text: string): void {
    this.lineNumber += 1;
    const line = new Line(text);
    const matched = this.matchOpen(line);
    if (!matched) return;
    this.lastMatched = matched;
    const container = this.openNew(line, matched);
    if (container) this.addText(line, container);
  }

  /** No more lines. */
  finish(): void {
    while (this.tip !== this.root) this.close(this.tip);
    this.root.open = false;
    this.root.settled = !this.provisional;
  }

  get lazyPossible(): boolean {
    return this.lastMatched !== this.tip;
  }

  closeUnmatched(): void {
    while (this.tip !== this.lastMatched) this.close(this.tip);
  }

  open(kind: Kind): Block {
    while (!canContain(this.tip, kind)) this.close(this.tip);
    const parent = this.tip;
    const before = parent.last;
    if (before && endsWithBlankLine(before)) {
      const list = parent.kind === "item" ? parent.parent : parent;
      if (list?.kind === "list") list.loose = true;
    }
    this.tip = parent.add(kind);
    this.tip.born = this.lineNumber;
    this.lastMatched = this.tip;
    return this.tip;
  }

  close(block: Block): void {
    block.open = false;
    block.settled = !this.provisional;
    this.tip = block.parent ?? this.root;
    if (this.lastMatched === block) this.lastMatched = this.tip;
    if (block.kind === "math" && !block.strict && !this.provisional) toParagraph(block);
    if (block.kind === "paragraph") {
      const text = this.defining(block).trimEnd();
      if (text.trim() === "") {
        block.remove();
        return;
      }
      block.lines = [text];
      readTask(block);
    } else if (block.kind === "html" || (block.kind === "code" && block.fence === "")) {
      while (block.lines.length > 0 && block.lines[block.lines.length - 1]?.trim() === "") block.lines.pop();
    }
    if (!block.isContainer) this.listener.leaf(block);
  }

  withoutDefinitions(paragraph: Block): string {
    return this.defining(paragraph);
  }

  defineNote(note: Block): void {
    this.listener.note(normalizeLabel(note.label), note);
  }

  private defining(paragraph: Block): string {
    const text = paragraph.text();
    return text.startsWith("[")
      ? takeDefinitions(text, (label, definition) => this.listener.link(label, definition))
      : text;
  }

  /** Walk down the open blocks as far as the line continues them; nothing when the line is used up by that. */
  private matchOpen(line: Line): Block | null {
    let at = this.root;
    for (let next = at.last; next?.open; next = at.last) {
      const answer = this.continues(next, line);
      if (answer === "done") return null;
      if (answer === "no") break;
      at = next;
    }
    return at;
  }

  private continues(block: Block, line: Line): "yes" | "no" | "done" {
    switch (block.kind) {
      case "quote":
        if (line.indent >= 4 || line.char !== ">") return "no";
        line.toContent();
        line.skip(1);
        if (line.atSpace) line.skipColumns(1);
        return "yes";
      case "item":
        if (line.blank) {
          if (block.children.length === 0) return "no";
          line.toContent();
          return "yes";
        }
        if (line.indent < block.offset) return "no";
        line.skipColumns(block.offset);
        return "yes";
      case "note":
        if (line.blank) return "yes";
        if (line.indent < 4) return "no";
        line.skipColumns(4);
        return "yes";
      case "code":
        return this.continuesCode(block, line);
      case "math":
        return this.continuesMath(block, line);
      case "html":
        return line.blank && block.condition >= 6 ? "no" : "yes";
      case "paragraph":
      case "table":
        return line.blank ? "no" : "yes";
      default:
        return block.isContainer ? "yes" : "no";
    }
  }

  private continuesCode(code: Block, line: Line): "yes" | "no" | "done" {
    if (code.fence === "") {
      if (line.indent >= 4) line.skipColumns(4);
      else if (line.blank) line.toContent();
      else return "no";
      return "yes";
    }
    if (line.indent < 4 && closesFence(code.fence, line.content)) {
      this.closeDownTo(code);
      return "done";
    }
    line.skipColumns(Math.min(code.offset, line.indent));
    return "yes";
  }

  private continuesMath(math: Block, line: Line): "yes" | "no" | "done" {
    const content = line.content.trimEnd();
    if (content.endsWith(math.fence)) {
      const rest = content.slice(0, -2);
      if (rest.trim() !== "") math.lines.push(rest);
      math.strict = true;
      this.closeDownTo(math);
      return "done";
    }
    if (math.strict) {
      line.skipColumns(Math.min(math.offset, line.indent));
    } else if (line.blank || content.includes(math.fence)) {
      toParagraph(math);
      return line.blank ? "no" : "yes";
    }
    return "yes";
  }

  private closeDownTo(block: Block): void {
    while (this.tip !== block) this.close(this.tip);
    this.close(block);
  }

  /** Open the blocks that begin on the line; answers the one its text belongs to, or nothing if none is left. */
  private openNew(line: Line, matched: Block): Block | null {
    let container = matched;
    while (!verbatim.has(container.kind)) {
      const result = tryStart(line, container, this);
      if (result === "done") return null;
      if (result === null) break;
      container = this.tip;
      if (result === "leaf") break;
    }
    return container;
  }

  private addText(line: Line, container: Block): void {
    if (this.lazyPossible && !line.blank && this.tip.kind === "paragraph") {
      this.tip.lines.push(line.content);
      return;
    }
    this.closeUnmatched();
    this.noteBlank(line, container);
    if (takesLines.has(container.kind)) {
      this.addLine(line, container);
    } else if (!line.blank) {
      this.open("paragraph").lines.push(line.content);
    }
  }

  private addLine(line: Line, block: Block): void {
    if (block.kind === "paragraph") {
      block.lines.push(line.content);
    } else if (block.kind === "table") {
      this.addTableRow(block, line.content);
    } else {
      block.lines.push(line.rest);
      if (block.kind === "html" && endsHtml(block.condition, line.rest)) this.close(block);
    }
  }

  addTableRow(table: Block, text: string): void {
    const row = addRow(table, text);
    row.settled = !this.provisional;
    this.listener.leaf(row);
  }

  private noteBlank(line: Line, container: Block): void {
    if (line.blank && container.last) container.last.endsBlank = true;
    const justBegun =
      container.kind === "item" && container.children.length === 0 && container.born === this.lineNumber;
    const hides =
      container.kind === "quote" || (container.kind === "code" && container.fence !== "") || justBegun;
    container.endsBlank = line.blank && !hides;
    for (let above = container.parent; above; above = above.parent) above.endsBlank = false;
  }
}

/** The line of text closes the fence: as long, of the same character, and nothing after it. */
const closesFence = (fence: string, content: string): boolean => {
  const run = /^(?:`{3,}|~{3,})(?=[ \t]*$)/.exec(content)?.[0];
  return run !== undefined && run.length >= fence.length && run.charAt(0) === fence.charAt(0);
};

/** What looked like a formula is text after all. */
function toParagraph(math: Block): void {
  math.kind = "paragraph";
  math.lines = math.strict ? math.lines : [math.info, ...math.lines.slice(1).map((line) => line.trimStart())];
}

/** `[ ]` or `[x]` at the start of a list item is its checkbox. */
function readTask(paragraph: Block): void {
  const item = paragraph.parent;
  if (item?.kind !== "item" || item.children[0] !== paragraph) return;
  const found = /^\[([ xX])\][ \t]+(?=\S)/.exec(paragraph.lines[0] ?? "");
  if (!found) return;
  item.task = found[1] !== " ";
  paragraph.lines = [(paragraph.lines[0] ?? "").slice(found[0].length)];
}
