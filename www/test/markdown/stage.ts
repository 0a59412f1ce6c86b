/** Bundled for Chromium: streams texts into views and answers what went wrong. Driven by tests/browser. */
import {
  type Clock,
  defaultMarkdownLabels,
  type MarkdownOptions,
  MarkdownView,
  renderUnsanitized,
} from "../../src/markdown";
import { sanitizeToFragment } from "../../src/markdown/sanitize";
import { chunksOf, documents, randomFrom } from "./documents";

/** Frames come when the test says so. */
class Frames implements Clock {
  private readonly callbacks = new Set<() => void>();

  now(): number {
    return 0;
  }

  soon(callback: () => void): () => void {
    return this.frame(callback);
  }

  frame(callback: () => void): () => void {
    this.callbacks.add(callback);
    return () => this.callbacks.delete(callback);
  }

  timeout(callback: () => void): () => void {
    return this.frame(callback);
  }

  next(): void {
    const due = [...this.callbacks];
    this.callbacks.clear();
    for (const callback of due) callback();
  }
}

/** HTML with the attributes in order, for patching may put a new one last. */
function canonical(root: Element): string {
  const copy = root.cloneNode(true) as Element;
  for (const element of copy.querySelectorAll("*")) {
    if (element.attributes.length < 2) continue;
    const sorted = [...element.attributes].sort((one, other) => (one.name < other.name ? -1 : 1));
    for (const { name } of sorted) element.removeAttribute(name);
    for (const { name, value } of sorted) element.setAttribute(name, value);
  }
  return copy.innerHTML;
}

export class Stage {
  readonly root = document.createElement("div");
  readonly frames = new Frames();
  readonly view: MarkdownView;

  constructor(options: Partial<MarkdownOptions> = {}) {
    this.view = new MarkdownView(this.root, {
      rawHtml: "sanitize",
      idPrefix: "m-",
      allowedOrigins: [],
      labels: defaultMarkdownLabels,
      clock: this.frames,
      ...options,
    });
  }

  show(chunk: string): void {
    this.view.append(chunk);
    this.frames.next();
  }

  finish(): string {
    this.view.finish();
    return canonical(this.root);
  }
}

const whole = (text: string): string => {
  const stage = new Stage();
  stage.view.append(text);
  return stage.finish();
};

const inChunks = (chunks: readonly string[]): string => {
  const stage = new Stage();
  for (const chunk of chunks) stage.show(chunk);
  return stage.finish();
};

interface Failure {
  readonly text: string;
  readonly at: string;
  readonly expected: string;
  readonly shown: string;
}

interface Report {
  readonly checks: number;
  readonly failures: Failure[];
}

const MOST_FAILURES = 3;

/** Every text cut in two at every place. */
export function everySplit(texts: readonly string[]): Report {
  const failures: Failure[] = [];
  let checks = 0;
  for (const text of texts) {
    const expected = whole(text);
    for (let at = 1; at < text.length && failures.length < MOST_FAILURES; at += 1) {
      const shown = inChunks([text.slice(0, at), text.slice(at)]);
      checks += 1;
      if (shown !== expected) failures.push({ text, at: `split at ${at}`, expected, shown });
    }
  }
  return { checks, failures };
}

/** Ten long documents, each in several random chunkings. */
export function longDocuments(seeds: readonly number[], chunkings: number): Report {
  const failures: Failure[] = [];
  let checks = 0;
  for (const seed of seeds) {
    documents(seed).forEach((text, kind) => {
      const expected = whole(text);
      for (let turn = 0; turn < chunkings && failures.length < MOST_FAILURES; turn += 1) {
        const shown = inChunks(chunksOf(text, randomFrom(seed * 1000 + turn)));
        checks += 1;
        if (shown !== expected)
          failures.push({ text, at: `seed ${seed} kind ${kind} turn ${turn}`, expected, shown });
      }
    });
  }
  return { checks, failures };
}

const blocksOf = (root: Element): Element[] =>
  [...root.children].filter((child) => !child.matches(".footnotes"));

/** Elements of complete blocks are the same objects to the end, and without late definitions nothing in them changes. */
export function identity(seeds: readonly number[]): Report {
  const failures: Failure[] = [];
  let checks = 0;
  for (const seed of seeds) {
    documents(seed).forEach((original, kind) => {
      const text = original.replace(/^\[[^\]]*\]:.*$/gm, "");
      const stage = new Stage();
      const seen: Element[] = [];
      const observer = new MutationObserver(() => {});
      observer.observe(stage.root, { subtree: true, childList: true, characterData: true, attributes: true });
      for (const chunk of chunksOf(text, randomFrom(seed))) {
        stage.show(chunk);
        const blocks = blocksOf(stage.root);
        // The last two may be open: what looks like two blocks may be one whose unfinished line looks like another.
        const complete = blocks.slice(0, -2);
        const touched = observer
          .takeRecords()
          .filter(({ target }) => seen.some((block) => block.contains(target)));
        checks += 1;
        const moved = seen.findIndex((block, index) => block !== blocks[index]);
        if (touched.length > 0 || moved >= 0) {
          const at = `seed ${seed} kind ${kind}: ${moved >= 0 ? `block ${moved} was replaced` : "a complete block changed"}`;
          const target = touched[0]?.target;
          failures.push({
            text: chunk,
            at,
            expected: seen[moved]?.outerHTML ?? "",
            shown: String(target?.textContent),
          });
          return;
        }
        seen.splice(0, seen.length, ...complete);
      }
      observer.disconnect();
    });
  }
  return { checks, failures };
}

/** White space between blocks is not kept; all else must be what the string pipeline gives. */
const withoutGaps = (html: string): string => html.replace(/\n(?=<)|(?<=>)\n/g, "");

export function sameAsString(texts: readonly string[]): Report {
  const failures: Failure[] = [];
  for (const text of texts) {
    const holder = document.createElement("div");
    const html = renderUnsanitized(text, { idPrefix: "m-" });
    holder.append(
      sanitizeToFragment(html, { idPrefix: "m-", allowedOrigins: [], labels: defaultMarkdownLabels }),
    );
    for (const section of holder.querySelectorAll("section")) {
      section.removeAttribute("data-footnotes");
      section.setAttribute("role", "group");
      section.setAttribute("aria-label", defaultMarkdownLabels.footnotes);
    }
    const expected = withoutGaps(canonical(holder));
    const shown = withoutGaps(whole(text));
    if (shown !== expected) failures.push({ text, at: "as a string", expected, shown });
  }
  return { checks: texts.length, failures };
}

/** Milliseconds of script for streaming a text in chunks of a size, and how many frames that took. */
export function cost(text: string, size: number, perFrame: number): { milliseconds: number; frames: number } {
  const stage = new Stage();
  document.body.append(stage.root);
  let [milliseconds, frames] = [0, 0];
  for (let at = 0; at < text.length; at += size * perFrame) {
    const began = performance.now();
    for (let chunk = 0; chunk < perFrame; chunk += 1) {
      stage.view.append(text.slice(at + chunk * size, at + (chunk + 1) * size));
    }
    stage.frames.next();
    milliseconds += performance.now() - began;
    frames += 1;
  }
  stage.view.finish();
  stage.root.remove();
  return { milliseconds, frames };
}

Object.assign(globalThis, {
  markdownStage: {
    Stage,
    everySplit,
    longDocuments,
    identity,
    sameAsString,
    cost,
    documents,
    chunksOf,
    randomFrom,
    whole,
  },
});
