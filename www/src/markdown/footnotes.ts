/** Footnotes: numbered in the order of their first call, listed at the end with links back to each call. */
import { childrenHtml, type HtmlContext, inlineOf, shownChildren } from "./html";
import type { Block } from "./syntax/block";
import { encodeUrl, escapeHtml } from "./syntax/scan";

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

export class Footnotes {
  /** First definition of each label. */
  readonly defined = new Map<string, Block>();
  /** A note that is still open, and its copy that has the unfinished line as well. */
  private live: { note: Block; copy: Block } | null = null;
  private numbers = new Map<string, number>();
  private turns = new Map<string, number>();
  private places = new Map<Block, Call[]>();

  private readonly labels: NoteLabels;

  constructor(labels: NoteLabels) {
    this.labels = labels;
  }

  /** Walk down the open blocks of a tree and of its fork, to find an open note's newest copy. */
  follow(tree: Block, fork: Block): void {
    this.live = null;
    let [at, copy] = [tree.last, fork.last];
    while (at?.open && copy) {
      if (at.kind === "note") this.live = { note: at, copy };
      [at, copy] = [at.last, copy.last];
    }
  }

  /** Number all calls anew; `leaves` are those that call, in the order of the text. Answers which changed. */
  renumber(leaves: Iterable<Block>, context: HtmlContext): Set<Block> {
    const before = this.places;
    this.numbers = new Map();
    this.turns = new Map();
    this.places = new Map();
    const changed = new Set<Block>();
    for (const leaf of leaves) {
      const calls = inlineOf(leaf, context).calls.map((label) => this.call(label));
      this.places.set(leaf, calls);
      const old = before.get(leaf);
      if (!old || old.length !== calls.length || calls.some((call, at) => !sameCall(call, old[at])))
        changed.add(leaf);
    }
    return changed;
  }

  callHtml(leaf: Block, index: number): string {
    const call = this.places.get(leaf)?.[index];
    if (!call) return "";
    const id = this.id("fnref", call.label) + (call.turn > 1 ? `-${call.turn}` : "");
    const href = `#${this.id("fn", call.label)}`;
    return `<sup class="footnote-ref"><a href="${href}" id="${id}" data-footnote-ref>${call.number}</a></sup>`;
  }

  /** HTML of each called note's list item, in order. */
  items(context: HtmlContext): string[] {
    return [...this.numbers.keys()].map((label) => this.itemHtml(label, context));
  }

  private call(label: string): Call {
    const number = this.numbers.get(label) ?? this.numbers.size + 1;
    this.numbers.set(label, number);
    const turn = (this.turns.get(label) ?? 0) + 1;
    this.turns.set(label, turn);
    return { label, number, turn };
  }

  private id(kind: "fn" | "fnref", label: string): string {
    const name = this.defined.get(label)?.label ?? label;
    return escapeHtml(`${this.labels.idPrefix}${kind}-${encodeUrl(name)}`);
  }

  private itemHtml(label: string, context: HtmlContext): string {
    const defined = this.defined.get(label);
    if (!defined) return "";
    const note = this.live?.note === defined ? this.live.copy : defined;
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

const sameCall = (call: Call, other: Call | undefined): boolean =>
  call.label === other?.label && call.number === other.number && call.turn === other.turn;

export const notesHtml = (items: readonly string[]): string =>
  items.length === 0
    ? ""
    : `<section class="footnotes" data-footnotes>\n<ol>\n${items.join("\n")}\n</ol>\n</section>`;
