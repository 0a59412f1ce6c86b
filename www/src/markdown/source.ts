/**
 * The text as a model of blocks that grows: whole lines go to the block parser for good, the unfinished line to a fork
 * of it. Keeps what reaches across blocks: link definitions, footnotes, and who waits for them.
 */
import { Footnotes, type NoteItems, type NoteLabels, noNotes } from "./footnotes";
import { withoutHalfTag } from "./half_tag";
import type { HtmlContext } from "./html";
import type { Block } from "./syntax/block";
import { BlockParser, type Features } from "./syntax/blocks";
import type { Definition } from "./syntax/definitions";
import { escapeHtml, normalizeLabel } from "./syntax/scan";

export interface SourceOptions extends NoteLabels {
  readonly features: Features;
  readonly rawHtml: "sanitize" | "escape";
}

const tagFilter =
  /<(?=\/?(?:title|textarea|style|xmp|iframe|noembed|noframes|script|plaintext)(?=[\s/>]|$))/gi;
const bracketed = /\[((?:[^\\[\]]|\\[\s\S])+)\]/g;
/** An unfinished line of markers alone may become anything: it is not shown before more of it is known. */
const undecided = /^[ \t>]*(?:[-=*_+#~`|:$\\[\] \t]*|\d{1,9}[.)]?)[ \t]*$/;
/** In code, only a line that may become the closing fence waits. */
const mayClose = /^[ \t>]*(?:`+|~+|\$|\\)?[ \t]*$/;
const inlineKinds: ReadonlySet<string> = new Set(["paragraph", "heading", "row"]);

export class Source implements HtmlContext {
  readonly features: Features;
  readonly notes: Footnotes;
  private readonly parser: BlockParser;
  private readonly links = new Map<string, Definition>();
  /** Leaves that mention a label which nothing defines yet. */
  private readonly waiting = new Map<string, Set<Block>>();
  /** Complete leaves that may call footnotes, in the order of the text. */
  private readonly callers: Block[] = [];
  noteItems: NoteItems = noNotes;
  private reached = new Set<Block>();
  /** The unfinished line. */
  private partial = "";
  private carriage = false;
  private begun = false;

  private readonly options: SourceOptions;

  constructor(options: SourceOptions) {
    this.options = options;
    this.features = options.features;
    this.notes = new Footnotes(options);
    this.parser = new BlockParser(options.features, {
      leaf: (leaf) => this.leafClosed(leaf),
      link: (label, definition) => this.linkDefined(label, definition),
      note: (label, note) => this.noteDefined(label, note),
    });
  }

  append(text: string): void {
    const lines = this.clean(text).split("\n");
    const rest = lines.pop() ?? "";
    for (const line of lines) {
      this.parser.line(this.partial + line);
      this.partial = "";
    }
    this.partial += rest;
  }

  /** The text is complete: what is left of it is decided. */
  finish(): void {
    if (this.partial !== "") this.parser.line(this.partial);
    this.partial = "";
    this.parser.finish();
  }

  /** The blocks as they would be if the text ended here; closed ones are final. */
  tree(): Block {
    if (!this.parser.root.open) {
      this.notes.follow(this.parser.root, this.parser.root);
      return this.parser.root;
    }
    const fork = this.parser.fork();
    this.notes.follow(this.parser.root, fork.root);
    const verbatim = this.inVerbatim();
    const asWritten = verbatim || this.options.rawHtml === "escape";
    const line = asWritten ? this.partial : withoutHalfTag(this.partial);
    if (line !== "" && !(verbatim ? mayClose : undecided).test(line)) fork.line(line);
    fork.finish();
    return fork.root;
  }

  /**
   * Number the footnotes of a tree, and answer the complete leaves whose HTML is not what it was when last asked,
   * because of that or of something defined later.
   */
  takeChanged(tree: Block): Set<Block> {
    const changed = this.reached;
    this.reached = new Set();
    if (this.notes.defined.size === 0) return changed;
    for (const leaf of this.notes.renumber(this.callers, openLeaves(tree), this)) changed.add(leaf);
    for (const leaf of changed) this.notes.leafChanged(leaf);
    this.noteItems = this.notes.items(this);
    return changed;
  }

  link(label: string): Definition | undefined {
    return this.links.get(label);
  }

  hasNote(label: string): boolean {
    return this.notes.defined.has(label);
  }

  rawHtml(html: string): string {
    if (this.options.rawHtml === "escape") return escapeHtml(html);
    return this.features.gfm ? html.replace(tagFilter, "&lt;") : html;
  }

  callHtml(_label: string, leaf: Block, index: number): string {
    return this.notes.callHtml(leaf, index);
  }

  private inVerbatim(): boolean {
    const kind = this.parser.tip.kind;
    return kind === "code" || kind === "html" || kind === "math";
  }

  /** One kind of line ending, no NUL, no byte order mark; a CR waits to see whether LF follows. */
  private clean(text: string): string {
    let cleaned = this.carriage ? `\r${text}` : text;
    this.carriage = cleaned.endsWith("\r");
    if (this.carriage) cleaned = cleaned.slice(0, -1);
    if (cleaned.includes("\r")) cleaned = cleaned.replace(/\r\n?/g, "\n");
    if (cleaned.includes("\0")) cleaned = cleaned.replaceAll("\0", "\uFFFD");
    if (!this.begun && cleaned !== "") {
      this.begun = true;
      if (cleaned.startsWith("\uFEFF")) cleaned = cleaned.slice(1);
    }
    return cleaned;
  }

  private leafClosed(leaf: Block): void {
    if (!inlineKinds.has(leaf.kind)) return;
    const text = leaf.text();
    if (!text.includes("[")) return;
    if (text.includes("[^")) this.callers.push(leaf);
    for (const found of text.matchAll(bracketed)) {
      const label = normalizeLabel(found[1] ?? "");
      if (this.links.has(label) || (label.startsWith("^") && this.hasNote(label.slice(1)))) continue;
      const leaves = this.waiting.get(label);
      if (leaves) leaves.add(leaf);
      else this.waiting.set(label, new Set([leaf]));
    }
  }

  private linkDefined(label: string, definition: Definition): void {
    if (this.links.has(label)) return;
    this.links.set(label, definition);
    this.reach(label);
  }

  private noteDefined(label: string, note: Block): void {
    if (this.notes.defined.has(label)) return;
    this.notes.defined.set(label, note);
    if (this.reach(`^${label}`)) this.notes.restart();
  }

  private reach(label: string): boolean {
    let found = false;
    for (const leaf of this.waiting.get(label) ?? []) {
      if (leaf.inline === null) continue;
      leaf.inline = null;
      this.reached.add(leaf);
      found = true;
    }
    this.waiting.delete(label);
    return found;
  }
}

/** The leaves at the right edge of a tree that later text may still change, in order. */
export function openLeaves(block: Block): Block[] {
  const found: Block[] = [];
  for (let index = block.children.length - 1; index >= 0; index -= 1) {
    const child = block.children[index];
    if (!child || child.settled) break;
    found.unshift(...(child.isContainer ? openLeaves(child) : [child]));
  }
  return found;
}
