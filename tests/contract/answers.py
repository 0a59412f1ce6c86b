"""What the tests of the contract share: a chat that answers, and something to say."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

from shiny import Inputs, Outputs, Session

from pywry_shiny.chat import Chat

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
