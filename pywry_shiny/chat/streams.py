"""Answers under way: streams in the background, and messages written by hand."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterable, Callable, Iterable
from contextvars import ContextVar, Token
from types import TracebackType
from typing import Any

from shiny.reactive import ExtendedTask

from ..content import Part
from ..manager import Conversation, MessageWriter
from ..stream.pull import pull
from ..stream.turn import Checkpoint
from .failures import Failures

Source = Iterable[Any] | AsyncIterable[Any]
Write = Callable[[MessageWriter, Any], None]
"""Puts a chunk of any kind into a message."""

_current: ContextVar[MessageWriter | None] = ContextVar("pywry_message_under_way", default=None)


def writes(to_parts: Callable[[Any], list[Part]]) -> Write:
    """Write chunks of any kind, through a function that makes parts of them."""

    def write(writer: MessageWriter, chunk: Any) -> None:
        if type(chunk) is str:
            writer.text(chunk)
        else:
            writer.parts(to_parts(chunk))

    return write


class MessageStreamTask(ExtendedTask[[], str]):
    """A stream of chunks that becomes one message. ``result()`` is that message's text, whatever else streams."""

    def __init__(
        self,
        source: Source,
        writer: MessageWriter,
        write: Write,
        failures: Failures,
        ended: Callable[[MessageStreamTask], None],
    ) -> None:
        self._source = source
        self._writer = writer
        self._write = write
        self._failures = failures
        self._ended = ended
        super().__init__(self._follow)

    def cancel(self) -> None:
        """Stop at once: what was said stays, marked as stopped."""
        # Not left to the task: a cancelled task may not even have begun, or may be slow to notice.
        self._writer.end("stopped")
        self._ended(self)
        super().cancel()

    async def _follow(self) -> str:
        writer, write = self._writer, self._write
        _current.set(writer)
        try:
            async for chunk in pull(self._source):
                write(writer, chunk)
        except asyncio.CancelledError:
            writer.end("stopped")
            raise
        except Exception as error:
            writer.end("error", self._failures.text(error))
            self._failures.tell(error)
            raise
        finally:
            self._ended(self)
        writer.end()
        return writer.message.content()


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
        self._opened: MessageWriter | None = None
        self._token: Token[MessageWriter | None] | None = None

    async def __aenter__(self) -> MessageStream:
        writer = _current.get()
        if writer is None or not self._conversation.is_writing(writer):
            self._opened = writer = self._conversation.write()
            self._token = _current.set(writer)
        return MessageStream(writer, self._write)

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._opened is None or self._token is None:
            return
        _current.reset(self._token)
        if error is None:
            self._opened.end()
        elif isinstance(error, Exception):
            self._opened.end("error", self._failures.text(error))
        else:
            self._opened.end("stopped")


class Streams:
    """All answers of one chat that are under way, so that they can be stopped."""

    def __init__(self, conversation: Conversation, write: Write, failures: Failures) -> None:
        self._conversation = conversation
        self._write = write
        self._failures = failures
        self._running: set[MessageStreamTask] = set()

    def start(self, source: Source, writer: MessageWriter, write: Write | None = None) -> MessageStreamTask:
        """Write a stream into a message, in the background."""
        task = MessageStreamTask(source, writer, write or self._write, self._failures, self._running.discard)
        self._running.add(task)
        task.invoke()
        return task

    def context(self) -> MessageStreamContext:
        """A message that is written by hand."""
        return MessageStreamContext(self._conversation, self._write, self._failures)

    def stop(self) -> None:
        """End every answer, as stopped, with what it has."""
        for task in list(self._running):
            task.cancel()
        self._conversation.stop()


def idle_stream() -> ExtendedTask[[], str]:
    """What the latest stream is before there was one: a task in its initial state."""

    async def nothing() -> str:
        return ""

    return ExtendedTask(nothing)
