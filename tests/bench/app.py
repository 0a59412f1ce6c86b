"""The app under measure: the same for both sides but for what is imported.

The environment says which: `BENCH_SIDE` names the side, `BENCH_PAGE` is `chat`, `markdown` or `bare` (Shiny alone).
"""

from __future__ import annotations

import importlib
import os
import time
from collections.abc import AsyncIterator

from shiny import App, Inputs, Outputs, Session, reactive, ui

from tests.bench.orders import BEGUN, READY, YIELDED, Studio, answer, as_order
from tests.bench.sides import CHAT_ID, MARKDOWN_ID, SIDES

side = SIDES[os.environ["BENCH_SIDE"]]
page = os.environ["BENCH_PAGE"]
module = importlib.import_module(side.module)
# As `from ... import Chat, chat_ui` would, at once.
Chat, chat_ui = module.Chat, module.chat_ui
studio = Studio()

CONTENT = {
    "chat": lambda: chat_ui(CHAT_ID),
    "markdown": lambda: module.output_markdown_stream(MARKDOWN_ID, content="It is **ready**."),
    "bare": lambda: ui.p("Shiny alone"),
}
app_ui = ui.page_fillable(CONTENT[page](), title="Bench")


def server(input: Inputs, output: Outputs, session: Session) -> None:
    async def say_ready() -> None:
        await session.send_custom_message(READY, {})

    session.on_flushed(say_ready)
    if page != "chat":
        return
    chat = Chat(CHAT_ID)

    async def say_begun() -> None:
        await session.send_custom_message(BEGUN, {})

    async def noting_times(chunks: AsyncIterator[str]) -> AsyncIterator[str]:
        """Tell the page at the end when each chunk was yielded."""
        yielded: list[float] = []
        async for chunk in chunks:
            yielded.append(time.time())
            yield chunk
        await session.send_custom_message(YIELDED, {"times": yielded})

    @reactive.effect
    @reactive.event(input.go)
    async def _() -> None:
        order = as_order(input.go())
        chunks = answer(order, studio, say_begun)
        await chat.append_message_stream(noting_times(chunks) if order["times"] else chunks)

    @reactive.effect
    @reactive.event(input.gate)
    def _() -> None:
        studio.gate.set_result(float(input.gate()))


app = App(app_ui, server)
