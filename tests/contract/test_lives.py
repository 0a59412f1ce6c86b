"""How chats begin and end: again and again, in modules, with their session, in all orders."""

from __future__ import annotations

import asyncio
import gc
import itertools
from collections.abc import AsyncIterator
from typing import Any

import pytest
from shiny import Inputs, Outputs, Session, module, reactive

from pywry_shiny.chat import Chat, MarkdownStream
from pywry_shiny.chat.channel import ShinyChannel
from pywry_shiny.content.greeting import chat_greeting
from pywry_shiny.manager import Conversation
from pywry_shiny.testing import ChatDriver, open_session


async def endless(started: str = "so far") -> AsyncIterator[str]:
    yield started
    await asyncio.Event().wait()


def alive(kind: type) -> int:
    gc.collect()
    return sum(isinstance(one, kind) for one in gc.get_objects())


async def tasks_end(before: set[asyncio.Task[Any]]) -> None:
    left = asyncio.all_tasks() - before - {asyncio.current_task()}
    if left:
        await asyncio.wait(left, timeout=5)
    left = asyncio.all_tasks() - before - {asyncio.current_task()}
    assert not left, [task.get_name() for task in left]


async def test_chats_that_are_made_again_and_again_leave_nothing_behind() -> None:
    made: list[int] = []

    def server(input: Inputs, output: Outputs, session: Session) -> None:
        @reactive.effect
        async def _() -> None:
            made.append(input.n())
            chat = Chat("chat", greeting="hello")
            stream = MarkdownStream("md")

            @chat.on_user_submit
            async def _() -> None:
                await chat.append_message_stream(endless())

            await chat.append_message_stream(endless(f"answer {input.n()}"))
            await chat.set_greeting(chat_greeting(endless("greeting")))
            await stream.stream(endless())

    def counts() -> tuple[int, int, int]:
        return alive(Conversation), alive(ShinyChannel), len(asyncio.all_tasks())

    async with open_session(server, n=0) as session:
        chat = await session.chat("chat")
        for n in range(1, 4):
            session.set_input("n", n)
            await chat.wait(lambda n=n: chat.texts == [f"answer {n}"])
        first = counts()
        for n in range(4, 14):
            session.set_input("n", n)
            await chat.wait(lambda n=n: chat.texts == [f"answer {n}"])
        assert made == list(range(14))
        assert counts() == first
        assert not session.notifications


async def test_a_chat_made_again_finds_the_page_that_was_there_before_the_first() -> None:
    def server(input: Inputs, output: Outputs, session: Session) -> None:
        @reactive.effect
        async def _() -> None:
            await Chat("chat").append_message(f"chat {input.n()}")

    early = {"chat_pywry:pywry.event": {"kind": "attach"}}
    async with open_session(server, n=1, **early) as session:
        shown = ChatDriver(session, "chat")
        session._chats["chat"] = shown  # pyright: ignore[reportPrivateUsage]  # it attached before the first chat
        session.set_input("n", 2)
        await session.wait(lambda: shown.texts == ["chat 2"])
        session.set_input("n", 3)
        await session.wait(lambda: shown.texts == ["chat 3"])


STEPS = ("stop", "clear", "destroy", "append")


@pytest.mark.parametrize("order", list(itertools.permutations(STEPS)), ids="-".join)
async def test_streams_and_contexts_survive_stop_clear_destroy_in_any_order(order: tuple[str, ...]) -> None:
    chats: list[Chat] = []

    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat")
        chats.append(chat)

        @chat.on_user_submit
        async def _() -> None:
            await chat.append_message_stream(endless("one"))
            await chat.append_message_stream(endless("two"))
            async with chat.message_stream_context() as message:
                await message.append("three")
                async with chat.message_stream_context() as inner:
                    await inner.append(" and more")
                    await asyncio.Event().wait()

    before = asyncio.all_tasks()
    async with open_session(server) as session:
        chat = await session.chat("chat")
        await chat.submit("go", wait=False)
        await chat.wait(lambda: chat.texts == ["go", "one", "two", "three and more"])
        for step in order:
            match step:
                case "stop":
                    chat.send({"kind": "stop"})
                    await session.idle()
                case "clear":
                    await chats[0].clear_messages()
                case "destroy":
                    chats[0].destroy()
                case _:
                    await chats[0].append_message("appended")
                    await chats[0].append_message_stream(["streamed"])
        await session.idle()
        await session.wait(lambda: not chat.turn.busy)
        assert all(message.status != "open" for message in chat.messages)
        assert not session.notifications
    await tasks_end(before)


