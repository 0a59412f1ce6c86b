"""Draws a stream of anything, without ever blocking the event loop."""

from __future__ import annotations

import asyncio
import contextvars
import inspect
import threading
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterable, Iterable
from contextlib import suppress
from typing import Any, cast

from htmltools import HTML

AHEAD = 1_000
"""How many items a thread may draw before they are taken."""


def drawable(source: object) -> Iterable[Any] | AsyncIterable[Any]:
    """Give back what ``pull`` can draw; a text is one item.

    Raises
    ------
    TypeError
        If there is nothing to draw, saying what is missing.
    """
    if isinstance(source, str | HTML):
        return [source]
    if isinstance(source, AsyncIterable):
        return cast("AsyncIterable[Any]", source)
    kind = type(source).__name__
    if inspect.isawaitable(source):
        if inspect.iscoroutine(source):
            source.close()
        raise TypeError(f"A stream is an iterable of chunks; this is a {kind}: `await` it first.")
    if isinstance(source, Iterable) or hasattr(type(source), "__getitem__"):
        return cast("Iterable[Any]", source)
    raise TypeError(
        f"A stream is an iterable of chunks, sync or async; this is {kind!r}, which cannot be iterated over."
    )


async def pull(source: Iterable[Any] | AsyncIterable[Any]) -> AsyncGenerator[Any]:
    """Yield the items of an iterable, sync or async, and close it at the end.

    A list or tuple is walked on the loop, which gets a turn after each item. Any other sync iterable may block on each
    item (most clients of models do), so it is drawn in a thread of its own, in the caller's context.
    """
    if isinstance(source, AsyncIterable):
        iterator = aiter(source)
        try:
            async for item in iterator:
                yield item
        finally:
            if isinstance(iterator, AsyncGenerator):
                await cast("AsyncGenerator[Any, None]", iterator).aclose()
    elif isinstance(source, list | tuple):
        for item in cast("Iterable[Any]", source):
            yield item
            await asyncio.sleep(0)
    else:
        drawn = _Drawn(source)
        try:
            async for item in drawn:
                yield item
        finally:
            drawn.abandon()


class _Drawn:
    """A sync iterable, drawn in a daemon thread. A thread that hangs is abandoned, and can stop nothing."""

    def __init__(self, source: Iterable[Any]) -> None:
        self._source = source
        self._items: deque[Any] = deque()
        self._room = threading.Semaphore(AHEAD)
        self._abandoned = False
        self._over = False
        self._error: BaseException | None = None
        self._news = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        context = contextvars.copy_context()
        threading.Thread(target=context.run, args=(self._draw,), name="pywry-pull", daemon=True).start()

    def abandon(self) -> None:
        """Nobody takes any more: the thread ends after the item it waits for."""
        self._abandoned = True
        self._room.release()

    def __aiter__(self) -> _Drawn:
        return self

    async def __anext__(self) -> Any:
        while not self._items:
            if self._over:
                if self._error is not None:
                    raise _as_exception(self._error)
                raise StopAsyncIteration
            self._news.clear()
            if not self._items and not self._over:
                await self._news.wait()
        self._room.release()
        return self._items.popleft()

    def _draw(self) -> None:
        iterator = None
        try:
            iterator = iter(self._source)
            for item in iterator:
                self._room.acquire()
                if self._abandoned:
                    break
                self._items.append(item)
                self._tell()
        except BaseException as error:  # a thread has nobody else to tell
            self._error = error
        finally:
            close = getattr(iterator, "close", None)
            if close is not None:
                with suppress(Exception):  # all that it had was drawn
                    close()
            self._over = True
            self._tell()

    def _tell(self) -> None:
        if self._news.is_set():
            return
        try:
            self._loop.call_soon_threadsafe(self._news.set)
        except RuntimeError:
            self._abandoned = True  # the loop is closed: nobody is left to take anything


def _as_exception(error: BaseException) -> Exception:
    """Make an error of what would mean the end of an iteration, of a task or of the process on the loop."""
    if isinstance(error, Exception) and not isinstance(error, StopIteration | StopAsyncIteration):
        return error
    ended = RuntimeError(f"The source broke off with {type(error).__name__}.")
    ended.__cause__ = error
    return ended
