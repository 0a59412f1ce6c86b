"""(e) From the server's yield to the page's DOM, for chunks that come at 50 a second."""

from __future__ import annotations

import statistics
from contextlib import ExitStack

from playwright.sync_api import Browser

from .browser import TIMEOUT, chat_page, open_browser
from .figures import Book, Bound, Quantity, percentile
from .orders import YIELDED, counter_order
from .server import Server, serve
from .settings import Settings
from .sides import Side

RATE = 50
SECONDS = 10

MEDIAN = Quantity("yield to DOM at 50 chunks/s, median", "ms", Bound(1, of="ratio"))
P95 = Quantity("yield to DOM at 50 chunks/s, 95th percentile", "ms")

# Both clocks are the machine's own, so times of the server and of the page can be compared.
WATCH = """
([messages, yielded, count]) => {
  const seen = (bench.seen = []);
  Shiny.addCustomMessageHandler(yielded, ({times}) => { bench.yielded = times; });
  new MutationObserver(() => {
    const now = (performance.timeOrigin + performance.now()) / 1000;
    const text = [...document.querySelectorAll(messages)].at(-1)?.textContent ?? "";
    for (const match of text.slice(-800).matchAll(/w(\\d{6})/g)) {
      while (seen.length <= Number(match[1])) seen.push(now);
    }
  }).observe(document.body, {subtree: true, childList: true, characterData: true});
  bench.all = () => seen.length >= count && bench.yielded !== undefined;
}
"""


def run(settings: Settings) -> Book:
    """Measure (e)."""
    book = Book("e")
    count = max(50, round(RATE * SECONDS * settings.scale))
    with ExitStack() as stack:
        browser = stack.enter_context(open_browser())
        servers = {side.key: stack.enter_context(serve(side)) for side in settings.sides}
        for _, side in settings.rounds():
            late = measure_latencies(browser, servers[side.key], side, count)
            book.add(MEDIAN, side.key, statistics.median(late))
            book.add(P95, side.key, percentile(late, 0.95))
            book.check(len(late) == count, f"e: {side.key}: {len(late)} of {count} chunks were seen")
    return book


def measure_latencies(browser: Browser, server: Server, side: Side, count: int) -> list[float]:
    """Measure, for each chunk, the milliseconds from its yield until it was in the DOM."""
    with chat_page(browser, server, side) as chat:
        chat.page.evaluate(WATCH, [side.messages, YIELDED, count])
        chat.order(counter_order(count, rate=RATE, times=True))
        chat.page.wait_for_function("() => bench.all()", polling=500, timeout=TIMEOUT * 1000)
        seen, yielded = chat.page.evaluate("() => [bench.seen, bench.yielded]")
        return [1000 * (at - since) for at, since in zip(seen, yielded, strict=True)]
