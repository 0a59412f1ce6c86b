"""How frames reach one element of one page of a Shiny session."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from typing import Any

from shiny import Session

from ..manager import Conversation
from ..wire import ComposerFrame, EventsFrame, NoticeFrame, PartDelta, ServerEvent, ServerFrame

logger = logging.getLogger(__name__)

MESSAGE = "pywry-chat"
"""The one custom message of ours."""


class ShinyChannel:
    """Sends frames to one element of one page, in order, as fast as its socket takes them.

    While the socket is busy events wait and grow together; a page that falls behind by more events than the log keeps
    is sent the thread as it stands instead. Memory is bounded by both.
    """

    def __init__(self, session: Session, id: str, conversation: Conversation) -> None:
        self._session = session.root_scope()
        self._id = id
        self._conversation = conversation
        self._frames: deque[ServerFrame] = deque()
        self._events_waiting = 0
        self._news = asyncio.Event()
        self._closed = False
        self._task = asyncio.create_task(self._deliver(), name=f"pywry-channel-{id}")

    def send(self, frame: ServerFrame) -> None:
        """Pass a frame on."""
        last = self._frames[-1] if self._frames else None
        if isinstance(frame, EventsFrame):
            if isinstance(last, EventsFrame) and last.first + len(last.events) == frame.first:
                # The frame may be on its way to other channels too: join into a copy.
                frame = EventsFrame(thread=frame.thread, first=last.first, events=[*last.events, *frame.events])
                self._frames.pop()
                self._events_waiting -= len(last.events)
            self._events_waiting += len(frame.events)
        self._frames.append(frame)
        if self._events_waiting > self._conversation.limits.log_events:
            snapshot = self._conversation.snapshot()
            self._frames = deque(kept for kept in self._frames if isinstance(kept, ComposerFrame | NoticeFrame))
            self._events_waiting = 0
            self._frames.append(snapshot)
        self._news.set()

    def close(self) -> None:
        """Send no more than what already waits: the page must learn how all that was under way ended."""
        self._conversation.detach(self)
        self._closed = True
        self._news.set()

    async def _deliver(self) -> None:
        while not self._closed:
            await self._news.wait()
            self._news.clear()
            while self._frames:
                frame = self._frames.popleft()
                if isinstance(frame, EventsFrame):
                    self._events_waiting -= len(frame.events)
                try:
                    await self._session.send_custom_message(MESSAGE, {"id": self._id, "frame": _dump(frame)})
                except Exception:
                    # The next frame may fare better; the page asks for what it lacks.
                    logger.exception("A frame could not be sent to %r", self._id)


def _dump(frame: ServerFrame) -> dict[str, Any]:
    if not isinstance(frame, EventsFrame):
        return frame.model_dump(mode="json")
    return {
        "kind": frame.kind,
        "thread": frame.thread,
        "first": frame.first,
        "events": [_dump_event(event) for event in frame.events],
    }


def _dump_event(event: ServerEvent) -> dict[str, Any]:
    if isinstance(event, PartDelta):  # nearly all of the traffic: spared the generic way
        return {"kind": "part_delta", "message": event.message, "index": event.index, "text": event.text}
    return event.model_dump(mode="json")
