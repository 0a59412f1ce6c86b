/** Markdown in an element, as it streams in. */
import { Adopted } from "./adopted";
import type { DecorateContext, Decorator } from "./decorate";
import type { MarkdownLabels } from "./labels";
import { Renderer } from "./render";
import { type Clock, Scheduler } from "./schedule";
import { Source } from "./source";

export interface MarkdownOptions {
  /** What becomes of HTML in the text: cleaned and shown, or shown as it was written. */
  readonly rawHtml: "sanitize" | "escape";
  /** Stands before every id, so that several texts on a page keep apart. */
  readonly idPrefix: string;
  /** Origins beside our own that images may be loaded from; `*` for all. */
  readonly allowedOrigins: readonly string[];
  readonly labels: MarkdownLabels;
  readonly decorators?: readonly Decorator[];
  /** Formulas are found unless this is `false`. */
  readonly math?: boolean;
  /** What tells the time and the frames; the page's own unless a test brings another. */
  readonly clock?: Clock;
  /** After each change of what is shown. */
  onRender?(): void;
}

export class MarkdownView {
  private readonly options: MarkdownOptions;
  private readonly adopted: Adopted;
  private readonly renderer: Renderer;
  private readonly scheduler: Scheduler;
  private source: Source;
  private whole = "";
  private waiting = "";
  private finished = false;

  constructor(root: HTMLElement, options: MarkdownOptions) {
    this.options = options;
    const context: DecorateContext = {
      labels: options.labels,
      allowedOrigins: options.allowedOrigins,
      idPrefix: options.idPrefix,
      root,
      changed: () => options.onRender?.(),
    };
    this.adopted = new Adopted(options.decorators ?? [], context);
    this.renderer = new Renderer(root, options, this.adopted);
    this.scheduler = new Scheduler(() => this.render(), options.clock);
    this.source = this.newSource();
  }

  get text(): string {
    return this.whole;
  }

  /** More text; shown in the next frame. */
  append(text: string): void {
    if (text === "") return;
    if (this.finished) {
      this.restart(this.whole + text);
    } else {
      this.whole += text;
      this.waiting += text;
    }
    this.scheduler.request();
  }

  /** Another text, keeping what is shown where it is the same. */
  replace(text: string): void {
    if (!this.finished && text.startsWith(this.whole)) {
      this.append(text.slice(this.whole.length));
      return;
    }
    this.restart(text);
    this.scheduler.request();
  }

  /** The text is complete: show all of it now. */
  finish(): void {
    if (this.finished) return;
    this.finished = true;
    this.scheduler.flush();
    this.renderer.settle();
  }

  destroy(): void {
    this.scheduler.cancel();
    this.adopted.destroy();
  }

  private newSource(): Source {
    return new Source({
      features: { gfm: true, math: this.options.math ?? true },
      rawHtml: this.options.rawHtml,
      idPrefix: this.options.idPrefix,
      backToReference: this.options.labels.backToReference,
    });
  }

  private restart(text: string): void {
    this.finished = false;
    this.source = this.newSource();
    this.renderer.reopen();
    this.whole = text;
    this.waiting = text;
  }

  private render(): void {
    const text = this.waiting;
    this.waiting = "";
    this.source.append(text);
    if (this.finished) this.source.finish();
    const tree = this.source.tree();
    const changed = this.source.takeChanged(tree);
    this.renderer.render(tree, changed, this.source.noteItems, this.source);
    this.options.onRender?.();
  }
}
