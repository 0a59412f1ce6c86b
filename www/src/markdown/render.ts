/** Keeps an element showing a tree of blocks: complete ones are left alone, the others compared and patched. */
import type { Adopted } from "./adopted";
import type { NoteItems } from "./footnotes";
import { Host, makeHost, nodesOf, type Row, type Slot } from "./host";
import { blockHtml, type HtmlContext, shellOf, tightInside } from "./html";
import { patchRange } from "./patch";
import { leavesOf, type Run, runsFrom } from "./runs";
import { type SanitizePolicy, sanitizeToFragment } from "./sanitize";
import type { Block } from "./syntax/block";
import { CodeTail } from "./tail";

export class Renderer {
  private readonly host: Host;
  /** Where each complete leaf is shown, for what reaches back. */
  private rows = new WeakMap<Block, Row>();
  private readonly notes: Notes;
  private readonly policy: SanitizePolicy;
  private readonly adopted: Adopted;

  constructor(root: HTMLElement, policy: SanitizePolicy, adopted: Adopted) {
    this.host = new Host(root, "");
    this.policy = policy;
    this.adopted = adopted;
    this.notes = new Notes(policy);
  }

  /** Show the tree; `changed` are complete leaves whose HTML is not what it was. */
  render(tree: Block, changed: ReadonlySet<Block>, notes: NoteItems, context: HtmlContext): void {
    const again = new Set<Row>();
    for (const leaf of changed) {
      const row = this.rows.get(leaf);
      if (row) again.add(row);
    }
    for (const row of again) this.showRow(row, this.place(row), context);
    this.showChildren(this.host, tree, context, false);
    this.showNotes(notes);
  }

  /** Compare everything with what is shown when rendering next. */
  reopen(): void {
    this.rows = new WeakMap();
    this.host.reopenAll();
  }

  private showChildren(host: Host, block: Block, context: HtmlContext, tight: boolean): void {
    const inside = tightInside(block, tight);
    if (host.loose !== block.loose) {
      host.loose = block.loose;
      host.reopen();
      for (const slot of host.slots) slot.inner?.reopen();
    }
    const runs = runsFrom(block.children, host.doneBlocks);
    const first = host.doneSlots;
    let allDone = true;
    runs.forEach((run, index) => {
      const at = first + index;
      this.showRun(host, at, run, context, inside);
      allDone &&= run.closed;
      if (!allDone) return;
      host.doneSlots = at + 1;
      host.doneBlocks += run.blocks.length;
      if (host === this.host) this.adopted.settle(nodesOf(host.slots[at]));
    });
    for (const slot of host.slots.splice(first + runs.length)) this.removeSlot(slot);
    if (host.element instanceof HTMLTableElement && host.slots.length < 2) host.element.tBodies[0]?.remove();
  }

  private showRun(host: Host, index: number, run: Run, context: HtmlContext, tight: boolean): void {
    const [block] = run.blocks;
    const single = run.blocks.length === 1 && block?.isContainer && block.kind !== "note" ? block : null;
    host.slots[index] ??= { row: null, inner: null };
    const slot = host.slots[index];
    if (single) {
      const inner = this.hostFor(host, index, slot, single);
      this.showChildren(inner, single, context, tight);
      return;
    }
    if (slot.inner) this.removeSlot(slot);
    slot.row ??= { host, html: "", nodes: [], blocks: run.blocks, tight, code: null };
    slot.row.blocks = run.blocks;
    slot.row.tight = tight;
    this.showRow(slot.row, index, context);
    if (!run.closed) return;
    for (const top of run.blocks) for (const leaf of leavesOf(top)) this.rows.set(leaf, slot.row);
  }

  private hostFor(host: Host, index: number, slot: Slot, block: Block): Host {
    const shell = `${block.kind}${shellOf(block).open}`;
    if (slot.inner?.shell === shell) return slot.inner;
    const end = this.endOf(host, index);
    this.removeSlot(slot);
    slot.inner = makeHost(block, shell);
    host.parentAt(index).insertBefore(slot.inner.element, end);
    return slot.inner;
  }

  private showRow(row: Row, index: number, context: HtmlContext): void {
    if (row.code?.advance(row.blocks, this.adopted)) {
      row.html = "";
      return;
    }
    const html = row.blocks
      .filter((block) => block.kind !== "note")
      .map((block) => blockHtml(block, context, row.tight))
      .join("\n");
    if (html === row.html && row.code === null) return;
    const fragment = this.fragment(html, row.host.element instanceof HTMLTableElement);
    const end = this.endOf(row.host, index);
    row.nodes = patchRange(row.host.parentAt(index), row.nodes, [...fragment.childNodes], end, this.adopted);
    row.html = html;
    this.adopted.adopt(row.nodes);
    row.code = CodeTail.find(row.blocks, row.nodes);
  }

  private fragment(html: string, inTable: boolean): DocumentFragment {
    const fragment = sanitizeToFragment(html, this.policy, inTable ? "row" : "flow");
    this.adopted.prepare(fragment);
    return fragment;
  }

  private place(row: Row): number {
    return row.host.slots.findIndex((slot) => slot.row === row);
  }

  /** The node before which the nodes of a slot end. */
  private endOf(host: Host, index: number): Node | null {
    const own = nodesOf(host.slots[index]);
    const last = own[own.length - 1];
    if (last) return last.nextSibling;
    const parent = host.parentAt(index);
    for (let at = index + 1; at < host.slots.length; at += 1) {
      const [next] = nodesOf(host.slots[at]);
      if (next?.parentNode === parent) return next;
    }
    return host === this.host ? this.notes.element : null;
  }

  private removeSlot(slot: Slot): void {
    for (const node of nodesOf(slot)) {
      this.adopted.release(node);
      (node as ChildNode).remove();
    }
    slot.row = null;
    slot.inner = null;
  }

  private showNotes({ items, changed }: NoteItems): void {
    if (items.length === 0 && !this.notes.element) return;
    const host = this.notes.open(this.host.element);
    for (const index of changed) {
      const html = items[index];
      if (html === undefined) continue;
      host.slots[index] ??= {
        row: { host, html: "", nodes: [], blocks: [], tight: false, code: null },
        inner: null,
      };
      const row = host.slots[index].row;
      if (!row || row.html === html) continue;
      const fresh = [...this.fragment(html, false).childNodes];
      row.nodes = patchRange(host.element, row.nodes, fresh, this.endOf(host, index), this.adopted);
      row.html = html;
      this.adopted.adopt(row.nodes);
    }
    for (const slot of host.slots.splice(items.length)) this.removeSlot(slot);
    if (items.length === 0) this.notes.close();
  }

  /** Nothing will change any more: footnotes are complete as well. */
  settle(): void {
    if (this.notes.element) this.adopted.settle([this.notes.element]);
  }
}

/** The list of footnotes at the end. */
class Notes {
  element: HTMLElement | null = null;
  private host: Host | null = null;
  private readonly policy: SanitizePolicy;

  constructor(policy: SanitizePolicy) {
    this.policy = policy;
  }

  open(root: HTMLElement): Host {
    if (this.host) return this.host;
    const list = document.createElement("ol");
    this.element = document.createElement("section");
    this.element.className = "footnotes";
    // A section with a name is a landmark, and each answer with notes would add one more of the same name.
    this.element.setAttribute("role", "group");
    this.element.setAttribute("aria-label", this.policy.labels.footnotes);
    this.element.append(list);
    root.append(this.element);
    this.host = new Host(list, "");
    return this.host;
  }

  close(): void {
    this.element?.remove();
    this.element = null;
    this.host = null;
  }
}
