import hljs from "highlight.js";
import { describe, expect, it } from "vitest";
import { highlight, languageNames } from "../../src/markdown/decorators/languages";

const languages = [...new Set(languageNames.values())];

describe("languages", () => {
  it.each(languages)("%s is known by all the names its grammar gives", (name) => {
    const own = hljs.getLanguage(name)?.aliases ?? [];
    expect(own.filter((alias) => languageNames.get(alias) !== name)).toEqual([]);
  });

  it.each([
    ["javascript", "const a = html`<b>1</b>`;"],
    ["html", "<style>b { color: red }</style><script>let a = 1;</script>"],
    ["markdown", "# A\n\n<b>text</b> `code`"],
    ["pycon", ">>> for a in b: pass"],
    ["console", "$ echo $HOME"],
    ["toml", "[a]\nb = 1"],
  ])("colours %s as the whole highlighter does", (language, text) => {
    const { value } = hljs.highlight(text, { language, ignoreIllegals: true });
    expect(highlight(language, text)).toBe(value);
  });

  it("leaves alone what it does not know", () => {
    expect(highlight("klingon", "text")).toBeUndefined();
  });
});
