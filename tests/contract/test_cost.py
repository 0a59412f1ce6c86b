"""What an answer costs follows its length."""

from __future__ import annotations

import time

from shiny import Inputs, Outputs, Session

from pywry_shiny.chat import Chat
from pywry_shiny.testing import open_session


async def streamed(chunk: str, count: int) -> float:
    """Stream so many chunks and give the processor time it took, in seconds."""

    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat")

        @chat.on_user_submit
        async def _() -> None:
            await chat.append_message_stream([chunk] * count)

    async with open_session(server) as session:
        chat = await session.chat("chat")
        begun = time.process_time()
        await chat.submit("go", wait=False)
        await chat.wait(lambda: len(chat.messages) > 1 and chat.messages[1].status == "complete", timeout=60)
        taken = time.process_time() - begun
        assert len(chat.texts[1]) == len(chunk) * count
        return taken


async def test_a_huge_chunk_and_a_huge_answer_arrive_whole() -> None:
    await streamed("word " * 200_000, 1)
    await streamed("word ", 40_000)


async def test_an_answer_ten_times_as_long_costs_about_ten_times_as_much() -> None:
    await streamed("word ", 1_000)
    short = min([await streamed("word ", 4_000) for _ in range(3)])
    long = min([await streamed("word ", 40_000) for _ in range(2)])
    assert long < short * 10 * 2
