"""A page with chats whose server is the test itself."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

BUILD = Path(__file__).parents[2] / "www" / "test" / "elements" / "page" / "build.mjs"

CHAT = """
<pywry-chat id="{id}" style="{style}">
  <script type="application/json" data-pywry="config">{config}</script>
  <div data-pywry="footer"><small>Answers may be wrong.</small></div>
  <div data-pywry="toolbar"><label>Model <select><option>small</option></select></label></div>
</pywry-chat>
"""


def build(folder: Path) -> None:
    """Bundle the page into the folder."""
    node = shutil.which("node")
    assert node, "No Node.js here"
    subprocess.run([node, str(BUILD), str(folder)], check=True, timeout=120, capture_output=True)


def markup(id: str, style: str = "width:600px;height:500px", **config: Any) -> str:
    """Give the markup of a chat."""
    return CHAT.format(id=id, style=style, config=json.dumps(config).replace("<", "\\u003c"))


class Stage:
    """Plays the server of the chats on a page."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        page.goto(url)
        page.wait_for_function("window.stage !== undefined")

    def put(self, html: str) -> None:
        """Put markup into the page."""
        self.page.evaluate("html => { document.querySelector('main').innerHTML = html; }", html)

    def call(self, method: str, *arguments: Any) -> Any:
        """Call a method of the stage."""
        return self.page.evaluate("([method, rest]) => window.stage[method](...rest)", [method, arguments])

    def push(self, id: str, frame: dict[str, Any]) -> None:
        """Send a frame."""
        self.page.evaluate("([id, frame]) => window.stage.channel(id).push(frame)", [id, frame])

    def disconnect(self, id: str) -> None:
        """Cut the line."""
        self.page.evaluate("id => window.stage.channel(id).disconnect()", id)

    def sent(self, id: str, kind: str) -> list[dict[str, Any]]:
        """Give the events of a kind that a chat has sent."""
        events: list[dict[str, Any]] = self.call("sent", id)
        return [event for event in events if event["kind"] == kind]

    def submitted(self, id: str) -> list[str]:
        """Give the texts a chat has sent."""
        return [event["text"] for event in self.sent(id, "submit")]
