/** What the browser tests drive: texts shown by the real pipeline with all decorators. */
import { standardDecorators } from "../../../src/markdown/decorators/index";
import { defaultMarkdownLabels, MarkdownView } from "../../../src/markdown/index";
import { inspect, touch } from "./inspect";

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

/** The text whole, and cut in two at each of the places; each half is rendered before anything is looked at. */
async function attack(text: string, cuts: readonly number[]): Promise<string[]> {
  chat.replaceChildren();
  const halves = [text.length, ...cuts].map((at) => ({
    ...open(),
    rest: text.slice(at),
    first: text.slice(0, at),
  }));
  for (const { view, first } of halves) view.append(first);
  await frame();
  await frame();
  for (const { view, rest } of halves) {
    view.append(rest);
    view.finish();
  }
  await frame();
  const found = halves.flatMap(({ root }) => inspect(root));
  const [whole] = halves;
  if (whole) touch(whole.root);
  for (const dialog of document.querySelectorAll("dialog")) dialog.close();
  return found;
}

/** Links that stay on this host are followed without a question; here the page must stay. */
document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (link !== null && link.origin === location.origin && link.closest("main")) event.preventDefault();
});

/** What is there once the libraries that the texts ask for have done their work. */
function look(): string[] {
  return [...chat.querySelectorAll(".pywry-prose")].flatMap(inspect);
}

declare global {
  interface Window {
    driver: typeof driver & { attack: typeof attack; look: typeof look };
  }
}

window.driver = { ...driver, attack, look };
