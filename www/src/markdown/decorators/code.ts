/**
 * Code blocks: the language's name, a button that copies, colours, and for some languages a drawing.
 *
 * While a block streams its text is put straight at the end of the `<code>`. The colours follow when the page has
 * time, and only after the block has grown by a fixed share, so that all highlighting of a block together costs a few
 * times what highlighting it once costs, and never more than a tenth of the time. What is shown at the end is the highlighting of the whole.
 */
import type { DecorateContext, Decorator, Live } from "../decorate";
import { copyText } from "./clipboard";
import { icon, iconButton, nameControl } from "./icons";
import { forget, whenIdle } from "./idle";
import { watchOverflow } from "./overflow";
import { showPieces, topPieces } from "./spans";

type Highlight = typeof import("./languages");

/** Ask for new colours when the block has grown by this share, and at least by this many characters. */
const GROWTH = 0.2;
const LEAST = 240;
/** Between two times pass so many times what the last one took. */
const REST = 10;
/** Longer code stays plain: colouring it would hold up the page. */
const LONGEST = 60_000;
/** A text node is not grown beyond this: each addition copies the node's text. */
const NODE = 4096;
const COPIED = 2000;
const NAME = 24;

let highlighter: Highlight | undefined;
let loading: Promise<void> | undefined;

/** Without the chunk (a page that went offline) code stays plain, and the next block asks again. */
function load(): Promise<void> {
  loading ??= import("./languages").then(
    (loaded) => {
      highlighter = loaded;
    },
    () => {
      loading = undefined;
    },
  );
  return loading;
}

/** The only thing in the block, if it is code without markup of its own. */
function codeIn(pre: Element): HTMLElement | undefined {
  const [code, ...more] = pre.childNodes;
  const simple = more.length === 0 && code instanceof HTMLElement && code.localName === "code";
  return simple && code.childElementCount === 0 ? code : undefined;
}

export function languageOf(code: Element): string {
  const name = [...code.classList].find((one) => one.startsWith("language-")) ?? "";
  return name.slice("language-".length).toLowerCase();
}

class CodeBlock implements Live {
  private text: string;
  private language: string;
  private shown: readonly string[] = [];
  private colouredText = "";
  private tail: Text | undefined;
  private settled = false;
  private notBefore = 0;
  private drawing: { destroy(): void } | undefined;
  private copied: ReturnType<typeof setTimeout> | undefined;
  private readonly button: HTMLButtonElement;
  private readonly unwatch: () => void;
  private readonly colour = (): void => this.colourNow();

  constructor(
    private readonly pre: HTMLElement,
    private readonly code: HTMLElement,
    private readonly context: DecorateContext,
  ) {
    this.text = code.textContent;
    this.language = "";
    this.button = iconButton("copy", context.labels.copyCode, "pywry-code-copy");
    this.button.addEventListener("click", () => void this.copy());
    pre.classList.add("pywry-code");
    pre.append(this.button);
    this.unwatch = watchOverflow(code, context.labels.codeRegion);
    this.setLanguage(languageOf(code));
  }

  append(text: string): boolean {
    this.text += text;
    if (this.tail === undefined || this.tail.length > NODE) {
      this.tail = document.createTextNode(text);
      this.code.append(this.tail);
    } else {
      this.tail.appendData(text);
    }
    this.colourSoon();
    return true;
  }

  update(fresh: Element): boolean {
    const code = codeIn(fresh);
    if (code === undefined) return false;
    const text = code.textContent;
    this.setLanguage(languageOf(code));
    if (text === this.text) return true;
    this.undraw();
    if (text.startsWith(this.text)) return this.append(text.slice(this.text.length));
    this.showPlain(text);
    this.colourSoon();
    return true;
  }

  settle(): void {
    this.settled = true;
    this.colourSoon();
    if (this.language === "mermaid" && this.drawing === undefined) this.draw();
  }

  destroy(): void {
    forget(this.colour);
    clearTimeout(this.copied);
    this.undraw();
    this.unwatch();
  }

  private setLanguage(language: string): void {
    if (language === this.language) return;
    this.language = language;
    this.code.className = language === "" ? "" : `language-${language}`;
    this.pre.dataset.language = language.slice(0, NAME);
    this.undraw();
    this.showPlain(this.text);
    if (highlighter === undefined) void load().then(() => this.colourSoon());
    else this.colourSoon();
  }

  private showPlain(text: string): void {
    this.text = text;
    this.shown = [];
    this.colouredText = "";
    this.tail = document.createTextNode(text);
    this.code.replaceChildren(this.tail);
  }

  private colourSoon(): void {
    if (highlighter === undefined || this.text === this.colouredText || this.text.length > LONGEST) return;
    const grown = this.text.length - this.colouredText.length;
    const enough = Math.max(LEAST, GROWTH * this.colouredText.length);
    const due = this.colouredText === "" || (grown >= enough && performance.now() >= this.notBefore);
    if (this.settled || due) whenIdle(this.colour);
  }

  private colourNow(): void {
    const began = performance.now();
    const html = highlighter?.highlight(this.language, this.text);
    if (html === undefined) return;
    const pieces = topPieces(html);
    showPieces(this.code, this.shown, pieces);
    this.shown = pieces;
    this.colouredText = this.text;
    this.tail = undefined;
    const ended = performance.now();
    this.notBefore = ended + REST * (ended - began);
  }

  /** The drawing needs a library of its own, which comes when the first one is to be drawn. */
  private draw(): void {
    let wanted = true;
    this.drawing = {
      destroy: () => {
        wanted = false;
      },
    };
    void import("./diagram").then(
      ({ Diagram }) => {
        if (wanted) this.drawing = new Diagram(this.pre, this.text, this.context);
      },
      () => {
        this.drawing = undefined;
      },
    );
  }

  private undraw(): void {
    this.drawing?.destroy();
    this.drawing = undefined;
  }

  private async copy(): Promise<void> {
    const { copied, copyCode, copyFailed } = this.context.labels;
    const done = await copyText(this.text);
    this.showButton(done ? "done" : "failed", done ? copied : copyFailed);
    clearTimeout(this.copied);
    this.copied = setTimeout(() => this.showButton("copy", copyCode), COPIED);
  }

  private showButton(name: "copy" | "done" | "failed", label: string): void {
    this.button.replaceChildren(icon(name));
    nameControl(this.button, label);
  }
}

export const codeBlocks: Decorator = {
  name: "code",
  selector: "pre",
  adopt(pre, context) {
    const code = codeIn(pre);
    return code === undefined ? undefined : new CodeBlock(pre as HTMLElement, code, context);
  },
};
