/** The tree of blocks. A block is open while later lines may still add to it; once closed it never changes. */
export type Kind =
  | "root"
  | "quote"
  | "list"
  | "item"
  | "note"
  | "table"
  | "row"
  | "paragraph"
  | "heading"
  | "code"
  | "html"
  | "math"
  | "rule";

export type Align = "left" | "right" | "center" | null;

const containers: ReadonlySet<Kind> = new Set(["root", "quote", "list", "item", "note", "table"]);

export class Block {
  open = true;
  /** Closed by the text itself, not by a fork that supposes the text ended here. */
  settled = false;
  children: Block[] = [];
  /** Source lines of a leaf, without what its containers own of them. */
  lines: string[] = [];
  endsBlank = false;
  /** Number of the line it began on. */
  born = 0;
  /** heading */
  level = 0;
  /** list and item: "-", "+", "*", "." or ")" */
  marker = "";
  /** ordered list: number of its first item */
  start = 0;
  /** list: blank lines stand between items or between blocks of an item */
  loose = false;
  /** item: columns its content is indented by. code and math: columns the opening fence is indented by */
  offset = 0;
  /** item: `[ ]` or `[x]` stands at its start */
  task: boolean | null = null;
  /** code: the opening fence, "" when indented. math: the closing marker */
  fence = "";
  info = "";
  /** math: nothing followed the opening marker on its line */
  strict = false;
  /** html: which of the seven start conditions */
  condition = 0;
  /** note */
  label = "";
  /** table; row: the table's */
  align: readonly Align[] = [];
  /** row: it is the first */
  header = false;

  /** HTML of a leaf, with slots where the numbers of footnotes belong; made when first asked for. */
  inline: Inline | null = null;

  kind: Kind;
  parent: Block | null;

  constructor(kind: Kind, parent: Block | null) {
    this.kind = kind;
    this.parent = parent;
  }

  get isContainer(): boolean {
    return containers.has(this.kind);
  }

  get last(): Block | undefined {
    return this.children[this.children.length - 1];
  }

  add(kind: Kind): Block {
    const child = new Block(kind, this);
    this.children.push(child);
    return child;
  }

  remove(): void {
    const siblings = this.parent?.children ?? [];
    siblings.splice(siblings.lastIndexOf(this), 1);
  }

  text(): string {
    return this.lines.join("\n");
  }

  /** A copy whose open descendants are copies as well; closed ones are shared, for they never change. */
  forkOpen(parent: Block | null = null): Block {
    const copy = new Block(this.kind, parent);
    Object.assign(copy, this);
    copy.parent = parent;
    copy.inline = null;
    copy.lines = this.lines.slice();
    copy.children = this.children.slice();
    const last = copy.last;
    if (last?.open) copy.children[copy.children.length - 1] = last.forkOpen(copy);
    return copy;
  }
}

/** Rendered inline content: `html` has a NUL-fenced index into `calls` where a footnote is called. */
export interface Inline {
  readonly html: string;
  readonly calls: readonly string[];
}

/** Does a blank line end the block? Looks into the last item of a list. */
export function endsWithBlankLine(block: Block): boolean {
  let at: Block | undefined = block;
  while (at) {
    if (at.endsBlank) return true;
    if (at.kind !== "list" && at.kind !== "item") return false;
    at = at.last;
  }
  return false;
}
