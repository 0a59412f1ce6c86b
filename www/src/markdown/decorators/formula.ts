/** The math renderer, with its style sheet and fonts from our own files. */
import katex, { type KatexOptions } from "katex";

/**
 * What a stranger's formula may do: no links, images, classes or styles (`trust`), a bounded number of expansions, and
 * no box larger than the text. It is asked for as nodes, so that nothing is parsed as HTML, and the styles it needs
 * are set through the object model, which a Content-Security-Policy lets pass.
 */
const options: KatexOptions = {
  output: "htmlAndMathml",
  trust: false,
  strict: "ignore",
  throwOnError: true,
  maxExpand: 500,
  maxSize: 40,
};

let sheet: Promise<void> | undefined;

/** Resolves when the style sheet is there, or will not come. */
export function styled(): Promise<void> {
  sheet ??= new Promise((resolve) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = new URL("../katex/katex.css", import.meta.url).href;
    link.addEventListener("load", () => resolve());
    link.addEventListener("error", () => resolve());
    document.head.append(link);
  });
  return sheet;
}

/** The formula as nodes, or nothing when the source is none. */
export function formula(source: string, displayMode: boolean): Node | undefined {
  const holder = document.createElement("span");
  try {
    katex.render(source, holder, { ...options, displayMode, macros: {} });
  } catch {
    return undefined;
  }
  return holder.firstChild ?? undefined;
}
