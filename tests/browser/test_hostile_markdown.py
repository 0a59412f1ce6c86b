"""Hostile texts in the real pipeline: nothing runs, nothing is fetched, nothing leaves its box.

The page has no Content-Security-Policy, so that it is not the policy that saves it.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Dialog, Frame, Page, Request

from tests.hostile import payloads

PAYLOADS = payloads()
GROUPS = sorted({name.split(":")[0] for name in PAYLOADS})
#: Texts up to this length are cut at every point, longer ones at some.
SHORT = 40
SOME = 10
#: Texts that take their time: those that a library draws at the end, however they were cut, and the large ones.
FEW = 2

DRAWN = """() => [...document.querySelectorAll("main .pywry-math, main .pywry-code[data-language=mermaid]")].every(
  (one) => one.matches(":has(.katex), .pywry-math-failed, .pywry-drawn, .pywry-diagram-failed"))"""


@dataclass
class Witness:
    """What happened that must not happen."""

    page: Page
    origin: str
    ran: list[str] = field(default_factory=list[str])
    left: list[str] = field(default_factory=list[str])

    def on_request(self, request: Request) -> None:
        """Note what does not stay here."""
        if not request.url.startswith((self.origin, "data:", "blob:", "about:")):
            self.left.append(request.url)

    def on_dialog(self, dialog: Dialog) -> None:
        """Note what asked the reader."""
        self.ran.append(dialog.message)
        dialog.dismiss()

    def pwned(self) -> None:
        """Note that something ran."""
        self.ran.append("pwned")

    def on_failure(self, request: Request) -> None:
        """Forget what the policy of the frame for drawings refused: it did not leave."""
        if request.failure == "csp" and request.frame != self.page.main_frame:
            self.left.remove(request.url)

    def on_navigation(self, frame: Frame) -> None:
        """Note that the page went away."""
        if frame == self.page.main_frame:
            self.left.append(f"navigated to {frame.url}")

    @property
    def all(self) -> list[str]:
        """Everything seen so far."""
        return [*self.ran, *self.left]


@pytest.fixture
def witness(browser: Browser, markdown_url: str) -> Iterator[Witness]:
    """Open the page, and watch it."""
    context = browser.new_context(viewport={"width": 800, "height": 600})
    page = context.new_page()
    watching = Witness(page, markdown_url)
    page.expose_function("pwned", watching.pwned)  # pyright: ignore[reportUnknownMemberType]
    for name in ("alert", "confirm", "prompt", "print"):
        page.add_init_script(f"window.{name} = () => pwned()")
    page.on("dialog", watching.on_dialog)
    page.on("popup", lambda popup: watching.left.append(f"popup {popup.url}"))
    page.on("pageerror", lambda error: watching.ran.append(f"error {error}"))
    page.goto(f"{markdown_url}/index.html")
    page.wait_for_function("window.driver")
    context.on("request", watching.on_request)
    context.on("requestfailed", watching.on_failure)
    page.on("framenavigated", watching.on_navigation)
    yield watching
    context.close()


def cuts(name: str, text: str) -> list[int]:
    """Where to cut the text in two."""
    inner = range(1, len(text))
    count = len(inner) if len(text) <= SHORT else SOME
    if name.startswith(("diagrams", "size")):
        count = FEW
    return sorted(random.Random(name).sample(inner, min(count, len(inner))))


@pytest.mark.parametrize("group", GROUPS)
def test_payloads_do_nothing(witness: Witness, group: str) -> None:
    wrong: dict[str, list[str]] = {}
    for name, text in PAYLOADS.items():
        if not name.startswith(f"{group}:"):
            continue
        seen = len(witness.all)
        found = witness.page.evaluate("([text, cuts]) => driver.attack(text, cuts)", [text, cuts(name, text)])
        if group in ("diagrams", "formulas", "size"):
            witness.page.wait_for_function(DRAWN, timeout=30_000)
            found += witness.page.evaluate("driver.look()")
        found += witness.all[seen:]
        if found:
            wrong[name] = found[:5]
    assert not wrong
    assert witness.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_witness_sees(witness: Witness) -> None:
    """What the other tests look for is found when it is there."""
    page = witness.page
    page.evaluate("""() => {
      driver.show("hello");
      document.querySelector("main .pywry-prose").innerHTML = `<img src=x onerror=pwned()>
        <img src="https://evil.example/x.png"> <div style="position:fixed;inset:0">x</div> <form></form>
        <p style="margin-left:-999px;width:99px">x</p> <a id=x href="javascript:pwned()">x</a>`;
    }""")
    page.wait_for_function("document.querySelector('main img').complete")
    found = "\n".join(page.evaluate("driver.look()"))
    for sign in ("event onerror", "source https", "fixed", "leaves", "element: <form", "id x", "address javascript"):
        assert sign in found
    page.evaluate("document.querySelector('main a').click()")
    page.wait_for_function("document.querySelector('main a')")
    assert witness.ran.count("pwned") >= 2
    assert witness.left == ["https://evil.example/x.png"]


def test_links_ask_before_they_leave(witness: Witness) -> None:
    """The host that is shown is the one the link leads to, whatever its text says."""
    page = witness.page
    page.evaluate("driver.show('[https://good.example](https://good.example@evil.example/x)')")
    page.get_by_role("link", name="https://good.example").click()
    dialog = page.get_by_role("dialog")
    assert dialog.locator(".pywry-link-host").inner_text() == "evil.example"
    assert not witness.all
