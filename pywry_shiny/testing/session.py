"""A Shiny session without a browser: the server function really runs, and a page made of Python follows its chats."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from typing import Any, cast
from uuid import uuid4

from pydantic import TypeAdapter
from shiny import App, reactive, ui
from shiny._connection import Connection, ConnectionClosed  # there is no public way to connect without a socket
from starlette.requests import HTTPConnection

from ..content import Message, Thread
from ..wire import (
    ComposerFrame,
    EventsFrame,
    NoticeFrame,
    ServerFrame,
    SnapshotFrame,
    Turn,
    TurnFrame,
    apply,
)

TIMEOUT = 5.0
"""Seconds after which waiting fails."""

_frames: TypeAdapter[EventsFrame | SnapshotFrame | TurnFrame | ComposerFrame | NoticeFrame] = TypeAdapter(ServerFrame)


class _MemoryConnection(Connection):
    def __init__(self, received: Callable[[dict[str, Any]], None]) -> None:
        self._received = received
        self._to_server: asyncio.Queue[str | None] = asyncio.Queue()

    def put(self, message: dict[str, Any] | None) -> None:
        self._to_server.put_nowait(None if message is None else json.dumps(message))

    async def send(self, message: str) -> None:
        self._received(json.loads(message))

    async def receive(self) -> str:
        message = await self._to_server.get()
        if message is None:
            raise ConnectionClosed
        return message

    async def close(self, code: int, reason: str | None) -> None:
        self.put(None)

    def get_http_conn(self) -> HTTPConnection:
        return HTTPConnection(scope={"type": "websocket", "headers": [], "path": "/", "query_string": b""})


class ChatDriver:
    """One chat, as a page sees it: it knows what the server sent, nothing else."""

    def __init__(self, session: SessionDriver, id: str) -> None:
        self.id = id
        self.thread = Thread(id="")
        self.turn = Turn()
        self.notices: list[str] = []
        """What the chat told its user, besides messages."""
        self.composed: list[ComposerFrame] = []
        """What the server did to the text box."""
        self.seq = 0
        self.frames: list[EventsFrame | SnapshotFrame | TurnFrame | ComposerFrame | NoticeFrame] = []
        self._session = session
        self._attached = False

    @property
    def messages(self) -> list[Message]:
        """The messages, also those that are still being written."""
        return self.thread.messages

    @property
    def texts(self) -> list[str]:
        """What the messages say."""
        return [message.content() for message in self.messages]

    async def attach(self) -> None:
        """Follow the chat, as a page does when the element appears."""
        self._attached = False
        self.send({"kind": "attach"})
        await self.wait(lambda: self._attached)

    async def submit(self, text: str, *, wait: bool = True) -> str:
        """Send a message as a user does.

        Parameters
        ----------
        wait
            Come back when the answer is whole and the text box is free again.

        Returns
        -------
        :
            The id of the submission.
        """
        submission = uuid4().hex
        self.send({"kind": "submit", "id": submission, "text": text})
        await self.wait(lambda: any(message.id == submission for message in self.messages))
        if wait:
            await self.turn_ended()
        return submission

    async def stop(self) -> None:
        """Press the stop button, and wait until the answer has stopped."""
        self.send({"kind": "stop"})
        await self.turn_ended()

    async def turn_ended(self) -> None:
        """Wait until nothing is being answered."""
        await self._session.idle()
        await self.wait(lambda: not self.turn.busy)

    async def wait(self, condition: Callable[[], bool], timeout: float = TIMEOUT) -> None:
        """Wait until something is so, or fail."""
        await self._session.wait(condition, timeout)

    def send(self, event: object) -> None:
        """Send a raw event, as a page does (or someone who forges one)."""
        self._session.set_input(f"{self.id}_pywry:pywry.event", event)

    def receive(self, raw: dict[str, Any]) -> None:
        """Take a frame off the wire."""
        frame = _frames.validate_python(raw)
        self.frames.append(frame)
        match frame:
            case SnapshotFrame():
                self._attached = True
                self.seq, self.thread, self.turn = frame.seq, frame.thread, frame.turn
            case EventsFrame():
                self._attached = True
                if frame.first > self.seq + 1:  # something was lost: ask for it, as a page does
                    self.send({"kind": "attach", "thread": self.thread.id, "have": self.seq})
                    return
                for event in frame.events[self.seq + 1 - frame.first :]:
                    apply(self.thread, event)
                    self.seq += 1
            case TurnFrame():
                self.turn = frame.turn
            case ComposerFrame():
                self.composed.append(frame)
            case NoticeFrame():
                self.notices.append(frame.text)


class SessionDriver:
    """A Shiny session under test."""

    def __init__(self) -> None:
        self.notifications: list[str] = []
        """The HTML of Shiny's notifications."""
        self.outputs: dict[str, Any] = {}
        """The latest value of each output."""
        self.sent: list[dict[str, Any]] = []
        """All that the server sent, as it came."""
        self.closed = False
        self._connection = _MemoryConnection(self._received)
        self._chats: dict[str, ChatDriver] = {}
        self._changed = asyncio.Event()
        self._flushes = 0

    async def chat(self, id: str) -> ChatDriver:
        """Follow a chat, or a markdown stream. In a module the id is the full one, as in ``module-chat``."""
        if id not in self._chats:
            self._chats[id] = ChatDriver(self, id)
            await self._chats[id].attach()
        return self._chats[id]

    def set_input(self, name: str, value: object) -> None:
        """Set an input, as the page does."""
        self._connection.put({"method": "update", "data": {name: value}})

    async def idle(self) -> None:
        """Wait until the server has dealt with all that was set so far."""
        seen = self._flushes
        self.set_input("pywry_testing_nothing", uuid4().hex)
        await self.wait(lambda: self._flushes > seen)

    async def wait(self, condition: Callable[[], bool], timeout: float = TIMEOUT) -> None:
        """Wait until something is so, or fail."""

        async def until() -> None:
            while not condition():
                self._changed.clear()
                await self._changed.wait()

        await asyncio.wait_for(until(), timeout)

    async def run(self, app: App) -> None:
        """Live through the session, from its start to its end."""
        session = app._create_session(self._connection)  # pyright: ignore[reportPrivateUsage]
        try:
            await session._run()  # pyright: ignore[reportPrivateUsage]
        finally:
            self.closed = True
            self._changed.set()

    def start(self, inputs: dict[str, object]) -> None:
        """Say hello, as a page does."""
        self._connection.put({"method": "init", "data": inputs})

    def end(self) -> None:
        """Close the page."""
        self._connection.put(None)

    def _received(self, message: dict[str, Any]) -> None:
        self.sent.append(message)
        custom = cast("dict[str, Any]", message.get("custom", {}))
        if "pywry-chat" in custom:
            chat = self._chats.get(custom["pywry-chat"]["id"])
            if chat is not None:
                chat.receive(custom["pywry-chat"]["frame"])
        if "notification" in message and message["notification"]["type"] == "show":
            self.notifications.append(message["notification"]["message"]["html"])
        if "values" in message:
            self.outputs.update(message["values"])
            self._flushes += 1
        self._changed.set()


def _check_loop() -> None:
    if getattr(reactive.lock(), "_loop", None) not in (None, asyncio.get_running_loop()):
        raise RuntimeError(
            "Shiny has one reactive lock for the process, and another event loop has used it. "
            'Run all tests on one loop: with pytest-asyncio, set `asyncio_default_test_loop_scope = "session"`.'
        )


@asynccontextmanager
async def open_session(app: App | Callable[[Any, Any, Any], None], **inputs: object) -> AsyncGenerator[SessionDriver]:
    """Run an app's server function in a Shiny session of its own, without a browser.

    Parameters
    ----------
    app
        The app, or its server function.
    inputs
        What the page's inputs are at the start.
    """
    _check_loop()
    driver = SessionDriver()
    running = asyncio.create_task(driver.run(app if isinstance(app, App) else App(ui.TagList(), app)))
    driver.start(inputs)
    try:
        await driver.wait(lambda: bool(driver._flushes) or driver.closed)  # pyright: ignore[reportPrivateUsage]
        yield driver
    finally:
        driver.end()
        await asyncio.wait_for(running, TIMEOUT)
