"""The benchmark runs, and what it sees is whole. How fast it is, is no matter here."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.bench.browser import chat_page
from tests.bench.corpus import counter, cut, cut_into_tokens, make_corpus
from tests.bench.figures import Book, Bound, Quantity, rows_of, table
from tests.bench.latency import measure_latencies
from tests.bench.orders import corpus_order
from tests.bench.server import serve
from tests.bench.server_load import measure_cost, measure_load
from tests.bench.sides import OURS


def test_a_corpus_follows_from_its_seed() -> None:
    one, again, other = make_corpus(5_000), make_corpus(5_000), make_corpus(5_000, seed=1)
    assert one == again
    assert one.markdown != other.markdown
    assert one.markdown.isascii()
    assert one.markdown.endswith(one.end)


def test_chunks_make_the_text_again() -> None:
    text = make_corpus(5_000).markdown
    assert "".join(cut(text, 8)) == text
    assert "".join(cut_into_tokens(text)) == text
    assert {len(counter(index).replace("\n\n", " ")) for index in range(100)} == {8}


def test_a_row_tells_ratio_and_bound() -> None:
    book = Book("x")
    quantity = Quantity("weight", "kg", Bound(0.25, of="ratio"))
    for ours, peer in ((1, 3), (2, 10), (9, 11)):
        book.add(quantity, "ours", ours)
        book.add(quantity, "peer", peer)
    (row,) = rows_of(book)
    assert (row.ours, row.peer, row.ratio, row.ok) == (2, 10, 0.2, True)
    assert "weight" in table([row])


async def test_the_server_delivers_every_chunk_in_order() -> None:
    with serve(OURS) as server:
        cost = await measure_cost(server, OURS, 200)
        load = await measure_load(server, OURS, sessions=4, rate=50, seconds=1, drain=30)
    assert cost.complete
    assert load.in_order
    assert load.complete


@pytest.mark.parametrize("chunk", [8, 0], ids=["pieces", "tokens"])
def test_the_page_shows_the_whole_answer(browser: Browser, chunk: int) -> None:
    corpus = make_corpus(4_000)
    with serve(OURS) as server, chat_page(browser, server, OURS) as chat:
        chat.order(corpus_order(4_000, chunk=chunk))
        assert chat.wait_for_end(corpus)
        assert chat.fault(corpus) is None


def test_every_chunk_is_seen_after_it_was_yielded(browser: Browser) -> None:
    with serve(OURS) as server:
        late = measure_latencies(browser, server, OURS, 50)
    assert len(late) == 50
    assert min(late) > 0
