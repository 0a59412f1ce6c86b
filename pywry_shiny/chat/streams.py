"""Answers under way: streams in the background, and messages written by hand."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterable, Callable, Coroutine, Iterable
from contextlib import aclosing
from contextvars import ContextVar
from types import TracebackType
from typing import Any, Literal

from shiny import reactive
from shiny.reactive import ExtendedTask

from ..content import Part
from ..manager import Conversation, MessageWriter
from ..stream.pull import pull
from ..stream.turn import Checkpoint
from .failures import Failures
from .reactor import flush_soon
from .shiny_session import SILENT, named_value

Status = Literal["initial", "running", "success", "error", "cancelled"]
Source = Iterable[Any] | AsyncIterable[Any]
Write = Callable[[MessageWriter, Any], None]
"""Puts a chunk of any kind into a message."""


class _Scope:
    """Code that writes a message. While it lasts, contexts opened in it join that message, though it may have ended."""

    def __init__(self, writer: MessageWriter) -> None:
        self.writer = writer
        self.lasts = True
        self.outer = _lasting(_scope.get())


_scope: ContextVar[_Scope | None] = ContextVar("pywry_message_under_way", default=None)


def _lasting(scope: _Scope | None) -> _Scope | None:
    while scope is not None and not scope.lasts:
        scope = scope.outer
    return scope


def writes(to_parts: Callable[[Any], list[Part]]) -> Write:
    """Write chunks of any kind, through a function that makes parts of them."""

    def write(writer: MessageWriter, chunk: Any) -> None:
        if type(chunk) is str:
            writer.text(chunk)
        else:
            writer.parts(to_parts(chunk))

    return write


class MessageStreamTask(ExtendedTask[[], str]):
    """A stream of chunks that becomes one message. ``result()`` is that message's text, whatever else streams.

    It is an extended task in all that an app can see: ``status``, ``value``, ``error``, ``result()``, ``cancel()``. It
    does not build on the original's workings: those look through the call stack for the name of each reactive value,
    which takes tens of milliseconds for every stream, and make the graph react once a task, for every session.

    Parameters
    ----------
    follow
        Draws the stream into its message and returns the text; None for a task that never runs.
    stop
        Ends the message at once.
    """

    def __init__(
        self,
        follow: Callable[[], Coroutine[Any, Any, str]] | None = None,
        stop: Callable[[], None] = lambda: None,
    ) -> None:
        self._follow = follow
        self._stop = stop
        self._running: asyncio.Task[str] | None = None
        self.status: reactive.Value[Status] = named_value("status", "initial")
        self.value: reactive.Value[str] = named_value("value")
        self.error: reactive.Value[BaseException] = named_value("error")

    def invoke(self) -> None:
        """Begin."""
        if self._follow is not None and self._running is None:
            self.status.set("running")
            self._running = asyncio.create_task(self._run(self._follow))
            self._running.add_done_callback(self._done)

    def cancel(self) -> None:
        """Stop at once: what was said stays, marked as stopped."""
        # Not left to the task: a cancelled task may not even have begun, or may be slow to notice.
        self._stop()
        if self._running is not None:
            self._running.cancel()

    async def _run(self, follow: Callable[[], Coroutine[Any, Any, str]]) -> str:
        with reactive.isolate():
            return await follow()

    def _done(self, task: asyncio.Task[str]) -> None:
        if task.cancelled():
            self.status.set("cancelled")
        elif (error := task.exception()) is not None:
            # Whoever reads the result can deal with an exception, but not with the likes of GeneratorExit.
            self.error.set(error if isinstance(error, Exception) else RuntimeError(repr(error)))
            self.status.set("error")
        else:
            self.value.set(task.result())
            self.status.set("success")
        flush_soon()


class MessageStream:
    """A message under way, from the point where its context was entered."""

    def __init__(self, writer: MessageWriter, write: Write) -> None:
        self._writer = writer
        self._write = write
        self._checkpoint: Checkpoint = writer.checkpoint()

    async def append(self, message_chunk: Any) -> None:
        """Say more. Takes whatever ``append_message`` takes."""
        self._write(self._writer, message_chunk)
        await asyncio.sleep(0)

    async def replace(self, message_chunk: Any) -> None:
        """Take back all that was said since the context was entered, and say this instead."""
        self._writer.go_back(self._checkpoint)
        self._write(self._writer, message_chunk)
        await asyncio.sleep(0)


class MessageStreamContext:
    """Opens a message, or joins the one that this code is already part of."""

    def __init__(self, conversation: Conversation, write: Write, failures: Failures) -> None:
        self._conversation = conversation
        self._write = write
        self._failures = failures
        self._opened: _Scope | None = None

    async def __aenter__(self) -> MessageStream:
        scope = _lasting(_scope.get())
        while scope is not None and not scope.writer.writes_into(self._conversation):
            scope = _lasting(scope.outer)
        if scope is None:
            self._opened = scope = _Scope(self._conversation.write())
            _scope.set(scope)
        return MessageStream(scope.writer, self._write)

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        scope, self._opened = self._opened, None
        if scope is None:
            return
        scope.lasts = False
        if _scope.get() is scope:
            _scope.set(scope.outer)
        if error is None or isinstance(error, SILENT):
            scope.writer.end()
        elif isinstance(error, Exception):
            scope.writer.end("error", self._failures.mark(error))
        else:
            scope.writer.end("stopped")


class Streams:
    """All answers of one chat that are under way, so that they can be stopped."""

    def __init__(self, conversation: Conversation, write: Write, failures: Failures) -> None:
        self._conversation = conversation
        self._write = write
        self._failures = failures
        self._running: set[MessageStreamTask] = set()
        self._closed = False

    def start(self, source: Source, writer: MessageWriter, write: Write | None = None) -> MessageStreamTask:
        """Write a stream into a message, in the background. Once they are closed, it is over before it began."""

        async def follow() -> str:
            try:
                return await self._follow(source, writer, write or self._write)
            finally:
                self._running.discard(task)

        def stop() -> None:
            self._running.discard(task)
            writer.end("stopped")

        task = MessageStreamTask(follow, stop)
        self._running.add(task)
        task.invoke()
        if self._closed:
            task.cancel()
        return task

    async def _follow(self, source: Source, writer: MessageWriter, write: Write) -> str:
        scope = _Scope(writer)
        _scope.set(scope)
        try:
            async with aclosing(pull(source)) as chunks:
                async for chunk in chunks:
                    write(writer, chunk)
                    if not writer.alive:
                        # Cleared away, or stopped and the source took no notice: nobody will read the rest.
                        raise asyncio.CancelledError
        except SILENT:
            writer.end()
            raise
        except Exception as error:
            writer.end("error", self._failures.mark(error))
            self._failures.tell(error)
            raise
        except BaseException:
            writer.end("stopped")
            raise
        finally:
            scope.lasts = False
        writer.end()
        return writer.message.content()

    def context(self) -> MessageStreamContext:
        """A message that is written by hand."""
        return MessageStreamContext(self._conversation, self._write, self._failures)

    def stop(self) -> None:
        """End every answer, as stopped, with what it has."""
        for task in list(self._running):
            task.cancel()
        self._conversation.stop()

    def close(self) -> None:
        """End every answer, and let none begin."""
        self._closed = True
        self.stop()
