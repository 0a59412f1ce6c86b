"""The browser side in a browser: also on a page that learns late that it needs it."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, Response
from shiny.run import ShinyAppProc

WAIT_MS = 15_000


def test_a_page_that_needs_it_late_loads_it_then(page: Page, serve_app: Callable[..., ShinyAppProc]) -> None:
    loaded: list[str] = []
    wrong: list[str] = []

    def on_response(response: Response) -> None:
        if "/pywry-shiny-" in response.url:
            loaded.append(response.url)
            if not response.ok:
                wrong.append(f"{response.status} {response.url}")

    page.on("response", on_response)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(serve_app("late_app.py").url)
    page.wait_for_function("window.Shiny?.initializedPromise !== undefined", timeout=WAIT_MS)
    page.evaluate("window.Shiny.initializedPromise")
    assert loaded == []

    page.click("#add", timeout=WAIT_MS)
    page.wait_for_selector("#late-one", timeout=WAIT_MS)
    for element in ("pywry-chat", "pywry-markdown-stream"):
        page.wait_for_function("name => customElements.get(name) !== undefined", arg=element, timeout=WAIT_MS)
    assert wrong == []
    assert len(loaded) == len(set(loaded)), "something was loaded twice"
