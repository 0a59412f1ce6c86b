/** The open code block at the end of the text: what is new of it is appended, the rest is not looked at. */
import type { Adopted } from "./adopted";
import type { Block } from "./syntax/block";

export class CodeTail {
  private readonly element: Element;
  private readonly info: string;
  private lastIndex: number;
  private last: string;

  constructor(code: Block, element: Element) {
    this.element = element;
    this.info = code.info;
    this.lastIndex = code.lines.length - 1;
    this.last = code.lines[this.lastIndex] ?? "";
  }

  /** The row's nodes show an open code block: remember how much of it. */
  static find(blocks: readonly Block[], nodes: readonly Node[]): CodeTail | null {
    const [code] = blocks;
    if (blocks.length !== 1 || code?.kind !== "code" || code.settled || code.fence === "") return null;
    for (const node of nodes) {
      if (!(node instanceof Element)) continue;
      const element = node.matches("pre > code") ? node : node.querySelector("pre > code");
      if (element) return new CodeTail(code, element);
    }
    return null;
  }

  /** Show what has come since. `false`: it does not simply go on, and must be rendered as a whole. */
  advance(blocks: readonly Block[], adopted: Adopted): boolean {
    const [code] = blocks;
    if (blocks.length !== 1 || code?.kind !== "code" || code.settled || code.info !== this.info) return false;
    const added = this.added(code.lines);
    if (added === null) return false;
    if (added !== "") {
      const taken = adopted.append(this.element, added);
      if (taken === false || (taken === null && !this.appendText(added))) return false;
    }
    this.lastIndex = code.lines.length - 1;
    this.last = code.lines[this.lastIndex] ?? "";
    return true;
  }

  private added(lines: readonly string[]): string | null {
    if (this.lastIndex < 0) return lines.join("\n");
    const line = lines[this.lastIndex];
    if (line === undefined || !line.startsWith(this.last)) return null;
    const more = lines.slice(this.lastIndex + 1).map((text) => `\n${text}`);
    return line.slice(this.last.length) + more.join("");
  }

  private appendText(text: string): boolean {
    const last = this.element.lastChild;
    if (last instanceof Text) last.appendData(text);
    else if (last === null) this.element.append(text);
    else return false;
    return true;
  }
}
