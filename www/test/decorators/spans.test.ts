import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { highlight } from "../../src/markdown/decorators/languages";
import { showPieces, spansOf, topPieces } from "../../src/markdown/decorators/spans";

const PYTHON = 'def f(x: int) -> str:\n    return f"{x} <b>&amp;</b>"  # "quoted"\n';

function parsed(html: string): HTMLElement {
  const code = document.createElement("code");
  code.innerHTML = html;
  return code;
}

function built(html: string): HTMLElement {
  const code = document.createElement("code");
  code.append(spansOf(html));
  return code;
}

describe("spansOf", () => {
  it("builds what a parser of HTML would", () => {
    const html = highlight("python", PYTHON) ?? "";
    expect(html).toContain("hljs-keyword");
    expect(built(html).innerHTML).toBe(parsed(html).innerHTML);
    expect(built(html).textContent).toBe(PYTHON);
  });

  it.each(["python", "xml", "json", "bash", "markdown", "typescript", "latex", "diff"])(
    "gives back any text in %s",
    (language) => {
      fc.assert(
        fc.property(fc.string({ unit: "grapheme", maxLength: 80 }), (text) => {
          expect(built(highlight(language, text) ?? "").textContent).toBe(text);
        }),
        { numRuns: 60 },
      );
    },
  );

  it("takes all other markup for text", () => {
    const code = built('<img src=x onerror=1><span onclick="x">a</span><span class="b">c</span>');
    expect(code.querySelectorAll("*")).toHaveLength(1);
    expect(code.querySelector("img")).toBeNull();
  });
});

describe("showPieces", () => {
  it("keeps the nodes of the pieces that stay", () => {
    const code = document.createElement("code");
    const before = topPieces(highlight("python", "import os\nx = 1\n") ?? "");
    showPieces(code, [], before);
    const kept = [...code.childNodes].slice(0, 2);
    code.append("y = 'a'\n");
    const after = topPieces(highlight("python", "import os\nx = 1\ny = 'a'\n") ?? "");
    showPieces(code, before, after);
    expect([...code.childNodes].slice(0, 2)).toEqual(kept);
    expect(code.childNodes[0]).toBe(kept[0]);
    expect(code.innerHTML).toBe(parsed(after.join("")).innerHTML);
  });

  it("ends as the highlighting of the whole, however the text grew", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(PYTHON.length), { maxLength: 6 }), (cuts) => {
        const code = document.createElement("code");
        let shown: string[] = [];
        for (const end of [...cuts.sort((a, b) => a - b), PYTHON.length]) {
          const pieces = topPieces(highlight("python", PYTHON.slice(0, end)) ?? "");
          showPieces(code, shown, pieces);
          shown = pieces;
        }
        expect(code.innerHTML).toBe(parsed(highlight("python", PYTHON) ?? "").innerHTML);
      }),
    );
  });
});

describe("highlight", () => {
  it("knows languages by their other names", () => {
    for (const name of ["py", "js", "ts", "sh", "yml", "html", "c++", "c#", "rs", "rb", "docker", "jsonl"]) {
      expect(highlight(name, "x")).toBeDefined();
    }
  });

  it("leaves what it does not know", () => {
    expect(highlight("klingon", "x")).toBeUndefined();
    expect(highlight("", "x")).toBeUndefined();
    expect(highlight("constructor", "x")).toBeUndefined();
  });
});
