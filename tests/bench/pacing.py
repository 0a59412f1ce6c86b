"""A model's answer without the model: chunks at a rate, from a clock that all answers of a process share."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Sequence

TICK = 0.005


class Clock:
    """Wakes all who wait once a tick.

    A timer for each chunk of 200 answers would cost more than what is measured here.
    """

    def __init__(self) -> None:
        self._next: asyncio.Future[None] | None = None

    def tick(self) -> asyncio.Future[None]:
        """Give what is done at the next tick."""
        if self._next is None or self._next.done():
            loop = asyncio.get_running_loop()
            self._next = loop.create_future()
            now = loop.time()
            loop.call_at((now // TICK + 1) * TICK, self._next.set_result, None)
        return self._next


async def paced(clock: Clock, chunks: Sequence[str], rate: float, start: float) -> AsyncIterator[str]:
    """Yield chunk `k` at `start + k / rate` on the monotonic clock; one that is late at once, but after all others."""
    for index, chunk in enumerate(chunks):
        due = start + index / rate
        if time.monotonic() >= due:
            await asyncio.sleep(0)
        else:
            while time.monotonic() < due:
                # One answer's cancellation is none of the others' business.
                await asyncio.shield(clock.tick())
        yield chunk


async def at_once(chunks: Sequence[str]) -> AsyncIterator[str]:
    """Yield every chunk as soon as it is asked for, and let everybody else have a turn in between."""
    for chunk in chunks:
        await asyncio.sleep(0)
        yield chunk
