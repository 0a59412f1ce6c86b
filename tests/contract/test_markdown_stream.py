"""What the contract says of markdown streams."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from shiny import Inputs, Outputs, Session, reactive

from pywry_shiny.chat import MarkdownStream
from pywry_shiny.testing import open_session


async def test_a_page_can_change_nothing_in_a_markdown_stream() -> None:
    def server(input: Inputs, output: Outputs, session: Session) -> None:
        stream = MarkdownStream("md")

        @reactive.effect
        async def _() -> None:
            await stream.stream(["text"])

    async with open_session(server) as session:
        shown = await session.chat("md")
        await shown.wait(lambda: shown.texts == ["text"])
        shown.send({"kind": "submit", "id": "a-submission", "text": "forged"})
        shown.send({"kind": "stop"})
        await session.idle()
        assert shown.texts == ["text"]
        assert len(shown.notices) == 2


async def test_an_error_of_a_markdown_stream_names_it() -> None:
    def server(input: Inputs, output: Outputs, session: Session) -> None:
        stream = MarkdownStream("md", on_error="actual")

        @reactive.effect
        async def _() -> None:
            await stream.stream(["fine", 3.14])

    async with open_session(server) as session:
        shown = await session.chat("md")
        await shown.wait(lambda: bool(shown.messages) and shown.messages[0].status == "error")
        assert "Error in MarkdownStream" in session.notifications[0]


async def test_blocks_of_html_are_shown_as_html_of_the_app() -> None:
    def server(input: Inputs, output: Outputs, session: Session) -> None:
        stream = MarkdownStream("md")

        @reactive.effect
        async def _() -> None:
            await stream.stream(["text", {"type": "html_block", "content": "<b>bold</b>"}])

    async with open_session(server) as session:
        shown = await session.chat("md")
        await shown.wait(lambda: shown.texts == ["text<b>bold</b>"])
        assert [part.kind for part in shown.messages[0].parts] == ["text", "html"]


async def test_streams_that_overlap_stand_below_each_other_each_whole() -> None:
    gate = asyncio.Event()

    async def slow() -> AsyncIterator[str]:
        yield "a0 "
        await gate.wait()
        yield "a1"

    def server(input: Inputs, output: Outputs, session: Session) -> None:
        stream = MarkdownStream("md")

        @reactive.effect
        async def _() -> None:
            await stream.stream(slow())
            await stream.stream(["b0 ", "b1"], clear=False)

    async with open_session(server) as session:
        shown = await session.chat("md")
        await shown.wait(lambda: shown.texts == ["a0 ", "b0 b1"])
        gate.set()
        await shown.wait(lambda: shown.texts == ["a0 a1", "b0 b1"])
