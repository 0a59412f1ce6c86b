"""(m) The engine alone: what each kind of markdown costs a character, in a short text and in a long one."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Route

from .browser import TIMEOUT, open_browser
from .features import FEATURES, text_of
from .figures import OURS, Book, Bound, Quantity
from .settings import Settings

WWW = Path(__file__).parents[2] / "www"
SIZE = 16
"""Characters a frame: 200 tokens a second, 60 frames a second."""
SMALL, LARGE = 10_000, 200_000
GROWTH = 1.5
ORIGIN = "http://engine.test/"


class Engine:
    """A page with nothing but the engine."""

    def __init__(self, page: Page, folder: Path) -> None:
        self.page = page
        # As untyped as the protocol behind it.
        self.tools: Any = page.context.new_cdp_session(page)
        page.set_default_timeout(TIMEOUT * 1000)
        page.route(f"{ORIGIN}**", lambda route: _answer(route, folder))
        page.goto(f"{ORIGIN}index.html")
        page.wait_for_function("() => window.streamFrames")
        self.tools.send("Performance.enable", {"timeDomain": "threadTicks"})

    def busy(self) -> float:
        """Seconds of processor time the page's thread has worked."""
        metrics = self.tools.send("Performance.getMetrics")["metrics"]
        return next(metric["value"] for metric in metrics if metric["name"] == "TaskDuration")

    def warm(self, text: str) -> None:
        """Let the page compile what the text needs, and load what it asks for."""
        self.page.evaluate("async ([text, size]) => { streamFrames(text, size); await idle(); }", [text, SIZE])
        self.page.wait_for_load_state("networkidle")

    def cost(self, text: str) -> float:
        """Microseconds a character for showing a text frame by frame."""
        self.tools.send("HeapProfiler.collectGarbage")
        before = self.busy()
        self.page.evaluate("([text, size]) => { streamFrames(text, size); }", [text, SIZE])
        return 1e6 * (self.busy() - before) / len(text)


def _answer(route: Route, folder: Path) -> None:
    """Give a file of the build; styles are no matter here."""
    file = folder / route.request.url.removeprefix(ORIGIN)
    if file.is_file():
        route.fulfill(path=file)
    else:
        route.abort()


@contextmanager
def engine(browser: Browser) -> Generator[Engine, None, None]:
    """Build the page and open it."""
    node = shutil.which("node")
    if node is None:
        raise RuntimeError("No Node.js here to build the page with")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        script = WWW / "test" / "markdown" / "growth" / "build.mjs"
        subprocess.run([node, str(script), name], check=True, timeout=120)
        (folder / "index.html").write_text('<!doctype html><script type="module" src="page.js"></script>')
        context = browser.new_context()
        try:
            yield Engine(context.new_page(), folder)
        finally:
            context.close()


def run(settings: Settings) -> Book:
    """Measure (m)."""
    book = Book("m")
    with open_browser() as browser, engine(browser) as page:
        for feature in FEATURES:
            small, large = (text_of(feature, settings.size(size)) for size in (SMALL, LARGE))
            page.warm(small)
            for _ in range(settings.runs):
                # A short text is over before the clock has ticked often: several in a row.
                short = sum(page.cost(small) for _ in range(4)) / 4
                long = page.cost(large)
                book.add(Quantity(f"{feature}: a character of {SMALL // 1000} KB", "us"), OURS, short)
                book.add(Quantity(f"{feature}: a character of {LARGE // 1000} KB", "us"), OURS, long)
                book.add(Quantity(f"{feature}: growth", "x", Bound(GROWTH)), OURS, long / short)
    return book
