"""Writes one message into a conversation, in as few events as the reader can bear to wait for."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable
from typing import Protocol

from ..content import Ending, Message, Part, TextPart, ThinkingPart, ToolPart
from ..content.well_formed import ends_in_half, well_formed
from ..stream.tool_calls import ToolCalls
from ..stream.turn import Checkpoint, MessageTurn
from ..wire import Limits, ServerEvent


class Sink(Protocol):
    """What a writer writes into."""

    @property
    def limits(self) -> Limits:
        """The bounds of this chat."""
        ...

    def emit(self, events: list[ServerEvent]) -> None:
        """Apply events to the thread and pass them on."""
        ...

    def written(self, writer: MessageWriter) -> None:
        """The message has ended."""
        ...


class MessageWriter:
    """One message under way.

    Text that comes after a pause of ``limits.pause_seconds`` goes out at once, so that nobody feels a slow stream being
    held back; what comes thicker travels together, for ``limits.flush_seconds`` or until it is ``limits.flush_chars``
    long. Once the message has ended, by whoever's hand, more is ignored.
    """

    def __init__(self, sink: Sink, message: Message) -> None:
        self._sink = sink
        self._message = message
        self._turn = MessageTurn(message.id, time.monotonic)
        self._loop = asyncio.get_running_loop()
        self._waiting: list[str] = []
        self._waiting_chars = 0
        self._waiting_thought = False
        self._limits = sink.limits
        self._heard = 0.0
        self._late = 0.0
        self._timer: asyncio.TimerHandle | None = None
        self._tools = ToolCalls()

    @property
    def id(self) -> str:
        """The message's id."""
        return self._message.id

    def writes_into(self, sink: Sink) -> bool:
        """Whether this is a message of that conversation."""
        return self._sink is sink

    @property
    def alive(self) -> bool:
        """Whether the message can still grow."""
        return not self._turn.ended

    @property
    def message(self) -> Message:
        """The message, true to the last character that was written."""
        self.flush()
        return self._message

    def text(self, text: str) -> None:
        """Say more."""
        if not self._turn.ended:
            self._wait(text, thought=False)

    def _wait(self, text: str, *, thought: bool) -> None:
        if thought is not self._waiting_thought:
            self._pass_on(whole=True)
            self._waiting_thought = thought
        self._waiting.append(text)
        self._waiting_chars += len(text)
        now = self._loop.time()
        paused = now - self._heard >= self._limits.pause_seconds
        self._heard = now
        if paused or self._waiting_chars >= self._limits.flush_chars:
            self.flush()
        elif self._timer is None:
            self._timer = self._loop.call_at(now + self._limits.flush_seconds + self._late, self._flush_in_time)

    def _flush_in_time(self) -> None:
        # A process that is behind joins more, up to twice as much, so that it catches up.
        if self._timer is not None:
            self._late = min(self._loop.time() - self._timer.when(), self._limits.flush_seconds)
        self.flush()

    def parts(self, parts: Iterable[Part]) -> None:
        """Say, think or show more."""
        for part in parts:
            if self._turn.ended:
                return
            if isinstance(part, TextPart) and part.format == "markdown":
                self._wait(part.text, thought=False)
            elif isinstance(part, ThinkingPart) and part.topic is None:
                self._wait(part.text, thought=True)
            else:
                self._pass_on(whole=True)
                for whole in self._tools.feed(part) if isinstance(part, ToolPart) else [part]:
                    self._sink.emit(self._turn.feed(whole))

    def flush(self) -> None:
        """Pass on what waits, but for half a character whose other half may come."""
        self._pass_on(whole=False)

    def _pass_on(self, *, whole: bool) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if not self._waiting:
            return
        text = "".join(self._waiting)
        self._waiting.clear()
        self._waiting_chars = 0
        if not text.isascii():
            if not whole and ends_in_half(text):
                self._waiting.append(text[-1])
                text = text[:-1]
            text = well_formed(text)
        if not text:
            return
        events = self._turn.feed(ThinkingPart(text=text) if self._waiting_thought else TextPart(text=text))
        if events:
            self._sink.emit(events)

    def checkpoint(self) -> Checkpoint:
        """Where the message stands now, to come back to."""
        self.flush()
        return self._turn.checkpoint()

    def go_back(self, checkpoint: Checkpoint) -> None:
        """Take back all that came after the checkpoint."""
        if self._turn.ended:
            return
        self._pass_on(whole=True)
        self._sink.emit(self._turn.go_back(checkpoint, self._message))

    def end(self, status: Ending = "complete", error: str | None = None) -> None:
        """End the message. Only the first end counts."""
        if self._turn.ended:
            return
        self._pass_on(whole=True)
        for call in self._tools.finish():
            self._sink.emit(self._turn.feed(call))
        self._sink.emit(self._turn.end(status, self._message, error))
        self._sink.written(self)

    def forget(self) -> None:
        """The message is gone from its thread: nothing more is passed on."""
        self.flush()
        self._turn.ended = True
        self._sink.written(self)
