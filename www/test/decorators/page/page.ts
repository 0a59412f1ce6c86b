/** What the browser tests drive: texts shown by the real pipeline with all decorators. */
import { standardDecorators } from "../../../src/markdown/decorators/index";
import { defaultMarkdownLabels, MarkdownView } from "../../../src/markdown/index";

const chat = document.querySelector("main") as HTMLElement;
let count = 0;

function open(): { readonly root: HTMLElement; readonly view: MarkdownView } {
  const stream = document.createElement("pywry-markdown-stream");
  const root = document.createElement("div");
  root.className = "pywry-prose";
  stream.append(root);
  chat.append(stream);
  count += 1;
  const view = new MarkdownView(root, {
    rawHtml: "sanitize",
    idPrefix: `text-${count}-`,
    allowedOrigins: [],
    labels: defaultMarkdownLabels,
    decorators: standardDecorators,
  });
  return { root, view };
}

const frame = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => resolve()));

const driver = {
  open,
  frame,
  clear(): void {
    chat.replaceChildren();
  },
  /** Show a text that comes in pieces, each painted before the next. */
  async stream(pieces: readonly string[]): Promise<void> {
    const { view } = open();
    for (const piece of pieces) {
      view.append(piece);
      await frame();
      await frame();
    }
    view.finish();
  },
  /** Show a text at once. */
  show(text: string): void {
    const { view } = open();
    view.append(text);
    view.finish();
  },
};

declare global {
  interface Window {
    driver: typeof driver;
  }
}

window.driver = driver;
