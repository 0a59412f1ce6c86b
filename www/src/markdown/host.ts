/** What is shown: for each container of the text a host, in it a slot for each of its runs of blocks. */
import type { Block } from "./syntax/block";
import type { CodeTail } from "./tail";

/** A run that is shown as the nodes of one piece of HTML. */
export interface Row {
  readonly host: Host;
  html: string;
  nodes: Node[];
  blocks: readonly Block[];
  /** Its paragraphs lie in a tight list. */
  tight: boolean;
  /** An open code block that text is appended to. */
  code: CodeTail | null;
}

export interface Slot {
  row: Row | null;
  inner: Host | null;
}

export class Host {
  readonly slots: Slot[] = [];
  /** Slots and blocks at the beginning that are complete. */
  doneSlots = 0;
  doneBlocks = 0;
  /** What the element is, to tell whether it can serve for another block. */
  readonly shell: string;
  readonly element: HTMLElement;
  loose = false;

  constructor(element: HTMLElement, shell: string) {
    this.element = element;
    this.shell = shell;
  }

  /** Where the nodes of a slot stand: a table keeps its first row in the head. */
  parentAt(index: number): HTMLElement {
    if (!(this.element instanceof HTMLTableElement)) return this.element;
    return index === 0 ? this.element.createTHead() : (this.element.tBodies[0] ?? this.element.createTBody());
  }

  /** Look at everything again, comparing with what is shown. */
  reopen(): void {
    this.doneSlots = 0;
    this.doneBlocks = 0;
  }

  reopenAll(): void {
    this.reopen();
    for (const slot of this.slots) slot.inner?.reopenAll();
  }
}

export const nodesOf = (slot: Slot | undefined): readonly Node[] =>
  slot?.inner ? [slot.inner.element] : (slot?.row?.nodes ?? []);

/** Make the element of a container; `shell` is what it is known by. */
export function makeHost(block: Block, shell: string): Host {
  if (block.kind === "quote") return new Host(document.createElement("blockquote"), shell);
  if (block.kind === "item") return new Host(document.createElement("li"), shell);
  if (block.kind === "table") return new Host(document.createElement("table"), shell);
  const ordered = block.marker === "." || block.marker === ")";
  const list = document.createElement(ordered ? "ol" : "ul");
  if (ordered && block.start !== 1) list.setAttribute("start", String(block.start));
  return new Host(list, shell);
}
