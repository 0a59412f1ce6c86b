/** Footnotes: numbered in the order of their first call, listed at the end with links back to each call. */
import { childrenHtml, type HtmlContext, inlineOf, shownChildren } from "./html";
import type { Block } from "./syntax/block";
import { encodeUrl, escapeHtml, normalizeLabel } from "./syntax/scan";

interface Call {
  readonly label: string;
  readonly number: number;
  /** The how-manieth call of this note it is, from 1. */
  readonly turn: number;
}

export interface NoteLabels {
  readonly idPrefix: string;
  /** `{n}` is the number. */
  readonly backToReference: string;
}

/** The footnotes' list items as HTML. */
export interface NoteItems {
  readonly items: readonly string[];
  /** Places of those that are not what they were when last asked; some may be past the end now. */
  readonly changed: Iterable<number>;
}

export const noNotes: NoteItems = { items: [], changed: [] };

/** What a list item was made for. */
interface Item {
  readonly number: number;
  readonly turns: number;
}

export class Footnotes {
  /** First definition of each label. */
  readonly defined = new Map<string, Block>();
  /** Notes that are still open, each with its copy that has the unfinished line as well. */
  private readonly live = new Map<Block, Block>();
  private readonly numbers = new Map<string, number>();
  private readonly turns = new Map<string, number>();
  private readonly places = new WeakMap<Block, readonly Call[]>();
  /** How many of the complete leaves are numbered. */
  private counted = 0;
  /** Calls of leaves that are not complete: taken back before numbering goes on. */
  private passing: Call[] = [];
  private readonly shownItems: string[] = [];
  private readonly made = new Map<string, Item>();
  /** Labels whose number or calls may have changed, and those whose text did. */
  private readonly touched = new Set<string>();
  private readonly rewritten = new Set<string>();

  private readonly labels: NoteLabels;

  constructor(labels: NoteLabels) {
    this.labels = labels;
  }

  /** Walk down the open blocks of a tree and of its fork, to find the newest copies of open notes. */
  follow(tree: Block, fork: Block): void {
    for (const note of this.live.keys()) this.rewrite(note);
    this.live.clear();
    let [at, copy] = [tree.last, fork.last];
    while (at?.open && copy) {
      if (at.kind === "note") {
        this.live.set(at, copy);
        this.rewrite(at);
      }
      [at, copy] = [at.last, copy.last];
    }
  }

  /**
   * Number the calls of leaves, in the order of the text: `complete` grows only at its end, `open` are the leaves after
   * it. Answers the complete leaves whose numbers changed.
   */
  renumber(complete: readonly Block[], open: readonly Block[], context: HtmlContext): Block[] {
    for (const call of this.passing.splice(0).reverse()) this.takeBack(call);
    const changed: Block[] = [];
    for (; this.counted < complete.length; this.counted += 1) {
      const leaf = complete[this.counted] as Block;
      const calls = inlineOf(leaf, context).calls.map((label) => this.call(label));
      if (!sameCalls(calls, this.places.get(leaf) ?? [])) changed.push(leaf);
      if (calls.length > 0) this.places.set(leaf, calls);
    }
    for (const leaf of open) {
      const calls = inlineOf(leaf, context).calls.map((label) => this.call(label));
      this.places.set(leaf, calls);
      this.passing.push(...calls);
    }
    return changed;
  }

  /** A complete leaf calls what it did not call before: number from the start. */
  restart(): void {
    for (const label of this.numbers.keys()) this.touched.add(label);
    this.passing = [];
    this.numbers.clear();
    this.turns.clear();
    this.counted = 0;
  }

  callHtml(leaf: Block, index: number): string {
    const call = this.places.get(leaf)?.[index];
    if (!call) return "";
    const id = this.id("fnref", call.label) + (call.turn > 1 ? `-${call.turn}` : "");
    const href = `#${this.id("fn", call.label)}`;
    return `<sup class="footnote-ref"><a href="${href}" id="${id}" data-footnote-ref>${call.number}</a></sup>`;
  }

