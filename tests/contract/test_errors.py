"""What the contract says of errors, line by line."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from shiny import App, Inputs, Outputs, Session, ui

from pywry_shiny.chat import Chat
from pywry_shiny.testing import open_session


async def test_on_error_says_what_it_became() -> None:
    modes: list[str] = []

    def server(input: Inputs, output: Outputs, session: Session) -> None:
        modes.extend(Chat("chat", on_error=mode).on_error for mode in ("auto", "actual", "sanitize", "unhandled"))

    for sanitize in (False, True):
        app = App(ui.TagList(), server)
        app.sanitize_errors = sanitize
        async with open_session(app):
            pass
    assert modes == ["actual", "actual", "sanitize", "unhandled", "sanitize", "actual", "sanitize", "unhandled"]


async def test_an_unhandled_error_of_a_stream_ends_the_session() -> None:
    async def broken() -> AsyncIterator[str]:
        yield "half"
        raise ValueError("secret")

    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat", on_error="unhandled")

        @chat.on_user_submit
        async def _() -> None:
            await chat.append_message_stream(broken())

    async def submit() -> None:
        async with open_session(server) as session:
            chat = await session.chat("chat")
            await chat.submit("hi", wait=False)
            await session.wait(lambda: session.closed)
            assert "secret" not in str(session.sent)

    with pytest.warns(match="Error in Effect"):
        await submit()


async def test_an_error_that_reaches_a_handler_through_its_stream_is_told_once() -> None:
    async def broken() -> AsyncIterator[str]:
        yield "half"
        raise ValueError("cut")

    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat")

        @chat.on_user_submit
        async def _() -> None:
            task = await chat.append_message_stream(broken())
            while task.status() == "running":  # noqa: ASYNC110  # a reactive value, which only effects can wait for
                await asyncio.sleep(0)
            task.result()

    async with open_session(server) as session:
        chat = await session.chat("chat")
        await chat.submit("go")
        await session.idle()
        assert len(session.notifications) == 1
