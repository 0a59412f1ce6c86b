/** One line of source and a place in it; tabs count as reaching the next multiple of four columns. */
export class Line {
  pos = 0;
  column = 0;
  /** Columns of the tab at `pos` that a block structure has used up already. */
  private tabUsed = 0;
  private nextPos = 0;
  private nextColumn = 0;

  readonly text: string;

  constructor(text: string) {
    this.text = text;
    this.look();
  }

  /** Columns of white space between the place and the next other character. */
  get indent(): number {
    return this.nextColumn - this.column;
  }

  get blank(): boolean {
    return this.nextPos >= this.text.length;
  }

  /** The next character that is not white space, or "" at the end. */
  get char(): string {
    return this.text.charAt(this.nextPos);
  }

  /** What follows the white space. */
  get content(): string {
    return this.text.slice(this.nextPos);
  }

  /** All that is left, a half-used tab as spaces. */
  get rest(): string {
    if (this.tabUsed === 0) return this.text.slice(this.pos);
    return " ".repeat(4 - (this.column % 4)) + this.text.slice(this.pos + 1);
  }

  get atSpace(): boolean {
    const char = this.text.charAt(this.pos);
    return char === " " || char === "\t";
  }

  /** Skip the white space. */
  toContent(): void {
    this.pos = this.nextPos;
    this.column = this.nextColumn;
    this.tabUsed = 0;
    this.look();
  }

  /** Skip characters that are not tabs. */
  skip(characters: number): void {
    this.pos += characters;
    this.column += characters;
    this.look();
  }

  /** Skip columns of white space, a part of a tab if need be. */
  skipColumns(columns: number): void {
    let left = columns;
    while (left > 0 && this.atSpace) {
      const width = this.text.charAt(this.pos) === "\t" ? 4 - (this.column % 4) : 1;
      const step = Math.min(width, left);
      this.column += step;
      left -= step;
      if (step === width) {
        this.pos += 1;
        this.tabUsed = 0;
      } else {
        this.tabUsed += step;
      }
    }
    this.look();
  }

  /** Remember the place, to come back to it by calling the answer. */
  mark(): () => void {
    const { pos, column, tabUsed } = this;
    return () => {
      this.pos = pos;
      this.column = column;
      this.tabUsed = tabUsed;
      this.look();
    };
  }

  private look(): void {
    let pos = this.pos;
    let column = this.column;
    for (; pos < this.text.length; pos += 1) {
      const char = this.text.charCodeAt(pos);
      if (char === 32) column += 1;
      else if (char === 9) column += 4 - (column % 4);
      else break;
    }
    this.nextPos = pos;
    this.nextColumn = column;
  }
}
