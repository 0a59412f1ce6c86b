"""How frames reach one page of a Shiny session, and how a page reaches its chats."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Any, Protocol
from weakref import WeakKeyDictionary

from shiny import Session
from shiny.input_handler import input_handlers
from shiny.module import ResolvedId

from ..manager import Conversation
from ..wire import EventsFrame, PartDelta, ServerEvent, ServerFrame
from .reactor import flush_soon

MESSAGE = "pywry-chat"
"""The one custom message of ours."""
INPUT_SUFFIX = "_pywry"
INPUT_TYPE = "pywry.event"

EARLY = 16
"""How many events of a page are kept for a chat that does not exist yet."""
EARLY_IDS = 64


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
            self._frames = deque(kept for kept in self._frames if not isinstance(kept, EventsFrame))
            self._events_waiting = 0
            self._frames.append(self._conversation.snapshot())
        self._news.set()

    def close(self) -> None:
        """Send no more."""
        self._conversation.detach(self)
        self._task.cancel()

    async def _deliver(self) -> None:
        while True:
            await self._news.wait()
            self._news.clear()
            while self._frames:
                frame = self._frames.popleft()
                if isinstance(frame, EventsFrame):
                    self._events_waiting -= len(frame.events)
                await self._session.send_custom_message(MESSAGE, {"id": self._id, "frame": _dump(frame)})


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


class Receiver(Protocol):
    """Takes what the page of one element sends."""

    def receive(self, raw: object) -> None:
        """Must not raise: Shiny would end the session."""
        ...

    def replaced(self) -> None:
        """Another receiver takes this one's place."""
        ...


class _Page:
    """The receivers of one session, and what came for those that do not exist yet."""

    def __init__(self) -> None:
        self.receivers: dict[str, Receiver] = {}
        self.early: dict[str, list[object]] = {}
        self.attached: set[str] = set()


_pages: WeakKeyDictionary[Session, _Page] = WeakKeyDictionary()


def register(session: Session, id: str, receiver: Receiver) -> Callable[[], None]:
    """Give the element with this id a receiver; events that came before it are handed over soon.

    Returns
    -------
    :
        Takes the receiver away again.
    """
    page = _page_of(session)
    if id in page.receivers:
        page.receivers[id].replaced()
    page.receivers[id] = receiver
    early = page.early.pop(id, [])
    if id in page.attached and not early:
        # The element is there and followed another receiver: it is told of this one.
        early = [{"kind": "attach"}]

    def hand_over() -> None:
        for raw in early:
            receiver.receive(raw)
        flush_soon()

    if early:
        # Not at once: whoever makes a chat says only after that what is to be done with a submission.
        asyncio.get_running_loop().call_soon(hand_over)

    def unregister() -> None:
        if page.receivers.get(id) is receiver:
            del page.receivers[id]

    return unregister


def _page_of(session: Session) -> _Page:
    return _pages.setdefault(session.root_scope(), _Page())


def _receive(value: object, name: ResolvedId, session: Session) -> None:
    element = str(name).removesuffix(INPUT_SUFFIX)
    page = _page_of(session)
    receiver = page.receivers.get(element)
    if receiver is not None:
        page.attached.add(element)
        receiver.receive(value)
    elif element in page.early or len(page.early) < EARLY_IDS:
        waiting = page.early.setdefault(element, [])
        if len(waiting) < EARLY:
            waiting.append(value)


if INPUT_TYPE not in input_handlers:
    input_handlers.add(INPUT_TYPE)(_receive)
