/** Pieces of inline content while they are being put together. */
import { escapeHtml } from "./scan";

/** Text, finished HTML, or a run of delimiters that may yet become emphasis. */
export class Token {
  /** Tags that a delimiter run closes and opens, around what is left of the run as text. */
  before = "";
  after = "";
  count = 0;
  canOpen = false;
  canClose = false;

  /** The source, where the token is text; what stands for it in an image's description, where it is not. */
  text: string;
  html: string | null;

  constructor(text: string, html: string | null = null) {
    this.text = text;
    this.html = html;
  }

  get plain(): boolean {
    return this.html === null && this.before === "" && this.after === "";
  }

  get char(): string {
    return this.text.charAt(0);
  }

  render(): string {
    return this.before + (this.html ?? escapeHtml(this.text)) + this.after;
  }
}

/** A `[` or `![` that waits for its `]`. */
export interface Bracket {
  readonly token: Token;
  /** Where its content begins in the source. */
  readonly start: number;
  readonly image: boolean;
  /** How many delimiter runs stood before it. */
  readonly delimiters: number;
  /** Links hold no links: a `[` before one that became a link is text. */
  active: boolean;
  /** Another bracket opened inside it. */
  bracketAfter: boolean;
}

export const plainText = (tokens: readonly Token[]): string => tokens.map((token) => token.text).join("");
