"""What the contract says of greetings, line by line."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from htmltools import div
from shiny import Inputs, Outputs, Session, reactive

from pywry_shiny.chat import Chat
from pywry_shiny.content.greeting import chat_greeting
from pywry_shiny.testing import open_session


async def test_a_greeting_that_streams_to_nothing_is_not_asked_for_for_ever() -> None:
    made: list[int] = []

    async def nothing() -> AsyncIterator[str]:
        yield " "

    def server(input: Inputs, output: Outputs, session: Session) -> None:
        def make() -> Any:
            made.append(1)
            return chat_greeting(nothing())

        chat = Chat("chat", greeting=make)

        @reactive.effect
        @reactive.event(input.again)
        async def _() -> None:
            await chat.clear_messages(greeting=True)

    async with open_session(server) as session:
        chat = await session.chat("chat")

        def cleared() -> int:
            events = [event for frame in chat.frames if frame.kind == "events" for event in frame.events]
            return sum(event.kind == "greeting_clear" for event in events)

        for _ in range(3):  # a page asks again whenever it sees nothing
            chat.send({"kind": "greeting_request"})
            await session.idle()
        await chat.wait(lambda: cleared() == 2)
        chat.send({"kind": "greeting_request"})
        await session.idle()
        assert len(made) == 1
        session.set_input("again", 1)
        await chat.wait(lambda: cleared() == 3)
        chat.send({"kind": "greeting_request"})
        await chat.wait(lambda: len(made) == 2)


async def test_a_greeting_comes_from_whatever_a_function_gives_sync_or_async() -> None:
    made: list[Any] = ["text", div("ui"), chat_greeting("**md**", persistent=True)]

    def server(input: Inputs, output: Outputs, session: Session) -> None:
        for index, content in enumerate(made):

            def now(content: Any = content) -> Any:
                return content

            async def later(content: Any = content) -> Any:
                return content

            Chat(f"sync{index}", greeting=now)
            Chat(f"async{index}", greeting=later)

    async with open_session(server) as session:
        for kind in ("sync", "async"):
            for index, expected in enumerate(("text", "<div>ui</div>", "**md**")):
                chat = await session.chat(f"{kind}{index}")
                chat.send({"kind": "greeting_request"})
                await chat.wait(lambda chat=chat: chat.thread.greeting is not None)
                assert chat.thread.greeting is not None
                assert chat.thread.greeting.content() == expected
                assert chat.thread.greeting.pinned is (index == 2)


async def test_stop_leaves_a_greeting_that_streams_alone() -> None:
    gate = asyncio.Event()

    async def tokens() -> AsyncIterator[str]:
        yield "Hello"
        await gate.wait()
        yield " there"

    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat")

        @chat.on_user_submit
        async def _() -> None:
            await chat.set_greeting(chat_greeting(tokens()))
            await asyncio.Event().wait()

    async with open_session(server) as session:
        chat = await session.chat("chat")
        await chat.submit("go", wait=False)
        await chat.wait(lambda: chat.thread.greeting is not None)
        await chat.stop()
        gate.set()
        await chat.wait(lambda: chat.thread.greeting is not None and chat.thread.greeting.content() == "Hello there")
