"""What makes rendered markdown more than HTML, each thing once in a browser, under a strict policy."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Request, Route, expect

EVIL = "https://evil.example"
COMPLAINTS = {"error", "warning"}

CONTRAST = """() => {
  const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const rgb = (colour) => {
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = (colour) => {
    const linear = (c) => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    const [r, g, b] = rgb(colour).map((c) => linear(c / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = light(getComputedStyle(document.querySelector("main pre")).backgroundColor);
  return [...document.querySelectorAll("main pre [class*=hljs-]")].map((span) => {
    const text = light(getComputedStyle(span).color);
    return [span.className, (Math.max(text, ground) + 0.05) / (Math.min(text, ground) + 0.05)];
  });
}"""

CODE = '''```python
import os


class A(B):
    """Text."""

    @property
    def f(self, x: int = 1) -> str:
        return f"{x} is {None}"  # remark
```

```diff
- a
+ b
```

```html
<a href="x">&amp;</a>
```
'''


@pytest.fixture
def page(browser: Browser, markdown_url: str) -> Iterator[Page]:
    """Open the page under a strict policy; no complaint of the browser's is accepted."""
    context = browser.new_context(viewport={"width": 900, "height": 700}, base_url=markdown_url)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type in COMPLAINTS else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto("/strict/index.html")
    page.wait_for_function("window.driver")
    yield page
    context.close()
    # The library for diagrams sets styles in its own frame that the policy refuses; its drawings do without.
    assert [text for text in complaints if "inline style" not in text] == []


def show(page: Page, text: str) -> None:
    page.evaluate("(text) => driver.show(text)", text)


def stream(page: Page, text: str, size: int = 5) -> None:
    pieces = [text[at : at + size] for at in range(0, len(text), size)]
    page.evaluate("(pieces) => driver.stream(pieces)", pieces)


def chunks(page: Page) -> list[str]:
    names = "performance.getEntriesByType('resource').map((one) => one.name.split('/').pop())"
    return [name for name in page.evaluate(names) if name.endswith(".js")]


def loaded(page: Page, part: str) -> bool:
    return any(name.startswith(f"{part}-") for name in chunks(page))


# --- code ------------------------------------------------------------------------------------------------------


def test_nothing_is_loaded_before_it_is_needed(page: Page) -> None:
    show(page, "# A\n\ntext with `code` and $5\n\n    indented\n")
    assert chunks(page) == [name for name in chunks(page) if name.startswith(("page", "chunk"))]


def test_code_is_coloured_and_stays_what_it_was(page: Page) -> None:
    stream(page, CODE)
    expect(page.locator("pre").first.locator(".hljs-keyword").first).to_be_visible()
    expect(page.locator("pre").last.locator(".hljs-name").first).to_be_visible()
    assert page.locator("pre").first.inner_text() == CODE.split("```")[1].removeprefix("python\n")
    for theme in ("light", "dark"):
        page.evaluate("(theme) => { document.documentElement.dataset.bsTheme = theme }", theme)
        ratios: list[tuple[str, float]] = page.evaluate(CONTRAST)
        assert len(ratios) > 12
        assert [one for one in ratios if one[1] < 4.5] == []


def test_copying_code(page: Page) -> None:
    show(page, "```python\nx = 1\n```\n")
    page.get_by_role("button", name="Copy code").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "x = 1\n"


def test_copying_code_without_the_clipboard_api(page: Page) -> None:
    show(page, "```\nold\n```\n")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('denied')) }")
    page.get_by_role("button", name="Copy code").click()
    expect(page.get_by_role("button", name="Copied")).to_be_focused()
    assert page.evaluate("navigator.clipboard.readText()") == "old\n"


def test_long_lines_scroll_by_keyboard(page: Page) -> None:
    show(page, f"```\n{'long ' * 100}\n```\n\n```\nshort\n```\n")
    expect(page.get_by_role("group", name="Code")).to_have_count(1)
    expect(page.get_by_role("group", name="Code")).to_have_attribute("tabindex", "0")


# --- formulas --------------------------------------------------------------------------------------------------


def test_formulas(page: Page) -> None:
    stream(page, "A $x^2$ and\n\n$$\n\\frac{a}{b}\n$$\n\nand $\\nonsense{$ too, $x^2$.\n")
    expect(page.locator(".pywry-math .katex")).to_have_count(3)
    expect(page.locator(".pywry-math math")).to_have_count(3)
    expect(page.locator(".pywry-math-failed")).to_have_text("\\nonsense{")
    expect(page.locator(".pywry-math-failed")).to_have_attribute("title", "This formula could not be set")
    assert page.evaluate("document.fonts.check('1em KaTeX_Main')")


def test_a_formula_is_kept_while_the_text_goes_on(page: Page) -> None:
    page.evaluate("() => { window.text = driver.open(); text.view.append('A $x^2$ b') }")
    expect(page.locator(".katex")).to_have_count(1)
    page.evaluate("() => { document.querySelector('.katex').dataset.kept = 'yes'; text.view.append(' c $y$ d') }")
    expect(page.locator(".katex")).to_have_count(2)
    expect(page.locator(".katex").first).to_have_attribute("data-kept", "yes")


# --- diagrams --------------------------------------------------------------------------------------------------

DIAGRAM = "```mermaid\nflowchart LR\n  A[Start] --> B[End]\n```\n"


def test_a_diagram_is_drawn_when_it_is_complete(page: Page) -> None:
    page.evaluate("(piece) => { window.text = driver.open(); text.view.append(piece) }", DIAGRAM[:-4])
    expect(page.locator("pre code")).to_contain_text("A[Start]")
    assert not loaded(page, "diagram")
    page.evaluate("() => { text.view.append('```\\n'); text.view.finish() }")
    drawing = page.get_by_role("img", name="Diagram")
    expect(drawing.locator("svg").get_by_text("Start")).to_be_visible(timeout=20_000)
    expect(page.locator("pre code")).to_be_hidden()
    page.get_by_role("button", name="Show source").click()
    expect(page.locator("pre code")).to_be_visible()
    expect(drawing).to_be_hidden()
    page.get_by_role("button", name="Show diagram").click()
    expect(drawing).to_be_visible()


def test_a_diagram_follows_the_theme_and_the_width(page: Page) -> None:
    wide = "```mermaid\nflowchart LR\n" + "".join(f"A{i}[Number {i}] --> A{i + 1}\n" for i in range(9)) + "```\n"
    show(page, wide)
    rect = page.locator(".pywry-diagram svg .node rect, .pywry-diagram svg .node path").first
    fill = "(shape) => getComputedStyle(shape).fill"
    expect(rect).to_be_visible(timeout=20_000)
    light = rect.evaluate(fill)
    page.evaluate("() => { document.documentElement.dataset.bsTheme = 'dark' }")
    expect(rect).not_to_have_css("fill", light)
    page.set_viewport_size({"width": 320, "height": 600})
    box = page.locator(".pywry-diagram svg").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320


def test_what_is_no_diagram_stays_code(page: Page) -> None:
    show(page, "```mermaid\nnonsense\n```\n\n" + DIAGRAM)
    expect(page.locator(".pywry-diagram-failed")).to_have_attribute(
        "data-note", "This diagram could not be drawn", timeout=20_000
    )
    expect(page.locator(".pywry-diagram-failed code")).to_be_visible()
    expect(page.locator(".pywry-diagram svg")).to_be_visible(timeout=20_000)


# --- links -----------------------------------------------------------------------------------------------------


def test_a_link_to_another_host_asks(page: Page) -> None:
    show(page, f"[somewhere]({EVIL}/x?y) and [IDN](https://ex\u0430mple.com)")
    link = page.get_by_role("link", name="somewhere")
    link.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Open the link to evil.example?")
    expect(dialog).to_be_visible()
    expect(dialog).to_contain_text(f"{EVIL}/x?y")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(link).to_be_focused()
    link.click(button="middle")
    dialog.get_by_role("button", name="Cancel").click()
    page.get_by_role("link", name="IDN").click(modifiers=["Control"])
    expect(page.locator(".pywry-link-host")).to_have_text("xn--exmple-4nf.com")
    assert len(page.context.pages) == 1


def test_a_link_opens_when_the_reader_says_so(page: Page) -> None:
    page.context.route(f"{EVIL}/**", lambda route: route.fulfill(body="there"))
    show(page, f"[somewhere]({EVIL}/x)")
    expect(page.get_by_role("link", name="somewhere")).to_have_attribute("rel", "noopener noreferrer nofollow")
    page.get_by_role("link", name="somewhere").click()
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Open").click()
    expect(opened.value).to_have_url(f"{EVIL}/x")
    assert opened.value.evaluate("[window.opener, document.referrer]") == [None, ""]
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_footnotes_are_reached_within_the_text(page: Page) -> None:
    show(page, "a[^1]\n\n" + "text\n\n" * 60 + "[^1]: note")
    page.get_by_role("link", name="1", exact=True).click()
    expect(page.get_by_text("note")).to_be_in_viewport()
    assert "#" not in page.url
    page.get_by_role("link", name=re.compile("Back")).click()
    expect(page.get_by_text("a1")).to_be_in_viewport()


# --- images ----------------------------------------------------------------------------------------------------


def test_an_image_of_another_origin_is_loaded_on_demand(browser: Browser, markdown_url: str) -> None:
    """Without the policy, which would not let the image in."""
    context = browser.new_context()
    page = context.new_page()
    asked: list[Request] = []

    def answer(route: Route) -> None:
        asked.append(route.request)
        route.fulfill(
            body='<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', content_type="image/svg+xml"
        )

    page.goto(f"{markdown_url}/index.html")
    page.wait_for_function("window.driver")
    context.route(f"{EVIL}/**", answer)
    page.evaluate(
        "(piece) => { window.text = driver.open(); text.view.append(piece) }", f"![a chart]({EVIL}/x.svg) and"
    )
    button = page.get_by_role("button", name="a chart. Image from evil.example is not loaded. Load image")
    expect(button).to_be_visible()
    assert asked == []
    button.click()
    image = page.get_by_role("img", name="a chart")
    expect(image).to_be_focused()
    page.wait_for_function("document.querySelector('main img').naturalWidth === 9")
    assert "referer" not in asked[0].headers
    page.evaluate("() => { text.view.append(' more'); text.view.finish() }")
    expect(page.get_by_text("and more")).to_be_visible()
    expect(image).to_be_visible()
    assert len(asked) == 1
    context.close()


# --- tables ----------------------------------------------------------------------------------------------------


def test_a_table_is_a_stop_while_it_scrolls(page: Page) -> None:
    show(page, "|" + "heading|" * 8 + "\n|" + "-|" * 8 + "\n|" + "cell|" * 8 + "\n")
    table = page.get_by_role("table")
    expect(table).not_to_have_attribute("tabindex", "0")
    page.set_viewport_size({"width": 320, "height": 600})
    expect(page.get_by_role("table", name="Table")).to_have_attribute("tabindex", "0")
    page.set_viewport_size({"width": 1200, "height": 600})
    expect(table).not_to_have_attribute("tabindex", "0")


# --- suggestions -----------------------------------------------------------------------------------------------

DOT = "data:image/gif;base64,R0lGODlhAQABAAAAACw="
CARDS = "".join(
    f'{n}. <span class="suggestion" title="Title {n}">Ask {n}</span>\n'
    if n != 4
    else f"{n}. <b data-suggestion=d>D</b>\n"
    for n in range(3, 9)
)

FEW = "".join(CARDS.splitlines(keepends=True)[:3])

RECORD = """async (pieces) => {
  const seen = new Set();
  let on = true;
  const look = () => {
    const list = document.querySelector("main ol, main ul");
    if (list && list.innerText.trim()) {
      const {opacity, display} = getComputedStyle(list);
      seen.add(opacity === "0" ? "held" : display === "grid" ? "cards" : "list");
    }
    if (on) requestAnimationFrame(look);
  };
  look();
  await driver.stream(pieces);
  await driver.frame();
  on = false;
  return [...seen];
}"""


@pytest.mark.parametrize("size", [2, 7])
@pytest.mark.parametrize(
    ("text", "states"),
    [
        (FEW, ["held", "cards"]),
        (FEW.replace("\n", "\n\n"), ["held", "cards"]),
        (FEW + "9. plain\n10. plain\n", ["held", "list"]),
        ("1. plain\n" + FEW, ["list"]),
    ],
)
def test_a_list_never_changes_before_the_readers_eyes(page: Page, text: str, states: list[str], size: int) -> None:
    seen = page.evaluate(RECORD, [text[at : at + size] for at in range(0, len(text), size)])
    assert seen == states


def test_suggestions_are_buttons(page: Page) -> None:
    show(page, f"Try <b class='suggestion submit'>this</b> or <img src='{DOT}' alt=a data-suggestion=that>.")
    buttons = page.get_by_role("button", name=re.compile("Use suggestion"))
    assert buttons.evaluate_all("(all) => all.map((one) => [one.ariaLabel, one.tabIndex])") == [
        ["Use suggestion: this", 0],
        ["Use suggestion: that", 0],
    ]
    expect(page.locator("p")).to_have_text("Try this or .")


def test_cards_have_headings_and_one_stop(page: Page) -> None:
    show(page, CARDS)
    cards = page.locator("li [role=button]")
    assert cards.evaluate_all("(all) => all.map((one) => [one.dataset.pywryHeading, one.tabIndex])") == [
        ["3. Title 3", 0],
        ["4.", -1],
        *([f"{n}. Title {n}", -1] for n in range(5, 9)),
    ]
    expect(cards.first).to_have_accessible_name("Use suggestion: 3. Title 3 Ask 3")
    assert cards.first.inner_text() == "Ask 3"
    cards.first.focus()
    across = page.evaluate(
        "Math.round(document.querySelector('ol').clientWidth / document.querySelector('li').clientWidth)"
    )
    for key, index in [("ArrowRight", 1), ("ArrowDown", 1 + across), ("End", 5), ("Home", 0), ("ArrowUp", 0)]:
        page.keyboard.press(key)
        expect(cards.nth(index)).to_be_focused()
    expect(page.locator("li [tabindex='0']")).to_have_count(1)
