"""(c) The first visit: what is loaded, and when one can write on a slow line and a slow machine.

JavaScript is counted as the sum of the gzipped bodies (level 6, whatever the server did) of all scripts that the page
loads and the same page without a chat does not. One visit goes before those that count: our files are served
compressed from the first session of a process on, as a server in use has had.
"""

from __future__ import annotations

import gzip
import time
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Response

from .browser import TIMEOUT, open_browser
from .figures import Book, Bound, Quantity
from .server import Server, serve
from .settings import Settings
from .sides import Side

LINE = {"offline": False, "latency": 20, "downloadThroughput": 10e6 / 8, "uploadThroughput": 10e6 / 8}
SLOWER = 4
KEY = "x"

CHAT_GZ = Quantity("chat: JavaScript beyond Shiny's, gzipped", "kB", Bound(90))
CHAT_RAW = Quantity("chat: JavaScript beyond Shiny's, raw", "kB")
CHAT_SENT = Quantity("chat: JavaScript beyond Shiny's, as sent", "kB")
MD_GZ = Quantity("MarkdownStream: JavaScript beyond Shiny's, gzipped", "kB")
MD_RAW = Quantity("MarkdownStream: JavaScript beyond Shiny's, raw", "kB")
MD_SHARE = Quantity("MarkdownStream: its JavaScript, share of the chat's", "x", Bound(0.99))
USABLE = Quantity("chat: text box takes a key, 10 Mbit/s, 4x slower CPU", "s", Bound(0.65, of="ratio"))
REACTS = Quantity("chat: send button wakes up, same visit", "s")
MD_SHOWN = Quantity("MarkdownStream: first content rendered, same line", "s")

WATCH_INPUT = """
(([box, send, key]) => {
  const watch = (window.watch = {});
  const timer = setInterval(() => {
    const input = document.querySelector(box);
    if (!input || input.disabled || !input.checkVisibility()) return;
    watch.there ??= performance.now();
    if (!(input.value ?? input.textContent).includes(key)) return;
    watch.typed ??= performance.now();
    const button = document.querySelector(send);
    if (!button || button.disabled || button.getAttribute("aria-disabled") === "true") return;
    watch.awake = performance.now();
    clearInterval(timer);
  }, 10);
})"""
WATCH_CONTENT = """
((content) => {
  const watch = (window.watch = {});
  const timer = setInterval(() => {
    if (!document.querySelector(content)) return;
    watch.shown = performance.now();
    clearInterval(timer);
  }, 10);
})"""


@dataclass(frozen=True)
class Script:
    """A script that a page loaded: bytes of it raw, gzipped by us, and as they were sent."""

    path: str
    raw: int
    packed: int
    sent: int


def run(settings: Settings) -> Book:
    """Measure (c)."""
    book = Book("c")
    with ExitStack() as stack:
        browser = stack.enter_context(open_browser())
        shinys = {script.path for script in _bare_scripts(browser, settings.sides[0])}
        chats = {side.key: stack.enter_context(serve(side)) for side in settings.sides}
        streams = {side.key: stack.enter_context(serve(side, "markdown")) for side in settings.sides}
        for side in settings.sides:
            _note_scripts(book, browser, side, chats[side.key], streams[side.key], shinys)
        for _, side in settings.rounds():
            _note_usable(book, browser, chats[side.key], side)
            _note_shown(book, browser, streams[side.key], side)
    return book


def _bare_scripts(browser: Browser, side: Side) -> list[Script]:
    with serve(side, "bare") as server:
        return _scripts(browser, server, "body")


def _note_scripts(book: Book, browser: Browser, side: Side, chat: Server, stream: Server, shinys: set[str]) -> None:
    packed: list[int] = []
    for server, shown, quantities in (
        (chat, side.text_box, (CHAT_GZ, CHAT_RAW, CHAT_SENT)),
        (stream, f"{side.markdown} strong", (MD_GZ, MD_RAW, None)),
    ):
        _scripts(browser, server, shown)
        own = [script for script in _scripts(browser, server, shown) if script.path not in shinys]
        sums = [sum(script.packed for script in own), sum(script.raw for script in own), sum(s.sent for s in own)]
        packed.append(sums[0])
        for quantity, total in zip(quantities, sums, strict=True):
            if quantity is not None:
                book.add(quantity, side.key, total / 1000)
        names = ", ".join(f"{script.path.rsplit('/', 1)[-1]} {script.packed / 1000:.1f}" for script in own)
        book.notes.append(f"c: {side.key}: {names} (kB gzipped)")
    if packed[0]:
        book.add(MD_SHARE, side.key, packed[1] / packed[0])


def _scripts(browser: Browser, server: Server, shown: str) -> list[Script]:
    """Load a page with nothing cached, and list the scripts it asked for."""
    context = browser.new_context()
    try:
        page = context.new_page()
        responses: list[Response] = []
        page.on("response", lambda response: responses.append(response))
        page.goto(server.url, wait_until="networkidle")
        page.wait_for_selector(shown, timeout=TIMEOUT * 1000)
        return [_weigh(response) for response in responses if _is_script(response)]
    finally:
        context.close()


def _is_script(response: Response) -> bool:
    return response.ok and (response.request.resource_type == "script" or urlsplit(response.url).path.endswith(".js"))


def _weigh(response: Response) -> Script:
    body = response.body()
    sent = response.request.sizes()["responseBodySize"]
    return Script(urlsplit(response.url).path, len(body), len(gzip.compress(body, 6)), sent)


def _note_usable(book: Book, browser: Browser, server: Server, side: Side) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    try:
        page = _slow_page(context.new_page())
        page.add_init_script(f"{WATCH_INPUT}({[side.text_box, side.send_button, KEY]!r})")
        page.goto(server.url, wait_until="commit")
        page.wait_for_function("() => window.watch?.there", polling=20, timeout=TIMEOUT * 1000)
        give_up = time.monotonic() + TIMEOUT
        while time.monotonic() < give_up and not page.evaluate("() => watch.typed"):
            # A key may fall on a box that is about to be replaced: then it was not usable, and the next one counts.
            page.focus(side.text_box)
            page.keyboard.press(KEY)
            page.wait_for_timeout(30)
        page.wait_for_function("() => watch.awake", polling=20, timeout=TIMEOUT * 1000)
        times = page.evaluate("() => watch")
        book.add(USABLE, side.key, times["typed"] / 1000)
        book.add(REACTS, side.key, times["awake"] / 1000)
    finally:
        context.close()


def _note_shown(book: Book, browser: Browser, server: Server, side: Side) -> None:
    context = browser.new_context()
    try:
        page = _slow_page(context.new_page())
        page.add_init_script(f"{WATCH_CONTENT}({f'{side.markdown} strong'!r})")
        page.goto(server.url, wait_until="commit")
        page.wait_for_function("() => window.watch?.shown", polling=20, timeout=TIMEOUT * 1000)
        book.add(MD_SHOWN, side.key, float(page.evaluate("() => watch.shown")) / 1000)
    finally:
        context.close()


def _slow_page(page: Page) -> Page:
    tools: Any = page.context.new_cdp_session(page)
    tools.send("Network.enable")
    tools.send("Network.emulateNetworkConditions", LINE)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    return page
