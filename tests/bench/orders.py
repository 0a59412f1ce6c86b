"""What an app of the benchmark is asked to answer: one input, the same for both sides."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, TypedDict

from .corpus import counter, cut, cut_into_tokens, make_corpus
from .pacing import Clock, at_once, paced

INPUT = "go"
"""The Shiny input that holds the order."""
READY = "bench_ready"
"""The custom message that says that a session is set up."""
YIELDED = "bench_yielded"
"""The custom message that says when each chunk was yielded."""


BEGUN = "bench_begun"
"""The custom message that says that a gated answer waits for its gate."""
GATE = "gate"
"""The Shiny input that opens the gate of all sessions: a time on the monotonic clock, which all processes share."""


class Studio:
    """What the answers of a process share."""

    def __init__(self) -> None:
        self.clock = Clock()
        self._gate: asyncio.Future[float] | None = None

    @property
    def gate(self) -> asyncio.Future[float]:
        """When the gated answers begin."""
        if self._gate is None:
            self._gate = asyncio.get_running_loop().create_future()
        return self._gate


class Order(TypedDict):
    """An answer to give.

    Attributes
    ----------
    size
        Characters of a corpus, or 0 for numbered chunks.
    chunk
        Characters a chunk, or 0 for tokens.
    count
        How many numbered chunks.
    rate
        Chunks a second, or 0 for as fast as they are taken.
    gated
        Whether the answer waits until the gate opens, so that many answers can run together from their first chunk on.
    delay
        Seconds from the answer's begin, or from the gate's opening, to the first chunk.
    times
        Whether the page is told at the end when each chunk was yielded.
    """

    size: int
    chunk: int
    count: int
    rate: float
    gated: bool
    delay: float
    times: bool


def corpus_order(size: int, chunk: int = 0, rate: float = 0) -> Order:
    """Ask for a document."""
    return Order(size=size, chunk=chunk, count=0, rate=rate, gated=False, delay=0, times=False)


def counter_order(count: int, rate: float = 0, gated: bool = False, delay: float = 0, times: bool = False) -> Order:
    """Ask for numbered chunks."""
    return Order(size=0, chunk=0, count=count, rate=rate, gated=gated, delay=delay, times=times)


def chunks_of(order: Order) -> list[str]:
    """Make the chunks that are asked for."""
    if not order["size"]:
        return [counter(index) for index in range(order["count"])]
    text = make_corpus(order["size"]).markdown
    return cut(text, order["chunk"]) if order["chunk"] else cut_into_tokens(text)


async def answer(order: Order, studio: Studio, begun: Callable[[], Awaitable[None]]) -> AsyncIterator[str]:
    """Give what is asked for, at the rate that is asked for."""
    chunks = chunks_of(order)
    start = time.monotonic()
    if order["gated"]:
        await begun()
        start = await asyncio.shield(studio.gate)
    source = paced(studio.clock, chunks, order["rate"], start + order["delay"]) if order["rate"] else at_once(chunks)
    async for chunk in source:
        yield chunk


def as_order(value: Any) -> Order:
    """Read the input's value, which has been to the browser and back."""
    return Order(
        size=int(value["size"]),
        chunk=int(value["chunk"]),
        count=int(value["count"]),
        rate=float(value["rate"]),
        gated=bool(value["gated"]),
        delay=float(value["delay"]),
        times=bool(value["times"]),
    )
