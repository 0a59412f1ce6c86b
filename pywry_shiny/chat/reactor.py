"""Lets code outside a reactive flush change the reactive graph, and owns the tasks it runs in."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any
from weakref import WeakKeyDictionary

from shiny import reactive

_flushes: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Task[None]] = WeakKeyDictionary()


class Reactor:
    """Owns the background tasks of one chat."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Run work in a task that ends with the chat."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def cancel(self) -> None:
        """End all tasks, but for the one that asks for it."""
        for task in self._tasks - {asyncio.current_task()}:
            task.cancel()


def flush_soon() -> None:
    """Let the reactive graph react to what was set.

    A flush concerns every session of the process and costs each of them a message, so all who ask before it begins
    share one.
    """
    loop = asyncio.get_running_loop()
    if loop not in _flushes:
        _flushes[loop] = loop.create_task(_flush())


async def _flush() -> None:
    async with reactive.lock():
        del _flushes[asyncio.get_running_loop()]
        await reactive.flush()
