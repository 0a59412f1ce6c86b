import { describe, expect, it } from "vitest";
import { headingOf, kindOf, numbersOf, onlySuggestion } from "../../src/markdown/decorators/suggestion_lists";

const ONE = '<span class="pywry-suggestion">a</span>';

function list(html: string): Element {
  const holder = document.createElement("div");
  holder.innerHTML = html;
  return holder.firstElementChild as Element;
}

const item = (html: string): Element => list(`<ul><li>${html}</li></ul>`).children[0] as Element;

describe("onlySuggestion", () => {
  it.each([ONE, `\n ${ONE} <!-- x -->\n`, `<p>${ONE}</p>`, `\n<p> ${ONE}</p>\n`])(
    "finds it in %j",
    (html) => {
      expect(onlySuggestion(item(html))?.className).toBe("pywry-suggestion");
    },
  );

  it.each([
    "",
    "text",
    `${ONE}.`,
    `${ONE}${ONE}`,
    `<p>${ONE}</p><p>x</p>`,
    `<b>${ONE}</b>`,
    `${ONE}<ul></ul>`,
  ])("finds none in %j", (html) => {
    expect(onlySuggestion(item(html))).toBeUndefined();
  });
});

describe("kindOf", () => {
  const li = (html: string): string => `<li>${html}</li>`;

  it.each([
    [li(ONE), "held", "cards"],
    [li(ONE) + li(ONE), "held", "cards"],
    [li(ONE) + li(""), "held", "list"],
    [li(ONE) + li("&lt;sp"), "held", "list"],
    [li(ONE) + li("text") + li(ONE), "list", "list"],
    [li("text") + li(ONE), "list", "list"],
    [li(""), "list", "list"],
    ["", "list", "list"],
  ])("judges %j", (html, begun, complete) => {
    expect(kindOf(list(`<ul>${html}</ul>`), false)).toBe(begun);
    expect(kindOf(list(`<ul>${html}</ul>`), true)).toBe(complete);
  });

  it("never goes back: what is a list while it grows is one in the end", () => {
    const items = [ONE, ONE, "text", ONE].map(li);
    const kinds = items.map((_, end) => kindOf(list(`<ul>${items.slice(0, end + 1).join("")}</ul>`), false));
    expect(kinds).toEqual(["held", "held", "held", "list"]);
  });
});

describe("numbers and headings", () => {
  it.each([
    ["<ol><li>a<li>b</ol>", [1, 2]],
    ['<ol start="4"><li>a<li>b</ol>', [4, 5]],
    ["<ol reversed><li>a<li>b</ol>", [2, 1]],
    ['<ol><li>a<li value="7">b<li>c</ol>', [1, 7, 8]],
    ['<ol start="x"><li>a</ol>', [1]],
  ])("counts %s", (html, numbers) => {
    expect(numbersOf(list(html))).toEqual(numbers);
  });

  it("puts the number before the title", () => {
    const card = item('<span title=" T ">x</span>').children[0] as Element;
    expect(headingOf(card, undefined)).toBe("T");
    expect(headingOf(card, 3)).toBe("3. T");
    card.removeAttribute("title");
    expect(headingOf(card, 3)).toBe("3.");
    expect(headingOf(card, undefined)).toBe("");
  });
});
