"""What the contract says of streams and of messages written by hand, line by line."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from htmltools import HTML, Tag
from shiny import Inputs, Outputs, Session, reactive, req
from shiny.types import SilentException

from pywry_shiny.chat import Chat
from pywry_shiny.content.chat_message import ChatMessage
from pywry_shiny.stream.message_content import message_content_chunk
from pywry_shiny.testing import ChatDriver, SessionDriver, open_session

Server = Callable[[Inputs, Outputs, Session], None]


def answering(answer: Callable[[Chat, str], Any], **options: Any) -> Server:
    """A server whose chat answers each submission so."""

    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat", on_error="actual", **options)

        @chat.on_user_submit
        async def _(text: str) -> None:
            await answer(chat, text)

    return server


async def say(*items: Any, gate: asyncio.Event | None = None, then: tuple[Any, ...] = ()) -> AsyncIterator[Any]:
    for item in items:
        yield item
        await asyncio.sleep(0)
    if gate is not None:
        await gate.wait()
    for item in then:
        yield item


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


async def test_a_stream_that_was_cleared_away_is_drawn_no_further_and_says_it_was_cancelled() -> None:
    gate = asyncio.Event()
    drawn: list[str] = []
    tasks: list[Any] = []

    async def source(chat: Chat) -> AsyncIterator[str]:
        for item in ("one", "two", "three", "four"):
            drawn.append(item)
            yield item
            await gate.wait()
            if item == "two":
                async with chat.message_stream_context() as tool:
                    await tool.append("a tool speaks of a message that is gone")

    async def answer(chat: Chat, text: str) -> None:
        if text == "clear":
            await chat.clear_messages()
            gate.set()
        else:
            tasks.append(await chat.append_message_stream(source(chat)))

    async with open_session(answering(answer)) as session:
        chat = await session.chat("chat")
        await chat.submit("go", wait=False)
        await chat.wait(lambda: chat.texts[-1] == "one")
        chat.send({"kind": "submit", "id": "a-submission", "text": "clear"})
        await chat.wait(lambda: len(drawn) == 2)
        await chat.turn_ended()
        with reactive.isolate():
            assert tasks[0].status() == "cancelled"
        assert chat.messages == []
        assert drawn == ["one", "two"]


async def test_a_context_inside_a_message_that_was_stopped_or_cleared_says_nothing() -> None:
    gate = asyncio.Event()
    over = asyncio.Event()

    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat")

        async def work() -> None:
            async with chat.message_stream_context() as message:
                await message.append("kept")
                await gate.wait()
                await message.append(" lost")
                async with chat.message_stream_context() as inner:
                    await inner.append(" lost too")
                    await inner.replace("")
            over.set()
            async with chat.message_stream_context() as message:
                await message.append("another")

        @reactive.effect
        def _() -> None:
            tasks.append(asyncio.create_task(work()))

        @reactive.effect
        @reactive.event(input.clear)
        async def _() -> None:
            await chat.clear_messages()

    for how in ("stop", "clear"):
        gate.clear()
        over.clear()
        tasks: list[asyncio.Task[None]] = []
        async with open_session(server) as session:
            chat = await session.chat("chat")
            await chat.wait(lambda chat=chat: chat.texts == ["kept"])
            if how == "stop":
                await chat.stop()
            else:
                session.set_input("clear", 1)
                await chat.wait(lambda chat=chat: chat.messages == [])
            gate.set()
            await tasks[0]
            await chat.turn_ended()
            assert chat.texts == (["kept", "another"] if how == "stop" else ["another"])


async def test_contexts_of_two_chats_inside_each_other_each_join_their_own_message() -> None:
    def server(input: Inputs, output: Outputs, session: Session) -> None:
        a, b = Chat("a"), Chat("b")

        @a.on_user_submit
        async def _() -> None:
            async with a.message_stream_context() as first:
                await first.append("a1")
                async with b.message_stream_context() as other:
                    await other.append("b1")
                    async with a.message_stream_context() as second:
                        await second.append(" a2")
                    await other.append(" b2")
                await first.append(" a3")

    async with open_session(server) as session:
        a, b = await session.chat("a"), await session.chat("b")
        await a.submit("go")
        await b.turn_ended()
        assert (a.texts, b.texts) == (["go", "a1 a2 a3"], ["b1 b2"])


async def test_a_task_that_outlives_its_stream_begins_a_message_of_its_own() -> None:
    gate, joined = asyncio.Event(), asyncio.Event()
    left: list[asyncio.Task[None]] = []

    async def later(chat: Chat) -> None:
        async with chat.message_stream_context() as message:
            await message.append("(in it)")
        joined.set()
        await gate.wait()
        async with chat.message_stream_context() as own:
            await own.append("on my own")

    async def source(chat: Chat) -> AsyncIterator[str]:
        yield "said "
        left.append(asyncio.create_task(later(chat)))
        await joined.wait()

    async def answer(chat: Chat, text: str) -> None:
        await chat.append_message_stream(source(chat))

    async with open_session(answering(answer)) as session:
        chat = await session.chat("chat")
        await chat.submit("go")
        gate.set()
        await left[0]
        await chat.wait(lambda: chat.texts == ["go", "said (in it)", "on my own"])


async def test_contexts_are_used_from_effects_and_from_extended_tasks() -> None:
    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat")

        @reactive.extended_task
        async def work() -> None:
            async with chat.message_stream_context() as message:
                await message.append("from a task")

        @reactive.effect
        async def _() -> None:
            async with chat.message_stream_context() as message:
                await message.append("from an effect")
            work()

    async with open_session(server) as session:
        chat = await session.chat("chat")
        await chat.wait(lambda: chat.texts == ["from an effect", "from a task"] and not chat.turn.busy)


async def test_a_result_is_in_progress_while_its_stream_runs_then_the_text_then_that_of_the_next() -> None:
    gate = asyncio.Event()
    seen: list[str] = []

    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat")

        @chat.on_user_submit
        async def _(text: str) -> None:
            await chat.append_message_stream(say(text, gate=gate))

        @reactive.effect
        def _() -> None:
            try:
                seen.append(chat.latest_message_stream.result())
            except Exception as error:
                seen.append(type(error).__name__)

    async with open_session(server) as session:
        chat = await session.chat("chat")
        assert seen == ["SilentException"]
        await chat.submit("one", wait=False)
        await chat.wait(lambda: chat.texts[-1] == "one" and len(chat.texts) == 2)
        await session.wait(lambda: seen[-1] == "SilentOperationInProgressException")
        gate.set()
        await chat.turn_ended()
        await session.idle()
        await session.wait(lambda: seen[-1] == "one")
        await chat.submit("two")
        await session.idle()
        await session.wait(lambda: seen[-1] == "two")


async def test_the_result_of_a_stream_that_failed_raises_its_error() -> None:
    seen: list[str] = []

    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat")

        @chat.on_user_submit
        async def _(text: str) -> None:
            await chat.append_message_stream(raising(ValueError("cut"))())

        @reactive.effect
        def _() -> None:
            try:
                chat.latest_message_stream.result()
            except ValueError as error:
                seen.append(str(error))

    async with open_session(server) as session:
        chat = await session.chat("chat")
        await chat.submit("go")
        await session.idle()
        assert seen == ["cut"]


async def test_the_result_of_a_stream_holds_its_thoughts_in_thinking_lines() -> None:
    results: list[str] = []

    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat")

        @chat.on_user_submit
        async def _() -> None:
            await chat.append_message_stream(say("<think", "ing>hm</thinking>", "so"))

        @reactive.effect
        def _() -> None:
            results.append(chat.latest_message_stream.result())

    async with open_session(server) as session:
        chat = await session.chat("chat")
        await chat.submit("go")
        await session.idle()
        assert results == ["<thinking>\nhm\n</thinking>\n\nso"]


async def test_req_in_a_handler_or_a_context_is_an_end_and_no_failure() -> None:
    async def answer(chat: Chat, text: str) -> None:
        if text == "plain":
            req(False)
        elif text == "cancel output":
            req(False, cancel_output=True)
        else:
            async with chat.message_stream_context() as message:
                await message.append("kept")
                req(False)

    async with open_session(answering(answer)) as session:
        chat = await session.chat("chat")
        for text in ("plain", "cancel output", "context"):
            await chat.submit(text)
        assert chat.texts == ["plain", "cancel output", "context", "kept"]
        assert chat.messages[-1].status == "complete"
        assert session.notifications == []


async def test_characters_cut_in_halves_are_joined_and_lone_halves_are_replaced() -> None:
    results: list[str] = []

    async def answer(chat: Chat, text: str) -> None:
        await chat.append_message_stream(say("a\ud83d", "\ude00b", "\x00", " \udc00 ", "c\ud83d"))
        await chat.append_message("\ud83d\ude00 \ud83d")
        with reactive.isolate():
            results.extend(message["content"] for message in chat.messages())

    async with open_session(answering(answer)) as session:
        chat = await session.chat("chat")
        await chat.submit("go")
        assert chat.texts == ["go", "a😀b\x00 \ufffd c\ufffd", "😀 \ufffd"]
        for text in results:
            text.encode()


async def test_an_icon_may_be_a_string_of_html() -> None:
    async def answer(chat: Chat, text: str) -> None:
        await chat.append_message("one", icon="<i>i</i>")
        await chat.append_message_stream(["two"], icon=True)

    async with open_session(answering(answer)) as session:
        chat = await session.chat("chat")
        await chat.submit("go")
        assert [message.icon for message in chat.messages[1:]] == ["<i>i</i>", None]