async def test_the_page_learns_how_all_ended_when_a_chat_is_destroyed() -> None:
    chats: list[Chat] = []

    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat")
        chats.append(chat)

        @chat.on_user_submit
        async def _() -> None:
            await chat.set_greeting(chat_greeting(endless("greeting")))
            await chat.append_message_stream(endless("answer"))
            await asyncio.Event().wait()

    async with open_session(server) as session:
        chat = await session.chat("chat")
        await chat.submit("go", wait=False)
        await chat.wait(lambda: chat.texts == ["go", "answer"])
        chats[0].destroy()
        chats[0].destroy()
        await chat.wait(lambda: not chat.turn.busy and chat.messages[-1].status == "stopped")
        assert chat.thread.greeting is not None
        assert chat.thread.greeting.status == "stopped"


async def test_a_handler_that_destroys_its_own_chat_runs_to_its_end() -> None:
    done: list[str] = []

    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat")

        @chat.on_user_submit
        async def _() -> None:
            chat.destroy()
            await asyncio.sleep(0)
            done.append("all")

    async with open_session(server) as session:
        chat = await session.chat("chat")
        await chat.submit("go")
        await session.wait(lambda: done == ["all"])


async def test_a_module_that_is_destroyed_takes_its_chats_along() -> None:
    ended: list[str] = []

    @module.server
    def part(input: Inputs, output: Outputs, session: Session) -> Session:
        chat = Chat("chat")
        stream = MarkdownStream("md")

        @chat.on_user_submit
        async def _() -> None:
            await stream.stream(endless())
            try:
                await chat.append_message_stream(endless())
                await asyncio.Event().wait()
            finally:
                ended.append("handler")

        return session

    def server(input: Inputs, output: Outputs, session: Session) -> None:
        part("part")

        @reactive.effect
        @reactive.event(input.destroy)
        async def _() -> None:
            await session.destroy("part")

    if not hasattr(Session, "destroy"):
        return
    async with open_session(server) as session:
        chat, stream = await session.chat("part-chat"), await session.chat("part-md")
        await chat.submit("go", wait=False)
        await chat.wait(lambda: chat.texts == ["go", "so far"] and stream.texts == ["so far"])
        session.set_input("destroy", 1)
        await chat.wait(lambda: not chat.turn.busy)
        await chat.wait(lambda: chat.messages[-1].status == "stopped" and stream.messages[-1].status == "stopped")
        await session.wait(lambda: ended == ["handler"])
        chat.send({"kind": "submit", "id": "a-submission", "text": "anyone there?"})
        await session.idle()
        assert chat.texts == ["go", "so far"]


async def test_the_end_of_a_session_ends_all_that_streams_and_later_use_does_no_harm() -> None:
    chats: list[Chat] = []
    drawn: list[str] = []

    async def counted() -> AsyncIterator[str]:
        drawn.append("begun")
        yield "x"

    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat")
        chats.append(chat)

        @chat.on_user_submit
        async def _() -> None:
            for _ in range(5):
                await chat.append_message_stream(endless())
            await chat.set_greeting(chat_greeting(endless()))
            await asyncio.Event().wait()

    before = asyncio.all_tasks()
    async with open_session(server) as session:
        chat = await session.chat("chat")
        await chat.submit("go", wait=False)
        await chat.wait(lambda: chat.texts == ["go", *["so far"] * 5])
    await tasks_end(before)
    over = chats[0]
    await over.append_message("late")
    task = await over.append_message_stream(counted())
    async with over.message_stream_context() as message:
        await message.append("late")
        await message.replace("later")
    await over.set_greeting(chat_greeting(counted()))
    over.update_user_input(value="late")
    await over.clear_messages(greeting=True)
    over.destroy()
    await tasks_end(before)
    with reactive.isolate():
        assert task.status() == "cancelled"
        assert over.messages() == ()
    gc.collect()


async def test_two_sessions_have_nothing_in_common() -> None:
    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat")

        @chat.on_user_submit
        async def _(text: str) -> None:
            await chat.append_message_stream([text.upper()])

    async with open_session(server) as one, open_session(server) as two:
        first, second = await one.chat("chat"), await two.chat("chat")
        await asyncio.gather(first.submit("one"), second.submit("two"))
        assert (first.texts, second.texts) == (["one", "ONE"], ["two", "TWO"])
        second.send({"kind": "stop"})
        second.send({"kind": "attach", "thread": first.thread.id, "have": 0})
        await two.idle()
        assert second.texts == ["two", "TWO"]
        assert first.thread.id != second.thread.id


@pytest.mark.parametrize("wrong", ["with blank", "a/b", "<b>", ""])
async def test_an_id_that_is_none_is_refused(wrong: str) -> None:
    def server(input: Inputs, output: Outputs, session: Session) -> None:
        for kind in (Chat, MarkdownStream):
            with pytest.raises(ValueError, match="id"):
                kind(wrong)
            with pytest.raises((TypeError, ValueError), match="string"):
                kind(3)  # type: ignore[arg-type]

    async with open_session(server) as session:
        assert not session.closed
