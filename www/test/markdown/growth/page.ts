/** The engine alone, with all decorators: streams a text at a given pace, for the benchmark to see what that costs. */
import { defaultMarkdownLabels, MarkdownView } from "../../../src/markdown";
import { standardDecorators } from "../../../src/markdown/decorators";
import type { Clock } from "../../../src/markdown/schedule";

/** Frames come when the benchmark says so: nothing is joined because the page had no time. */
class Frames implements Clock {
  private callback: (() => void) | null = null;

  now(): number {
    return 0;
  }

  soon(callback: () => void): () => void {
    return this.frame(callback);
  }

  frame(callback: () => void): () => void {
    this.callback = callback;
    return () => {
      this.callback = null;
    };
  }

  timeout(callback: () => void): () => void {
    return this.frame(callback);
  }

  next(): void {
    const callback = this.callback;
    this.callback = null;
    callback?.();
  }
}

let count = 0;

/** Show a text, so many characters a frame. Answers what a reader sees of it. */
export function streamFrames(text: string, size: number): string {
  const root = document.createElement("div");
  root.className = "pywry-prose";
  document.body.append(root);
  const clock = new Frames();
  count += 1;
  const view = new MarkdownView(root, {
    rawHtml: "sanitize",
    idPrefix: `growth-${count}-`,
    allowedOrigins: [],
    labels: defaultMarkdownLabels,
    decorators: standardDecorators,
    clock,
  });
  for (let at = 0; at < text.length; at += size) {
    view.append(text.slice(at, at + size));
    clock.next();
  }
  view.finish();
  const seen = root.textContent;
  view.destroy();
  root.remove();
  return seen;
}

const idle = (): Promise<void> => new Promise((resolve) => requestIdleCallback(() => resolve()));

Object.assign(globalThis, { streamFrames, idle });