  /** A leaf says something else: if it stands in a note, so does the note. */
  leafChanged(leaf: Block): void {
    for (let at: Block | null = leaf; at; at = at.parent) if (at.kind === "note") this.rewrite(at);
  }

  /** Each called note's list item, in order; only what changed since the last time is made again. */
  items(context: HtmlContext): NoteItems {
    const changed = new Set<number>();
    for (const label of this.touched) if (this.isStale(label)) this.rewritten.add(label);
    for (const label of this.rewritten) {
      const number = this.numbers.get(label);
      if (number === undefined) {
        this.made.delete(label);
        continue;
      }
      this.made.set(label, { number, turns: this.turns.get(label) ?? 0 });
      this.shownItems[number - 1] = this.itemHtml(label, context);
      changed.add(number - 1);
    }
    this.touched.clear();
    this.rewritten.clear();
    this.shownItems.length = this.numbers.size;
    return { items: this.shownItems, changed };
  }

  private rewrite(note: Block): void {
    this.rewritten.add(normalizeLabel(note.label));
  }

  private isStale(label: string): boolean {
    const made = this.made.get(label);
    return made?.number !== this.numbers.get(label) || made?.turns !== this.turns.get(label);
  }

  private call(label: string): Call {
    this.touched.add(label);
    const number = this.numbers.get(label) ?? this.numbers.size + 1;
    this.numbers.set(label, number);
    const turn = (this.turns.get(label) ?? 0) + 1;
    this.turns.set(label, turn);
    return { label, number, turn };
  }

  private takeBack(call: Call): void {
    this.touched.add(call.label);
    this.turns.set(call.label, call.turn - 1);
    if (call.turn === 1) this.numbers.delete(call.label);
  }

  private id(kind: "fn" | "fnref", label: string): string {
    const name = this.defined.get(label)?.label ?? label;
    return escapeHtml(`${this.labels.idPrefix}${kind}-${encodeUrl(name)}`);
  }

  private itemHtml(label: string, context: HtmlContext): string {
    const defined = this.defined.get(label);
    if (!defined) return "";
    const note = this.live.get(defined) ?? defined;
    const back = this.backHtml(label);
    const last = shownChildren(note).pop();
    const inside =
      last?.kind === "paragraph"
        ? childrenHtml(note, context, false, ` ${back}`)
        : childrenHtml(note, context);
    const after = last?.kind === "paragraph" ? "" : `${back}\n`;
    return `<li id="${this.id("fn", label)}">\n${inside}${inside === "" ? "" : "\n"}${after}</li>`;
  }

  private backHtml(label: string): string {
    const number = this.numbers.get(label) ?? 0;
    const links: string[] = [];
    for (let turn = 1; turn <= (this.turns.get(label) ?? 0); turn += 1) {
      const [suffix, mark] = turn > 1 ? [`-${turn}`, `<sup class="footnote-ref">${turn}</sup>`] : ["", ""];
      const name = escapeHtml(this.labels.backToReference.replace("{n}", `${number}${suffix}`));
      links.push(
        `<a href="#${this.id("fnref", label)}${suffix}" class="footnote-backref" data-footnote-backref ` +
          `aria-label="${name}">↩${mark}</a>`,
      );
    }
    return links.join(" ");
  }
}

const sameCalls = (calls: readonly Call[], others: readonly Call[]): boolean =>
  calls.length === others.length &&
  calls.every(({ label, number, turn }, at) => {
    const other = others[at];
    return other?.label === label && other.number === number && other.turn === turn;
  });

export const notesHtml = (items: readonly string[]): string =>
  items.length === 0
    ? ""
    : `<section class="footnotes" data-footnotes>\n<ol>\n${items.join("\n")}\n</ol>\n</section>`;
