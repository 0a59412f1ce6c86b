"""A chat under a strict Content-Security-Policy: no script but this server's files and a few lines of Shiny's own."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import AsyncIterator

from shiny import App, Inputs, Outputs, Session, ui
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pywry_shiny import Chat, chat_ui

ANSWER = (
    "**Bold**, `code` and $x^2$.\n\n```python\nprint(1)\n```\n\n* <span class='suggestion' title='More'>more</span>\n"
)


class StrictPolicy:
    """Allows the inline scripts that Shiny's page has, by their hashes, and nothing else inline."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != "/":
            await self.app(scope, receive, send)
            return
        start: Message = {}
        body = b""

        async def hold(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                start = message
                return
            body += message.get("body", b"")
            if not message.get("more_body", False):
                start["headers"].append((b"content-security-policy", policy(body.decode()).encode()))
                await send(start)
                await send({"type": "http.response.body", "body": body})

        await self.app(scope, receive, hold)


def policy(page: str) -> str:
    hashes = {base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in inline_scripts(page)}
    allowed = " ".join(f"'sha256-{one}'" for one in sorted(hashes))
    return f"default-src 'self'; script-src 'self' {allowed}; style-src 'self' 'unsafe-inline'; img-src 'self' data:"


def inline_scripts(page: str) -> list[str]:
    return re.findall(r"<script>(.*?)</script>", page, re.DOTALL)


def server(input: Inputs, output: Outputs, session: Session) -> None:
    chat = Chat("chat")

    @chat.on_user_submit
    async def _() -> None:
        async def words() -> AsyncIterator[str]:
            for word in re.findall(r"\S+\s*", f"<thinking>hm</thinking>{ANSWER}"):
                yield word

        await chat.append_message_stream(words())


app = App(ui.page_fillable(chat_ui("chat", greeting="Hello")), server)
app.starlette_app.add_middleware(StrictPolicy)
