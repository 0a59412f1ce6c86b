"""Chromium, a page with a chat, and the page's own account of its work."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from .corpus import Corpus, squeeze
from .orders import INPUT, Order
from .server import Server
from .sides import Side

QUIET = ["--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
TIMEOUT = 180
SETTLE = 500
"""Milliseconds after the last words, for work that was put off: it counts as well."""

PROBE = """
({messages, noise}) => {
  const last = () => [...document.querySelectorAll(messages)].at(-1);
  const bench = (window.bench = {frames: [], longest: 0, watching: true});
  bench.includes = (text) => last()?.textContent.includes(text) ?? false;
  bench.text = () => {
    const copy = last()?.cloneNode(true);
    copy?.querySelectorAll(noise).forEach((element) => element.remove());
    return copy?.textContent ?? "";
  };
  bench.watch = () => {
    let before;
    const frame = (now) => {
      if (before !== undefined) bench.frames.push(now - before);
      before = now;
      if (bench.watching) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    new PerformanceObserver((list) => {
      for (const task of list.getEntries()) bench.longest = Math.max(bench.longest, task.duration);
    }).observe({type: "longtask"});
  };
}
"""
IS_READY = """
(box) => Boolean(document.querySelector(box)) && window.Shiny?.shinyapp?.isConnected()
  && !document.documentElement.classList.contains("shiny-busy")
"""


@contextmanager
def open_browser() -> Generator[Browser, None, None]:
    """Run the system's Chromium, and keep it from talking to anybody."""
    named = os.environ.get("PYWRY_CHROMIUM")
    chromium = named or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        raise RuntimeError("No Chromium here: `apt-get install chromium`, or name one in PYWRY_CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", *QUIET])
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Work:
    """What the page's main thread did: seconds of processor time, seconds on the clock."""

    busy: float
    wall: float


class ChatPage:
    """A page with a chat, and its developer tools."""

    def __init__(self, page: Page, side: Side) -> None:
        self.page = page
        self.side = side
        # As untyped as the protocol behind it.
        self.tools: Any = page.context.new_cdp_session(page)
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def load(self, url: str) -> None:
        """Open the app, and wait until one could write and the server has said all it has to say."""
        self.page.goto(url)
        self.page.wait_for_function(IS_READY, arg=self.side.text_box, timeout=TIMEOUT * 1000)
        self.page.evaluate(PROBE, {"messages": self.side.messages, "noise": self.side.noise})
        # Processor time, not time on the clock: what else the machine does is no work of the page's.
        self.tools.send("Performance.enable", {"timeDomain": "threadTicks"})

    def order(self, order: Order) -> None:
        """Ask the app for an answer."""
        self.page.evaluate(
            "([name, order]) => Shiny.setInputValue(name, order, {priority: 'event'})", [INPUT, dict(order)]
        )

    def metrics(self) -> dict[str, float]:
        """Read the browser's counters."""
        return {metric["name"]: metric["value"] for metric in self.tools.send("Performance.getMetrics")["metrics"]}

    def work_of(self, action: Callable[[], None]) -> Work:
        """Measure the main thread's work while something is done."""
        before = self.metrics()
        action()
        after = self.metrics()
        return Work(after["TaskDuration"] - before["TaskDuration"], after["Timestamp"] - before["Timestamp"])

    def wait_for_end(self, corpus: Corpus, interval: float = 0.1) -> bool:
        """Wait until the last words are there; asking is cheap, and rare."""
        give_up = time.monotonic() + TIMEOUT
        while time.monotonic() < give_up:
            if self.page.evaluate("(end) => bench.includes(end)", corpus.end):
                return True
            self.page.wait_for_timeout(interval * 1000)
        return False

    def fault(self, corpus: Corpus) -> str | None:
        """Say what is wrong with the answer, if anything is."""
        seen = squeeze(self.page.evaluate("() => bench.text()"))
        if self.errors:
            return f"{self.side.key}: the page raised {self.errors[0]}"
        if seen == corpus.visible:
            return None
        pairs = enumerate(zip(seen, corpus.visible, strict=False))
        same = next((at for at, (left, right) in pairs if left != right), min(len(seen), len(corpus.visible)))
        there, wanted = seen[same : same + 40], corpus.visible[same : same + 40]
        return f"{self.side.key}: the answer differs at character {same}: {there!r} instead of {wanted!r}"


@contextmanager
def chat_page(browser: Browser, server: Server, side: Side) -> Generator[ChatPage, None, None]:
    """Open a page in a browser profile of its own."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    try:
        chat = ChatPage(context.new_page(), side)
        chat.load(server.url)
        yield chat
    finally:
        context.close()


def evaluate_numbers(page: Page, expression: str) -> list[float]:
    """Evaluate to a list of numbers."""
    values: list[Any] = page.evaluate(expression)
    return [float(value) for value in values]
