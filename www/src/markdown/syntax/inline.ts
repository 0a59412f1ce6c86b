/** The inline parser: text of a paragraph, heading or cell to HTML. */
import { findBare, renderTokens } from "./autolink";
import type { Inline } from "./block";
import type { Definition } from "./definitions";
import { flank, pairDelimiters } from "./emphasis";
import { formulaHtml, readFormula } from "./formula";
import {
  encodeUrl,
  escapeHtml,
  isEscapable,
  normalizeLabel,
  readDestination,
  readLabel,
  readReference,
  readTitle,
  skipSpace,
} from "./scan";
import { closeTag, openTag } from "./starts";
import { type Bracket, plainText, Token } from "./token";

export interface InlineContext {
  readonly features: { readonly gfm: boolean; readonly math: boolean };
  link(label: string): Definition | undefined;
  hasNote(label: string): boolean;
  /** What becomes of raw HTML. */
  rawHtml(html: string): string;
}

interface Target extends Definition {
  readonly end: number;
}

const ordinary = /[^\n\\`*_~[\]!<&$]+/y;
const autolink = /<([A-Za-z][A-Za-z0-9.+-]{1,31}:[^<>\x20\p{Cc}]*)>/uy;
const mailLink =
  /<([a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*)>/y;
const rawTag = new RegExp(
  `${openTag}|${closeTag}|<!-->|<!--->|<!--[\\s\\S]*?-->|<[?][\\s\\S]*?[?]>|<![A-Za-z][^>]*>|<!\\[CDATA\\[[\\s\\S]*?\\]\\]>`,
  "y",
);

const exec = (pattern: RegExp, text: string, pos: number): RegExpExecArray | null => {
  pattern.lastIndex = pos;
  return pattern.exec(text);
};

const titleAttribute = (title: string): string => (title === "" ? "" : ` title="${escapeHtml(title)}"`);

class InlineParser {
  private pos = 0;
  private tokens: Token[] = [];
  private runs: Token[] = [];
  private brackets: Bracket[] = [];
  /** Lengths of backtick runs that are known to have no partner further on. */
  private lonelyTicks = new Set<number>();
  readonly calls: string[] = [];
  private readonly bare: boolean;

  private readonly text: string;
  private readonly context: InlineContext;

  constructor(text: string, context: InlineContext) {
    this.text = text;
    this.context = context;
    this.bare = context.features.gfm && /www\.|:\/\//i.test(text);
  }

  parse(): string {
    while (this.pos < this.text.length) this.step();
    pairDelimiters(this.runs, 0);
    return renderTokens(this.tokens, this.context.features.gfm);
  }

  private step(): void {
    const char = this.text.charAt(this.pos);
    const step = this.steps[char];
    if (step) step();
    else this.ordinaryText();
  }

  private readonly steps: Readonly<Record<string, () => void>> = {
    "\n": () => this.lineEnding(),
    "\\": () => this.backslash(),
    "`": () => this.codeSpan(),
    "*": () => this.delimiters("*"),
    _: () => this.delimiters("_"),
    "~": () => this.delimiters("~"),
    "[": () => this.openBracket("["),
    "!": () => this.exclamation(),
    "]": () => this.closeBracket(),
    "<": () => this.angle(),
    "&": () => this.reference(),
    $: () => this.dollar(),
  };

  private exclamation(): void {
    if (this.text.charAt(this.pos + 1) === "[") this.openBracket("![");
    else this.literal(1);
  }

  private dollar(): void {
    if (!this.formula()) this.literal(1);
  }

  private put(text: string, html: string | null = null): Token {
    const token = new Token(text, html);
    this.tokens.push(token);
    return token;
  }

  private literal(length: number): void {
    this.put(this.text.slice(this.pos, this.pos + length));
    this.pos += length;
  }

  private ordinaryText(): void {
    exec(ordinary, this.text, this.pos);
    const end = ordinary.lastIndex;
    const bare = this.bare && this.brackets.length === 0 ? findBare(this.text, this.pos, end) : null;
    if (!bare) {
      this.literal(end - this.pos);
      return;
    }
    if (bare.start > this.pos) this.literal(bare.start - this.pos);
    this.put(this.text.slice(bare.start, bare.end), bare.html);
    this.pos = bare.end;
  }

  private lineEnding(): void {
    const last = this.tokens[this.tokens.length - 1];
    const spaces = last?.html === null && last.count === 0 ? / *$/.exec(last.text)?.[0].length : 0;
    if (last && spaces) last.text = last.text.slice(0, -spaces);
    this.put("\n", (spaces ?? 0) >= 2 ? "<br />\n" : "\n");
    this.pos += 1;
    while (this.text.charAt(this.pos) === " ") this.pos += 1;
  }

  private backslash(): void {
    if (this.formula()) return;
    const next = this.text.charAt(this.pos + 1);
    if (next === "\n") {
      this.put("\n", "<br />\n");
      this.pos += 2;
      while (this.text.charAt(this.pos) === " ") this.pos += 1;
    } else if (isEscapable(next)) {
      this.put(next, escapeHtml(next));
      this.pos += 2;
    } else {
      this.literal(1);
    }
  }

  private formula(): boolean {
    const found = this.context.features.math ? readFormula(this.text, this.pos) : null;
    if (!found) return false;
    this.put(found.tex, formulaHtml("span", found.tex, found.display));
    this.pos = found.end;
    return true;
  }

  private codeSpan(): void {
    const length = exec(/`+/y, this.text, this.pos)?.[0].length ?? 1;
    const from = this.pos + length;
    const end = this.lonelyTicks.has(length) ? -1 : this.findTicks(from, length);
    if (end < 0) {
      this.lonelyTicks.add(length);
      this.literal(length);
      return;
    }
    let code = this.text.slice(from, end).replace(/\n/g, " ");
    if (/^ .* $/.test(code) && /[^ ]/.test(code)) code = code.slice(1, -1);
    this.put(code, `<code>${escapeHtml(code)}</code>`);
    this.pos = end + length;
  }

  private findTicks(from: number, length: number): number {
    const ticks = /`+/g;
    ticks.lastIndex = from;
    for (let found = ticks.exec(this.text); found; found = ticks.exec(this.text)) {
      if (found[0].length === length) return found.index;
    }
    return -1;
  }

  private delimiters(char: "*" | "_" | "~"): void {
    let end = this.pos + 1;
    while (this.text.charAt(end) === char) end += 1;
    const count = end - this.pos;
    if (char === "~" && (!this.context.features.gfm || count > 2)) {
      this.literal(count);
      return;
    }
    const token = this.put(char.repeat(count));
    token.count = count;
    flank(token, this.text, this.pos);
    this.runs.push(token);
    this.pos = end;
  }

  private openBracket(opener: "[" | "!["): void {
    const token = this.put(opener);
    this.pos += token.text.length;
    const last = this.brackets[this.brackets.length - 1];
    if (last) last.bracketAfter = true;
    this.brackets.push({
      token,
      start: this.pos,
      image: opener === "![",
      delimiters: this.runs.length,
      active: true,
      bracketAfter: false,
    });
  }

  private closeBracket(): void {
    const bracket = this.brackets.pop();
    if (!bracket) {
      this.literal(1);
      return;
    }
    const target = bracket.active ? (this.inlineTarget() ?? this.referenceTarget(bracket)) : null;
    if (target) {
      this.makeLink(bracket, target);
      return;
    }
    if (this.footnoteCall(bracket)) return;
    this.literal(1);
  }

  /** `(destination "title")` right after the bracket. */
  private inlineTarget(): Target | null {
    if (this.text.charAt(this.pos + 1) !== "(") return null;
    const from = skipSpace(this.text, this.pos + 2, true);
    const destination = readDestination(this.text, from) ?? { url: "", end: from };
    const beforeTitle = skipSpace(this.text, destination.end, true);
    const title = beforeTitle > destination.end ? readTitle(this.text, beforeTitle) : null;
    const end = skipSpace(this.text, title?.end ?? beforeTitle, true);
    if (this.text.charAt(end) !== ")") return null;
    return { url: destination.url, title: title?.title ?? "", end: end + 1 };
  }

  private referenceTarget(bracket: Bracket): Target | null {
    const next = this.text.charAt(this.pos + 1) === "[" ? readLabel(this.text, this.pos + 1) : null;
    const collapsed = this.text.startsWith("[]", this.pos + 1);
    if (!next && bracket.bracketAfter) return null;
    const label = next?.label ?? this.text.slice(bracket.start, this.pos);
    if (label.length > 999) return null;
    const definition = this.context.link(normalizeLabel(label));
    if (!definition) return null;
    return { ...definition, end: next?.end ?? this.pos + (collapsed ? 3 : 1) };
  }

  private makeLink(bracket: Bracket, target: Target): void {
    pairDelimiters(this.runs, bracket.delimiters);
    const index = this.tokens.lastIndexOf(bracket.token);
    const href = escapeHtml(encodeUrl(target.url));
    const title = titleAttribute(target.title);
    this.pos = target.end;
    if (bracket.image) {
      const alt = plainText(this.tokens.slice(index + 1).map(settled));
      this.tokens.length = index;
      this.put(alt, `<img src="${href}" alt="${escapeHtml(alt)}"${title} />`);
      return;
    }
    this.tokens[index] = new Token("", `<a href="${href}"${title}>`);
    this.put("", "</a>");
    for (const before of this.brackets) if (!before.image) before.active = false;
  }

  private footnoteCall(bracket: Bracket): boolean {
    const content = this.text.slice(bracket.start, this.pos);
    if (!this.context.features.gfm || !/^\^[^\s[\]]+$/.test(content)) return false;
    const label = normalizeLabel(content.slice(1));
    if (!this.context.hasNote(label)) return false;
    this.runs.length = bracket.delimiters;
    this.tokens.length = this.tokens.lastIndexOf(bracket.token);
    if (bracket.image) this.put("!");
    this.put("", `\0${this.calls.length}\0`);
    this.calls.push(label);
    this.pos += 1;
    return true;
  }

  private angle(): void {
    const link = exec(autolink, this.text, this.pos);
    const found = link ?? exec(mailLink, this.text, this.pos);
    if (found?.[1] !== undefined) {
      const href = escapeHtml(encodeUrl(link ? found[1] : `mailto:${found[1]}`));
      this.put(found[1], `<a href="${href}">${escapeHtml(found[1])}</a>`);
      this.pos += found[0].length;
      return;
    }
    const tag = exec(rawTag, this.text, this.pos)?.[0];
    if (tag === undefined) {
      this.literal(1);
      return;
    }
    this.put("", this.context.rawHtml(tag));
    this.pos += tag.length;
  }

  private reference(): void {
    const found = readReference(this.text, this.pos);
    if (!found) {
      this.literal(1);
      return;
    }
    this.put(found.value, escapeHtml(found.value));
    this.pos = found.end;
  }
}

/** What is left of a token as text once delimiters have paired. */
const settled = (token: Token): Token =>
  token.count > 0 || token.before !== "" || token.after !== ""
    ? new Token(token.char.repeat(token.html === null ? token.count : 0))
    : token;

export function parseInline(text: string, context: InlineContext): Inline {
  const parser = new InlineParser(text, context);
  return { html: parser.parse(), calls: parser.calls };
}
