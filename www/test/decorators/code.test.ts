import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { DecorateContext, Live } from "../../src/markdown/decorate";
import { codeBlocks } from "../../src/markdown/decorators/code";
import { highlight } from "../../src/markdown/decorators/languages";
import { defaultMarkdownLabels as labels } from "../../src/markdown/labels";

const context: DecorateContext = {
  labels,
  allowedOrigins: [],
  idPrefix: "",
  root: document.createElement("div"),
  changed: () => undefined,
};

const PYTHON = "import os\n\n\ndef f(x):\n    return x  # remark\n";

function block(text: string, language: string): HTMLElement {
  const pre = document.createElement("pre");
  const code = document.createElement("code");
  if (language !== "") code.className = `language-${language}`;
  code.textContent = text;
  pre.append(code);
  return pre;
}

function adopt(pre: HTMLElement): Live {
  document.body.append(pre);
  return codeBlocks.adopt?.(pre, context) as Live;
}

const codeOf = (pre: Element): HTMLElement => pre.querySelector("code") as HTMLElement;

const coloured = (text: string): string => {
  const code = document.createElement("code");
  code.innerHTML = highlight("python", text) ?? "";
  return code.innerHTML;
};

/** How often the highlighter ran, and how much it read. */
const read: number[] = [];

vi.mock("../../src/markdown/decorators/languages", async (original) => {
  const real = await original<typeof import("../../src/markdown/decorators/languages")>();
  const counted: typeof real.highlight = (language, text) => {
    read.push(text.length);
    return real.highlight(language, text);
  };
  return { ...real, highlight: counted };
});

describe("a code block", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    read.length = 0;
  });

  afterEach(() => {
    vi.useRealTimers();
    document.body.replaceChildren();
  });

  it("shows at the end the highlighting of the whole, and its text at every moment", async () => {
    const pre = block("", "python");
    const live = adopt(pre);
    for (let at = 0; at < PYTHON.length; at += 3) {
      live.append?.(PYTHON.slice(at, at + 3));
      expect(codeOf(pre).textContent).toBe(PYTHON.slice(0, at + 3));
      await vi.advanceTimersByTimeAsync(20);
    }
    live.settle();
    await vi.advanceTimersByTimeAsync(1000);
    expect(codeOf(pre).innerHTML).toBe(coloured(PYTHON));
  });

  it("costs a few times what highlighting it once costs", async () => {
    const live = adopt(block("", "python"));
    await vi.advanceTimersByTimeAsync(100);
    const text = PYTHON.repeat(400);
    for (let at = 0; at < text.length; at += 40) {
      live.append?.(text.slice(at, at + 40));
      await vi.advanceTimersByTimeAsync(20);
    }
    live.settle();
    await vi.advanceTimersByTimeAsync(1000);
    const total = read.reduce((sum, length) => sum + length, 0);
    expect(total / text.length).toBeLessThan(8);
  });

  it("takes a newer version, whatever changed", async () => {
    const pre = block("a = 1\n", "pyth");
    const live = adopt(pre);
    expect(live.update(block("a = 1\nb", "python"))).toBe(true);
    live.settle();
    await vi.advanceTimersByTimeAsync(1000);
    expect(codeOf(pre).innerHTML).toBe(coloured("a = 1\nb"));
    expect(live.update(block("other\n", "klingon"))).toBe(true);
    await vi.advanceTimersByTimeAsync(1000);
    expect(codeOf(pre).innerHTML).toBe("other\n");
    expect(pre.dataset.language).toBe("klingon");
    expect(live.update(document.createElement("pre"))).toBe(false);
  });

  it("has no text of its own", () => {
    const pre = block("x\n", "python");
    adopt(pre);
    expect(pre.textContent).toBe("x\n");
    expect(pre.querySelector("button")?.getAttribute("aria-label")).toBe(labels.copyCode);
  });

  it("leaves code with markup of its own", () => {
    const pre = document.createElement("pre");
    pre.innerHTML = "<code>a <b>b</b></code>";
    expect(codeBlocks.adopt?.(pre, context)).toBeUndefined();
  });

  it("copies, and says whether it could", async () => {
    const writeText = vi.fn(() => Promise.resolve());
    vi.stubGlobal("navigator", { clipboard: { writeText } });
    const pre = block("x\n", "python");
    adopt(pre).append?.("y\n");
    const button = pre.querySelector("button") as HTMLButtonElement;
    button.click();
    await vi.advanceTimersByTimeAsync(1);
    expect(writeText).toHaveBeenCalledWith("x\ny\n");
    expect(button.getAttribute("aria-label")).toBe(labels.copied);
    await vi.advanceTimersByTimeAsync(3000);
    expect(button.getAttribute("aria-label")).toBe(labels.copyCode);
    writeText.mockRejectedValue(new Error("denied"));
    button.click();
    await vi.advanceTimersByTimeAsync(1);
    expect(button.getAttribute("aria-label")).toBe(labels.copyFailed);
    vi.unstubAllGlobals();
  });
});
