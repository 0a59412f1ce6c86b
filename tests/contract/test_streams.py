"""What the contract says of streams and of messages written by hand, line by line."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from shiny import Inputs, Outputs, Session, reactive, req

from pywry_shiny.chat import Chat
from pywry_shiny.testing import open_session
from tests.contract.answers import answering, say


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

    async def broken() -> AsyncIterator[str]:
        yield "half"
        raise ValueError("cut")

    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat")

        @chat.on_user_submit
        async def _(text: str) -> None:
            await chat.append_message_stream(broken())

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
