"""(a) An answer at a model's pace, and (b) one as fast as the server can: what they cost the page's main thread."""

from __future__ import annotations

from contextlib import ExitStack

from playwright.sync_api import Browser

from .browser import SETTLE, Work, chat_page, evaluate_numbers, open_browser
from .corpus import Corpus, make_corpus
from .figures import OURS, Book, Bound, Quantity, percentile
from .orders import Order, chunks_of, corpus_order
from .server import Server, serve
from .settings import Settings
from .sides import Side

RATE = 200
"""Tokens a second."""
CHUNK = 8

BUSY = Quantity("main thread busy, 20 KB at 200 tokens/s", "% of time", Bound(0.25, of="ratio"))
LONGEST = Quantity("longest task of all runs (0: none over 50 ms)", "ms", Bound(50), combine=max)
FRAME = Quantity("frame time, 95th percentile", "ms", Bound(17))
BURST = Quantity("main thread, 50 KB in 8-character chunks", "ms", Bound(0.1, of="ratio"))
SMALL = Quantity("main thread a 1,000 characters, 10 KB", "ms")
LARGE = Quantity("main thread a 1,000 characters, 200 KB", "ms")
GROWTH = Quantity("cost a character, 200 KB to 10 KB", "x", Bound(1.5))


def run_paced(settings: Settings) -> Book:
    """Measure (a)."""
    book = Book("a")
    order = corpus_order(settings.size(20_000), rate=RATE)
    corpus = make_corpus(order["size"])
    with ExitStack() as stack:
        browser = stack.enter_context(open_browser())
        servers = {side.key: stack.enter_context(serve(side)) for side in settings.sides}
        for _, side in settings.rounds():
            _one_paced(book, browser, servers[side.key], side, order, corpus)
    return book


def _one_paced(book: Book, browser: Browser, server: Server, side: Side, order: Order, corpus: Corpus) -> None:
    with chat_page(browser, server, side) as chat:
        seconds = len(chunks_of(order)) / RATE

        def stream() -> None:
            chat.order(order)
            # Asking whether it is there yet would be work too, so nothing is asked before it can be there.
            chat.page.wait_for_timeout(seconds * 1000)
            book.check(chat.wait_for_end(corpus), f"a: {side.key}: the answer does not end")

        chat.page.evaluate("() => bench.watch()")
        work = chat.work_of(stream)
        frames = evaluate_numbers(chat.page, "() => { bench.watching = false; return bench.frames; }")
        book.add(BUSY, side.key, 100 * work.busy / work.wall)
        book.add(LONGEST, side.key, float(chat.page.evaluate("() => bench.longest")))
        book.add(FRAME, side.key, percentile(frames, 0.95))
        fault = chat.fault(corpus)
        book.check(fault is None, f"a: {fault}")


def run_burst(settings: Settings) -> Book:
    """Measure (b)."""
    book = Book("b")
    with ExitStack() as stack:
        browser = stack.enter_context(open_browser())
        servers = {side.key: stack.enter_context(serve(side)) for side in settings.sides}
        for run, side in settings.rounds():
            server = servers[side.key]
            book.add(BURST, side.key, 1000 * _one_burst(book, browser, server, side, settings.size(50_000)).busy)
            if side.key != OURS and run > 0:
                continue  # the peer's growth has no bound, takes its time, and is told once
            small, large = (
                1e6 * _one_burst(book, browser, server, side, size).busy / len(make_corpus(size).markdown)
                for size in (settings.size(10_000), settings.size(200_000))
            )
            book.add(SMALL, side.key, small)
            book.add(LARGE, side.key, large)
            book.add(GROWTH, side.key, large / small)
    return book


def _one_burst(book: Book, browser: Browser, server: Server, side: Side, size: int) -> Work:
    corpus = make_corpus(size)
    with chat_page(browser, server, side) as chat:

        def stream() -> None:
            chat.order(corpus_order(size, chunk=CHUNK))
            book.check(chat.wait_for_end(corpus), f"b: {side.key}: the answer does not end")
            chat.page.wait_for_timeout(SETTLE)

        work = chat.work_of(stream)
        fault = chat.fault(corpus)
        book.check(fault is None, f"b: {size} characters: {fault}")
        return work
