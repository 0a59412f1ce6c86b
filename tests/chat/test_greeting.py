"""The greeting: static, made on demand, streamed, cleared."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from shiny import Inputs, Outputs, Session, reactive, ui

from pywry_shiny.chat import Chat
from pywry_shiny.content import TextPart
from pywry_shiny.content.greeting import chat_greeting
from pywry_shiny.testing import ChatDriver, open_session


def greeting_of(chat: ChatDriver) -> str | None:
    return None if chat.thread.greeting is None else chat.thread.greeting.content()


async def test_a_greeting_is_set_read_and_forgotten() -> None:
    read: list[str | None] = []

    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat")

        @reactive.effect
        async def _() -> None:
            if input.n() == 0:
                await chat.set_greeting("## Welcome!")
            elif input.n() == 1:
                await chat.set_greeting(chat_greeting(ui.div("UI"), persistent=True))
            else:
                await chat.set_greeting(None)
            read.append(chat.get_greeting())

    async with open_session(server, n=0) as session:
        chat = await session.chat("chat")
        assert greeting_of(chat) == "## Welcome!"
        session.set_input("n", 1)
        await chat.wait(lambda: greeting_of(chat) == "<div>UI</div>")
        assert chat.thread.greeting is not None
        assert chat.thread.greeting.pinned
        session.set_input("n", 2)
        await chat.wait(lambda: chat.thread.greeting is None)
        assert read == ["## Welcome!", "<div>UI</div>", None]


async def test_a_streamed_greeting_holds_nothing_up_and_is_read_once_it_is_whole() -> None:
    gate = asyncio.Event()
    chats: list[Chat] = []

    async def tokens() -> AsyncIterator[str | TextPart]:
        yield "Hello"
        await gate.wait()
        yield TextPart(text=" there")

    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat")
        chats.append(chat)

        @reactive.effect
        async def _() -> None:
            await chat.set_greeting(chat_greeting(tokens()))

    async with open_session(server) as session:
        chat = await session.chat("chat")
        await chat.wait(lambda: greeting_of(chat) == "Hello")
        assert chats[0].get_greeting() is None
        assert not chat.turn.busy
        gate.set()
        await chat.wait(lambda: greeting_of(chat) == "Hello there")
        await chat.wait(lambda: chats[0].get_greeting() == "Hello there")


async def test_a_streamed_greeting_that_stays_empty_removes_itself() -> None:
    async def nothing() -> AsyncIterator[str]:
        yield " "

    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat")

        @reactive.effect
        async def _() -> None:
            await chat.set_greeting(chat_greeting(nothing()))

    async with open_session(server) as session:
        chat = await session.chat("chat")
        await chat.wait(lambda: chat.thread.greeting is None)


async def test_a_callable_greets_whoever_looks_at_an_empty_chat() -> None:
    calls: list[str] = []
    asked: list[float] = []

    def server(input: Inputs, output: Outputs, session: Session) -> None:
        async def make() -> str:
            calls.append("made")
            return f"Hello {len(calls)}"

        chat = Chat("chat", greeting=make)

        @reactive.effect
        @reactive.event(input.chat_greeting_requested)
        def _() -> None:
            asked.append(input.chat_greeting_requested())

        @reactive.effect
        @reactive.event(input.again)
        async def _() -> None:
            await chat.clear_messages(greeting=True)

    async with open_session(server) as session:
        chat = await session.chat("chat")
        chat.send({"kind": "greeting_request"})
        await chat.wait(lambda: greeting_of(chat) == "Hello 1")
        chat.send({"kind": "greeting_request"})  # there is one: nothing happens
        await session.idle()
        assert len(asked) == len(calls) == 1
        session.set_input("again", 1)
        await chat.wait(lambda: chat.thread.greeting is None)
        chat.send({"kind": "greeting_request"})
        await chat.wait(lambda: greeting_of(chat) == "Hello 2")


async def test_no_greeting_is_asked_for_once_something_was_said() -> None:
    def server(input: Inputs, output: Outputs, session: Session) -> None:
        Chat("chat", greeting="Hello")

    async with open_session(server) as session:
        chat = await session.chat("chat")
        await chat.submit("hi")
        chat.send({"kind": "greeting_request"})
        await session.idle()
        assert chat.thread.greeting is None


async def test_a_greeting_that_fails_is_told() -> None:
    def server(input: Inputs, output: Outputs, session: Session) -> None:
        def broken() -> str:
            raise RuntimeError("no model")

        Chat("chat", greeting=broken, on_error="actual")

    async with open_session(server) as session:
        chat = await session.chat("chat")
        chat.send({"kind": "greeting_request"})
        await session.wait(lambda: len(session.notifications) == 1)
        assert "no model" in session.notifications[0]


async def test_a_new_greeting_ends_the_one_that_streams() -> None:
    gate = asyncio.Event()

    async def tokens() -> AsyncIterator[str]:
        yield "old"
        await gate.wait()
        yield " and late"

    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat")

        @reactive.effect
        async def _() -> None:
            await chat.set_greeting(chat_greeting(tokens()) if input.n() == 0 else "new")

    async with open_session(server, n=0) as session:
        chat = await session.chat("chat")
        await chat.wait(lambda: greeting_of(chat) == "old")
        session.set_input("n", 1)
        await chat.wait(lambda: greeting_of(chat) == "new")
        gate.set()
        await session.idle()
        assert greeting_of(chat) == "new"
