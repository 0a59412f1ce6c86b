/**
 * Which blocks are rendered as one. Raw HTML may open an element that later blocks close (`<details>` ... `</details>`):
 * these blocks are one run, up to a bound. What belongs together follows from the blocks alone, however they arrived.
 */
import type { Block } from "./syntax/block";

export interface Run {
  readonly blocks: readonly Block[];
  /** No later block can join. */
  readonly closed: boolean;
}

const MOST_BLOCKS = 100;
const MOST_CHARACTERS = 20_000;

const grouping = "article|aside|center|details|div|dl|figure|footer|header|main|nav|ol|section|table|ul";
const tagOrComment = new RegExp(`<!--[\\s\\S]*?-->|<(/?)(${grouping})(?=[\\s/>])[^>]*>`, "gi");

/** The elements that are open after the HTML, given those that were before. */
function openAfter(html: string, before: readonly string[]): string[] {
  const open = [...before];
  for (const found of html.matchAll(tagOrComment)) {
    const name = found[2]?.toLowerCase();
    if (name === undefined || found[0].endsWith("/>")) continue;
    if (found[1] === "") open.push(name);
    else if (open.includes(name)) open.length = open.lastIndexOf(name);
  }
  return open;
}

const sizeOf = (block: Block): number =>
  block.lines.reduce((sum, line) => sum + line.length, 0) +
  block.children.reduce((sum, child) => sum + sizeOf(child), 0);

/** The runs of a container's children from one on, notes left out, for they stand elsewhere. */
export function runsFrom(children: readonly Block[], from: number): Run[] {
  const runs: Run[] = [];
  let at = from;
  while (at < children.length) {
    const run = runAt(children, at);
    runs.push(run);
    at += run.blocks.length;
  }
  return runs;
}

function runAt(children: readonly Block[], from: number): Run {
  const first = children[from] as Block;
  const blocks = [first];
  let open = first.kind === "html" ? openAfter(first.text(), []) : [];
  let size = 0;
  while (open.length > 0) {
    size += sizeOf(blocks[blocks.length - 1] as Block);
    if (blocks.length >= MOST_BLOCKS || size > MOST_CHARACTERS) break;
    const next = children[from + blocks.length];
    if (!next) return { blocks, closed: false };
    blocks.push(next);
    if (next.kind === "html") open = openAfter(next.text(), open);
  }
  return { blocks, closed: blocks.every((block) => block.settled) };
}

/** All leaves of a block. */
export function* leavesOf(block: Block): Iterable<Block> {
  if (!block.isContainer) yield block;
  for (const child of block.children) yield* leavesOf(child);
}
