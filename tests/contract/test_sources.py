"""However a source of a stream ends, its message ends once and the chat goes on."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from htmltools import HTML, Tag
from shiny import reactive
from shiny.types import SilentException

from pywry_shiny.chat import Chat
from pywry_shiny.content.chat_message import ChatMessage
from pywry_shiny.stream.message_content import message_content_chunk
from pywry_shiny.testing import ChatDriver, SessionDriver, open_session
from tests.contract.answers import answering, say


async def still_alive(chat: ChatDriver, session: SessionDriver) -> None:
    """The text box is free, and the chat does what it is asked."""
    assert not chat.turn.busy
    told = len(session.notifications)
    await chat.submit("alive?")
    assert chat.texts[-1] == "yes"
    assert len(session.notifications) == told


class NoIterable:
    pass


@pytest.mark.parametrize("source", [3, None, NoIterable()], ids=["number", "nothing", "object"])
async def test_a_source_that_cannot_be_iterated_over_is_refused_before_a_message_begins(source: Any) -> None:
    async def answer(chat: Chat, text: str) -> None:
        if text == "alive?":
            await chat.append_message("yes")
        else:
            await chat.append_message_stream(source)

    async with open_session(answering(answer)) as session:
        chat = await session.chat("chat")
        await chat.submit("go")
        assert chat.texts == ["go"]
        assert "cannot be iterated over" in session.notifications[0]
        await still_alive(chat, session)


async def test_a_source_that_was_not_awaited_is_refused_with_the_way_out() -> None:
    async def model() -> list[str]:
        return ["hi"]

    async def answer(chat: Chat, text: str) -> None:
        await chat.append_message_stream(model())  # type: ignore[arg-type]

    async with open_session(answering(answer)) as session:
        chat = await session.chat("chat")
        await chat.submit("go")
        assert chat.texts == ["go"]
        assert "`await` it first" in session.notifications[0]


async def test_a_text_is_a_stream_of_one_chunk() -> None:
    async def answer(chat: Chat, text: str) -> None:
        await chat.append_message_stream(f"You said {text}")
        await chat.append_message_stream(HTML("<b>bold</b>"))

    async with open_session(answering(answer)) as session:
        chat = await session.chat("chat")
        await chat.submit("hi")
        assert [[part.kind for part in message.parts] for message in chat.messages[1:]] == [["text"], ["html"]]
        assert chat.texts == ["hi", "You said hi", "<b>bold</b>"]


class Unrenderable(Tag):
    def tagify(self) -> Any:
        raise ZeroDivisionError("no picture")


class Unreadable:
    pass


@message_content_chunk.register
def _(chunk: Unreadable) -> ChatMessage:
    raise LookupError("not to be read")


def raising(error: BaseException) -> Callable[[], AsyncIterator[str]]:
    async def source() -> AsyncIterator[str]:
        yield "half"
        raise error

    return source


def raising_in_a_thread(error: BaseException) -> Callable[[], Iterator[str]]:
    def source() -> Iterator[str]:
        yield "half"
        raise error

    return source


class EndsWith:
    """An async iterator of the plainest kind: it has no ``aclose``."""

    def __init__(self, error: BaseException) -> None:
        self._error = error
        self._said = False

    def __aiter__(self) -> EndsWith:
        return self

    async def __anext__(self) -> str:
        if self._said:
            raise self._error
        self._said = True
        return "half"


class ClosesWithAnError:
    def __init__(self) -> None:
        self._items = iter(["half"])

    def __iter__(self) -> ClosesWithAnError:
        return self

    def __next__(self) -> str:
        return next(self._items)

    def close(self) -> None:
        raise ConnectionError("gone already")


SOURCES: dict[str, tuple[Callable[[], Any], str, int]] = {
    "an error": (raising(ValueError("x")), "error", 1),
    "an error of a plain iterator": (lambda: EndsWith(ValueError("x")), "error", 1),
    "an error in a thread": (raising_in_a_thread(ValueError("x")), "error", 1),
    "a cancellation of its own": (raising(asyncio.CancelledError()), "stopped", 0),
    "a cancellation in a thread": (raising_in_a_thread(asyncio.CancelledError()), "error", 1),
    "GeneratorExit": (lambda: EndsWith(GeneratorExit()), "stopped", 0),
    "GeneratorExit in a thread": (raising_in_a_thread(GeneratorExit()), "error", 1),
    "SystemExit in a thread": (raising_in_a_thread(SystemExit(1)), "error", 1),
    "StopAsyncIteration in a thread": (raising_in_a_thread(StopAsyncIteration()), "error", 1),
    "the end of a plain iterator": (lambda: EndsWith(StopAsyncIteration()), "complete", 0),
    "an end and an error on closing": (ClosesWithAnError, "complete", 0),
    "a chunk that cannot be read": (lambda: say("half", Unreadable(), "more"), "error", 1),
    "a chunk nobody knows": (lambda: ["half", 3.14, "more"], "error", 1),
    "a tag that cannot be rendered": (lambda: say("half", Unrenderable("div"), "more"), "error", 1),
    "a silent exception": (raising(SilentException()), "complete", 0),
    "an error without words": (raising(KeyError()), "error", 1),
    "an error with half a character": (raising(ValueError("\ud83d")), "error", 1),
}


@pytest.mark.parametrize(("source", "status", "told"), SOURCES.values(), ids=SOURCES.keys())
async def test_however_a_source_ends_its_message_ends_once_and_the_chat_goes_on(
    source: Callable[[], Any], status: str, told: int
) -> None:
    tasks: list[Any] = []

    async def answer(chat: Chat, text: str) -> None:
        if text == "alive?":
            await chat.append_message("yes")
        else:
            tasks.append(await chat.append_message_stream(source()))

    async with open_session(answering(answer)) as session:
        chat = await session.chat("chat")
        await chat.submit("go")
        assert (chat.texts[-1], chat.messages[-1].status) == ("half", status)
        assert len(session.notifications) == told
        ends = [
            event
            for frame in chat.frames
            if frame.kind == "events"
            for event in frame.events
            if event.kind == "message_end" and event.message == chat.messages[-1].id
        ]
        assert len(ends) == 1
        await still_alive(chat, session)
    gc.collect()


async def test_a_source_is_closed_at_once_when_its_chunk_cannot_be_read() -> None:
    closed: list[str] = []

    async def source() -> AsyncIterator[object]:
        try:
            yield "half"
            yield Unreadable()
            yield "more"
        finally:
            closed.append("source")

    tasks: list[Any] = []

    async def answer(chat: Chat, text: str) -> None:
        tasks.append(await chat.append_message_stream(source()))

    async with open_session(answering(answer)) as session:
        chat = await session.chat("chat")
        await chat.submit("go")
        assert closed == ["source"]


async def test_a_source_that_takes_no_notice_of_being_stopped_is_left() -> None:
    never = asyncio.Event()
    closed: list[str] = []
    tasks: list[Any] = []

    async def stubborn() -> AsyncIterator[str]:
        yield "so far"
        try:
            with suppress(asyncio.CancelledError):
                await never.wait()
            yield " and more"
            await never.wait()
        finally:
            closed.append("source")

    async def answer(chat: Chat, text: str) -> None:
        tasks.append(await chat.append_message_stream(stubborn()))

    async with open_session(answering(answer)) as session:
        chat = await session.chat("chat")
        await chat.submit("go", wait=False)
        await chat.wait(lambda: chat.texts[-1] == "so far")
        await chat.stop()
        await chat.wait(lambda: closed == ["source"])
        with reactive.isolate():
            await session.idle()
            assert tasks[0].status() == "cancelled"
        assert (chat.texts[-1], chat.messages[-1].status) == ("so far", "stopped")
