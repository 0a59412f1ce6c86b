"""(s) From a press of the stop button until the answer is marked as stopped. The peer leaves stopping to the app."""

from __future__ import annotations

import statistics
from contextlib import ExitStack

from .browser import TIMEOUT, chat_page, open_browser
from .figures import Book, Bound, Quantity
from .orders import counter_order
from .server import serve
from .settings import Settings
from .sides import OURS

PRESSES = 5

MEDIAN = Quantity("stop button to stopped message, median", "ms", Bound(100))
WORST = Quantity("stop button to stopped message, longest", "ms", Bound(100))

PRESS = """
([button, stopped, count]) => new Promise((resolve) => {
  const since = performance.now();
  new MutationObserver((_, observer) => {
    if (document.querySelectorAll(stopped).length < count) return;
    observer.disconnect();
    resolve(performance.now() - since);
  }).observe(document.body, {subtree: true, attributes: true, childList: true});
  document.querySelector(button).click();
})
"""
BUTTON = "button.pywry-composer-stop"
STOPPED = ".pywry-message[data-status=stopped]"


def run(settings: Settings) -> Book:
    """Measure (s)."""
    book = Book("s")
    with ExitStack() as stack:
        browser = stack.enter_context(open_browser())
        server = stack.enter_context(serve(OURS))
        chat = stack.enter_context(chat_page(browser, server, OURS))
        taken: list[float] = []
        for number in range(1, PRESSES + 1):
            chat.order(counter_order(100_000, rate=200))
            chat.page.wait_for_selector(BUTTON, timeout=TIMEOUT * 1000)
            chat.page.wait_for_function("() => bench.text().length > 500", timeout=TIMEOUT * 1000)
            taken.append(float(chat.page.evaluate(PRESS, [BUTTON, STOPPED, number])))
        book.add(MEDIAN, OURS.key, statistics.median(taken))
        book.add(WORST, OURS.key, max(taken))
        book.check(len(taken) == PRESSES, "s: every press stopped its answer")
    return book
