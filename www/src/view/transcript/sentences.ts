/**
 * From markdown that is still being written to sentences that can be spoken, each once and none too early.
 *
 * Works on the source and not on the page: a listener must not wait for a block to settle, and must not hear marks.
 * Each character is looked at a fixed number of times, so a long answer costs no more a character than a short one.
 */
import { spoken } from "./spoken";

/** Marks that may stand between the end of a sentence and the space after it. */
const CLOSERS = /["'”’»)\]*_~`]/;
const ENDS = /[\p{STerm}…]/u;
/** Ends that need no space after them. */
const WIDE_ENDS = /[。！？｡]/;
const ABBREVIATION =
  /(?:^|[\s(])(?:\p{L}|e\.g|i\.e|a\.m|p\.m|vs|etc|cf|ca|approx|no|fig|eq|dr|mr|mrs|ms|prof|st|jr|sr|z\.B|d\.h|bzw|usw|vgl|Nr|p\.ex)$/iu;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const MARKER = /^[ \t]*(?:(?:>[ \t]?)+[ \t]*)?(?:(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?)?/;
const HEADING = /^#{1,6}[ \t]+/;
/** Lines that say nothing: rules, underlines of headings, the line under a table's head. */
const SILENT = /^[ \t]*(?:(?:[-*_=][ \t]*){3,}|=+|-+|\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-*:?[ \t]*)*)$/;

export class SentenceStream {
  /** The line that is not understood yet. */
  private line = "";
  /** The part of the current block that is not spoken yet, without the marks of its lines. */
  private text = "";
  /** How far `text` was looked through, and what was open there. */
  private readonly scan = { at: 0, code: 0, brackets: 0, target: false };
  /** The line's beginning is understood, and the rest of it goes to `text` as it comes. */
  private inLine = false;
  private fence: string | null = null;
  /** A mark was seen that ends a sentence if the right thing follows. */
  private waiting = false;
  private readonly out: string[] = [];
  private readonly codeBlock: string;

  /** `codeBlock` is what is said in the place of a block of code; nothing if empty. */
  constructor(codeBlock = "") {
    this.codeBlock = codeBlock;
  }

  /** Takes more text; answers with the sentences that are whole by it. */
  push(delta: string): string[] {
    let rest = delta;
    for (let at = rest.indexOf("\n"); at >= 0; at = rest.indexOf("\n")) {
      this.add(rest.slice(0, at));
      this.endLine();
      rest = rest.slice(at + 1);
    }
    this.add(rest);
    if (!this.inLine && this.fence === null && isPlainLine(this.line)) this.openLine();
    // To look into a text that grows costs its whole length: only where something new can have ended.
    if (this.waiting || ENDS.test(delta)) this.drain();
    return this.out.splice(0);
  }

  /** No more comes; answers with what is left. */
  end(): string[] {
    if (this.line !== "" || this.inLine) this.endLine();
    this.endBlock();
    return this.out.splice(0);
  }

  private add(text: string): void {
    if (this.inLine) this.text += text;
    else this.line += text;
  }

  private endLine(): void {
    if (this.inLine) {
      this.inLine = false;
      this.text += " ";
      return;
    }
    const line = this.line;
    this.line = "";
    if (this.endsFence(line)) return;
    const fence = FENCE.exec(line.replace(MARKER, ""));
    if (fence?.[1]) {
      this.endBlock();
      this.fence = fence[1];
      this.say(this.codeBlock);
    } else if (line.trim() === "" || SILENT.test(line)) {
      this.endBlock();
    } else if (line.trimStart().startsWith("|")) {
      this.endBlock();
      this.say(cells(line));
    } else {
      this.beginLine(line);
      if (HEADING.test(line.replace(MARKER, ""))) this.endBlock();
      else this.text += " ";
    }
  }

  /** True if the line is code, or what ends the code. */
  private endsFence(line: string): boolean {
    if (this.fence === null) return false;
    const closing = FENCE.exec(line.replace(MARKER, ""))?.[1];
    if (closing?.startsWith(this.fence)) this.fence = null;
    return true;
  }

  private openLine(): void {
    const line = this.line;
    this.line = "";
    this.inLine = true;
    this.beginLine(line);
  }

  private beginLine(line: string): void {
    const marker = MARKER.exec(line)?.[0] ?? "";
    const rest = line.slice(marker.length);
    const listed = marker.replace(/[\s>]/g, "") !== "";
    if (listed || HEADING.test(rest)) this.endBlock();
    this.text += HEADING.test(rest) ? rest.replace(HEADING, "").replace(/[ \t]#+[ \t]*$/, "") : rest;
  }

  private endBlock(): void {
    this.drain();
    this.say(spoken(this.text));
    this.reset("");
  }

  private reset(text: string): void {
    this.text = text;
    Object.assign(this.scan, { at: 0, code: 0, brackets: 0, target: false });
  }

  private say(text: string): void {
    if (/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(text)) this.out.push(text);
  }

  /** Speaks every sentence of `text` that is certainly whole. */
  private drain(): void {
    for (let end = this.nextEnd(); end >= 0; end = this.nextEnd()) {
      this.say(spoken(this.text.slice(0, end)));
      this.reset(this.text.slice(end).trimStart());
    }
  }

  /** Where the first sentence ends, or -1 if that is not known yet. Goes on where it stopped the last time. */
  private nextEnd(): number {
    const { text, scan } = this;
    this.waiting = false;
    while (scan.at < text.length) {
      const char = text.charAt(scan.at);
      if (ENDS.test(char) && scan.code === 0 && scan.brackets === 0 && !scan.target) {
        const end = sentenceEnd(text, scan.at);
        this.waiting = end === "unknown";
        if (end === "unknown") return -1;
        if (end !== null) return end;
      }
      if (!this.step(char)) return -1;
    }
    return -1;
  }

  /** Passes one character, or one run of backticks. False if what follows must be seen first. */
  private step(char: string): boolean {
    const { text, scan } = this;
    if (char === "`") return this.stepCode();
    if (scan.code === 0) {
      if (char === "\\") scan.at += 1;
      else if (char === "[") scan.brackets += 1;
      else if (char === "]") scan.brackets = Math.max(0, scan.brackets - 1);
      else if (char === "(" && text.charAt(scan.at - 1) === "]") scan.target = true;
      else if (char === ")") scan.target = false;
    }
    scan.at += 1;
    return true;
  }

  private stepCode(): boolean {
    const { text, scan } = this;
    let end = scan.at;
    while (text.charAt(end) === "`") end += 1;
    if (end === text.length) return false;
    const run = end - scan.at;
    if (scan.code === 0) scan.code = run;
    else if (scan.code === run) scan.code = 0;
    scan.at = end;
    return true;
  }
}

/** All sentences of a text that is whole. */
export function sentences(markdown: string, codeBlock = ""): string[] {
  const stream = new SentenceStream(codeBlock);
  return [...stream.push(markdown), ...stream.end()];
}

/** The rest of an unfinished line may be spoken as it comes: it is surely no fence, table, rule or underline. */
function isPlainLine(line: string): boolean {
  const rest = line.replace(MARKER, "");
  if (HEADING.test(rest)) return false;
  return rest.length >= 8 && !/^[ \t]*(?:`{3}|~{3}|\||\$\$|[-*_=\s:|]+$)/.test(rest);
}

function cells(row: string): string {
  return row
    .split(/(?<!\\)\|/)
    .map((cell) => spoken(cell))
    .filter((cell) => cell !== "")
    .join(", ");
}

/** The end of the sentence whose last mark stands at `at`; null if it is none. */
function sentenceEnd(text: string, at: number): number | "unknown" | null {
  let end = at;
  while (end < text.length && ENDS.test(text.charAt(end))) end += 1;
  const marks = text.slice(at, end);
  while (end < text.length && CLOSERS.test(text.charAt(end))) end += 1;
  if (end === text.length) return "unknown";
  if (WIDE_ENDS.test(marks)) return end;
  const after = /^(\s+)(\S?)/.exec(text.slice(end, end + 32));
  if (after === null) return null;
  if (after[2] === "") return "unknown";
  if (/\p{Ll}/u.test(after[2] ?? "")) return null;
  if (marks !== ".") return end;
  const before = text.slice(Math.max(0, at - 12), at);
  return ABBREVIATION.test(before) || /^\s*\d{1,3}$/.test(before) ? null : end;
}
