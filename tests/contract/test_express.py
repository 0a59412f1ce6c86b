"""Chats in Express apps."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from shiny.express import wrap_express_app

from pywry_shiny.testing import open_session

APP = """
from shiny import reactive
from shiny.express import input, ui

from pywry_shiny.express import Chat, MarkdownStream

chat = Chat("chat", greeting="Welcome", on_error="actual")
chat.ui(placeholder="Ask me")

with ui.card():
    other = Chat("other")
    other.ui()

stream = MarkdownStream("md")
stream.ui()


@chat.on_user_submit
async def answer(text: str):
    await chat.append_message_stream(["You said ", text])
    await stream.stream(["streamed ", text])


@reactive.effect
async def start():
    await other.append_message("from the start")
"""


async def test_chats_at_the_top_level_of_an_express_app_show_themselves_and_answer(tmp_path: Path) -> None:
    file = tmp_path / "app.py"
    file.write_text(APP, encoding="utf-8")
    app = wrap_express_app(file)
    async with open_session(app) as session:
        chat, other, stream = await session.chat("chat"), await session.chat("other"), await session.chat("md")
        assert other.texts == ["from the start"]
        chat.send({"kind": "greeting_request"})
        await chat.wait(lambda: chat.thread.greeting is not None)
        await chat.submit("hi")
        assert chat.texts == ["hi", "You said hi"]
        await stream.wait(lambda: stream.texts == ["streamed hi"])


async def test_the_page_of_an_express_app_holds_the_chats_where_they_were_written(tmp_path: Path) -> None:
    file = tmp_path / "app.py"
    file.write_text(APP, encoding="utf-8")
    page: Any = wrap_express_app(file).ui
    html: str = page["html"]
    assert html.index('id="chat"') < html.index('id="other"') < html.index('id="md"')
    assert html.count("<pywry-chat ") == 2
    assert "Ask me" in html
