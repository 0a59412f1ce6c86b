/**
 * The inside of the frame that diagrams are drawn in (see drawing.ts). The page imports this module for its address
 * alone; in the frame it brings the library and hands a function to the page.
 */
import type { MermaidConfig } from "mermaid";

export const address = import.meta.url;

export const MARK = "data-pywry-drawing";
export const READY = "pywry-drawing-ready";

/** The diagram as SVG. Rejects when the source is no diagram. */
export type Draw = (source: string, dark: boolean) => Promise<string>;

const FONT = "system-ui, sans-serif";

const config: MermaidConfig = {
  startOnLoad: false,
  securityLevel: "strict",
  htmlLabels: false,
  flowchart: { htmlLabels: false, useMaxWidth: true },
  class: { htmlLabels: false },
  state: { useMaxWidth: true },
  maxTextSize: 20_000,
  maxEdges: 400,
  suppressErrorRendering: true,
  logLevel: "fatal",
  fontFamily: FONT,
  secure: [
    "secure",
    "securityLevel",
    "startOnLoad",
    "maxTextSize",
    "maxEdges",
    "suppressErrorRendering",
    "htmlLabels",
    "theme",
    "themeCSS",
    "themeVariables",
    "fontFamily",
    "altFontFamily",
    "dompurifyConfig",
    "logLevel",
  ],
};

async function serve(frame: Element): Promise<void> {
  const { default: mermaid } = await import("mermaid");
  let count = 0;
  const draw: Draw = async (source, dark) => {
    mermaid.initialize({ ...config, theme: dark ? "dark" : "default", darkMode: dark });
    count += 1;
    try {
      return (await mermaid.render(`drawing-${count}`, source)).svg;
    } finally {
      document.body.replaceChildren();
    }
  };
  frame.dispatchEvent(new CustomEvent(READY, { detail: draw }));
}

const frame = window.frameElement;
if (frame?.hasAttribute(MARK)) void serve(frame);
