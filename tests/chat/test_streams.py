"""Answers that stream: each whole, each ended once, whatever happens to it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from htmltools import HTML, div
from shiny import Inputs, Outputs, Session, reactive

from pywry_shiny.chat import Chat
from pywry_shiny.content import HtmlPart, TextPart, ThinkingPart
from pywry_shiny.testing import open_session


async def words(*items: Any, gate: asyncio.Event | None = None) -> AsyncIterator[Any]:
    for item in items:
        yield item
        await asyncio.sleep(0)
    if gate is not None:
        await gate.wait()


async def test_a_stream_becomes_one_message_and_frees_the_text_box() -> None:
    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat")

        @chat.on_user_submit
        async def _(text: str) -> None:
            await chat.append_message_stream(words("You said ", "*", text, "*"))

    async with open_session(server) as session:
        chat = await session.chat("chat")
        await chat.submit("hi")
        assert chat.texts == ["hi", "You said *hi*"]
        assert [message.status for message in chat.messages] == ["complete", "complete"]
        assert not chat.turn.busy


async def test_streams_that_overlap_each_end_with_their_own_text_and_icon() -> None:
    first_may_end = asyncio.Event()
    results: list[str] = []

    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat")

        @chat.on_user_submit
        async def _() -> None:
            first = await chat.append_message_stream(words("a0 ", "a1", gate=first_may_end), icon=HTML("<i>a</i>"))
            second = await chat.append_message_stream(words("b0 ", "b1"), icon=False)
            await chat.append_message("between")

            @reactive.effect
            def _() -> None:
                results.append(second.result())
                first_may_end.set()

            @reactive.effect
            def _() -> None:
                results.append(first.result())

    async with open_session(server) as session:
        chat = await session.chat("chat")
        await chat.submit("go")
        await chat.wait(lambda: len(results) == 2)
        assert results == ["b0 b1", "a0 a1"]
        assert chat.texts == ["go", "a0 a1", "b0 b1", "between"]
        assert [message.icon for message in chat.messages[1:]] == ["<i>a</i>", "", None]


async def test_a_source_that_raises_keeps_what_it_had_and_tells_the_user_once() -> None:
    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat", on_error="actual")

        async def broken() -> AsyncIterator[str]:
            yield "half of"
            raise RuntimeError("the line is cut")

        @chat.on_user_submit
        async def _(text: str) -> None:
            await chat.append_message_stream(broken() if text == "break" else words("fine"))

    async with open_session(server) as session:
        chat = await session.chat("chat")
        await chat.submit("break")
        broken = chat.messages[-1]
        assert (broken.content(), broken.status, broken.error) == ("half of", "error", "the line is cut")
        await chat.submit("again")
        assert chat.texts[-1] == "fine"
        assert len(session.notifications) == 1
        assert "the line is cut" in session.notifications[0]
        shown = [message["notification"]["message"] for message in session.sent if "notification" in message]
        assert [one["duration"] for one in shown] == [8_000]  # the message keeps it; the notification need not


@pytest.mark.parametrize("how", ["button", "cancel"])
async def test_a_stopped_answer_keeps_its_text_and_is_marked(how: str) -> None:
    never = asyncio.Event()
    closed: list[str] = []
    chats: list[Chat] = []

    async def endless() -> AsyncIterator[str]:
        try:
            yield "so far"
            await never.wait()
        finally:
            closed.append("source")

    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat")
        chats.append(chat)

        @chat.on_user_submit
        async def _() -> None:
            await chat.append_message_stream(endless())

        @reactive.effect
        @reactive.event(input.cancel)
        def _() -> None:
            chat.latest_message_stream.cancel()

    async with open_session(server) as session:
        chat = await session.chat("chat")
        await chat.submit("go", wait=False)
        await chat.wait(lambda: chat.texts[-1] == "so far")
        if how == "button":
            await chat.stop()
        else:
            session.set_input("cancel", 1)
            await chat.wait(lambda: not chat.turn.busy)
        assert (chat.texts[-1], chat.messages[-1].status) == ("so far", "stopped")
        await chat.wait(lambda: closed == ["source"])
        assert not session.notifications


async def test_stopping_does_not_wait_for_a_source_that_blocks_its_thread() -> None:
    release = threading.Event()

    def blocking() -> Iterator[str]:
        yield "so far"
        release.wait(10)
        yield "too late"

    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat")

        @chat.on_user_submit
        async def _() -> None:
            await chat.append_message_stream(blocking())

    async with open_session(server) as session:
        chat = await session.chat("chat")
        await chat.submit("go", wait=False)
        await chat.wait(lambda: chat.texts[-1] == "so far")
        await chat.stop()
        release.set()
        await chat.submit("next", wait=False)
        assert chat.texts[:2] == ["go", "so far"]
        assert chat.messages[1].status == "stopped"


async def test_sync_iterables_stream_without_holding_the_loop() -> None:
    turns = threading.Barrier(2, timeout=5)

    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat")

        def drawn() -> Iterator[str]:
            yield "a"
            turns.wait()  # the loop must be free to come here
            yield "b"

        @chat.on_user_submit
        async def _() -> None:
            await chat.append_message_stream(drawn())
            await asyncio.to_thread(turns.wait)
            await chat.append_message_stream(["list ", "too"])

    async with open_session(server) as session:
        chat = await session.chat("chat")
        await chat.submit("go")  # the text box is free after the first of them
        await chat.wait(lambda: chat.texts == ["go", "ab", "list too"])


async def test_replace_takes_back_what_its_context_said_over_any_mix() -> None:
    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat")

        @chat.on_user_submit
        async def _() -> None:
            async with chat.message_stream_context() as message:
                await message.append("Start <thinking>hm</thinking>")
                async with chat.message_stream_context() as progress:
                    for percent in (0, 50):
                        await progress.append(f"{percent}%")
                    await progress.append(div("bar"))
                    await progress.replace("")
                await message.append("done")
            async with chat.message_stream_context() as second:
                await second.append("<thinking>x</thinking>")
                await second.append(HTML("<b>bold</b>"))
                await second.replace("all new")

    async with open_session(server) as session:
        chat = await session.chat("chat")
        await chat.submit("go")
        assert [type(part) for part in chat.messages[1].parts] == [TextPart, ThinkingPart, TextPart]
        assert chat.texts[1:] == ["Start <thinking>\nhm\n</thinking>\n\ndone", "all new"]


async def test_a_context_inside_a_stream_joins_its_message() -> None:
    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat")

        async def source() -> AsyncIterator[str]:
            yield "Looking. "
            async with chat.message_stream_context() as tool:
                await tool.append("(searching)")
                await tool.replace("(found)")
            yield " Here."

        @chat.on_user_submit
        async def _() -> None:
            await chat.append_message_stream(source())

    async with open_session(server) as session:
        chat = await session.chat("chat")
        await chat.submit("go")
        assert chat.texts == ["go", "Looking. (found) Here."]


async def test_an_exception_in_a_context_ends_the_message_and_goes_on_up() -> None:
    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat", on_error="actual")

        @chat.on_user_submit
        async def _() -> None:
            async with chat.message_stream_context() as message:
                await message.append("kept")
                raise LookupError("no such thing")

    async with open_session(server) as session:
        chat = await session.chat("chat")
        await chat.submit("go")
        assert (chat.texts[-1], chat.messages[-1].status) == ("kept", "error")
        assert len(session.notifications) == 1


async def test_a_message_that_was_cleared_while_it_streamed_stays_away() -> None:
    gate = asyncio.Event()
    chats: list[Chat] = []
    read: list[int] = []

    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat")
        chats.append(chat)

        @chat.on_user_submit
        async def _() -> None:
            await chat.append_message_stream(words("gone", gate=gate))

        @reactive.effect
        @reactive.event(input.clear)
        async def _() -> None:
            await chat.clear_messages()

        @reactive.effect
        def _() -> None:
            read.append(len(chat.messages()))

    async with open_session(server) as session:
        chat = await session.chat("chat")
        await chat.submit("go", wait=False)
        await chat.wait(lambda: chat.texts[-1] == "gone")
        session.set_input("clear", 1)
        await chat.wait(lambda: not chat.messages)
        gate.set()
        await chat.turn_ended()
        assert chat.messages == []
        assert read[-1] == 0


async def test_tags_in_a_stream_are_islands_between_texts() -> None:
    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat")

        @chat.on_user_submit
        async def _() -> None:
            await chat.append_message_stream(words("before ", div("ui"), " after"))

    async with open_session(server) as session:
        chat = await session.chat("chat")
        await chat.submit("go")
        texts = [
            part.text if isinstance(part, TextPart) else part.html
            for part in chat.messages[1].parts
            if isinstance(part, TextPart | HtmlPart)
        ]
        assert texts == ["before ", "<div>ui</div>", " after"]


async def test_before_any_stream_the_latest_one_has_not_run() -> None:
    seen: list[str] = []

    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat")

        @reactive.effect
        def _() -> None:
            seen.append(chat.latest_message_stream.status())

    async with open_session(server):
        assert seen == ["initial"]
