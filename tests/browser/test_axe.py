"""What axe-core finds in the states of a chat: nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import shiny
from playwright.sync_api import Page, expect

from tests.browser.markdown_page import served
from tests.browser.stage import Stage, build, markup

AXE = Path(__file__).parents[2] / "www" / "node_modules" / "axe-core" / "axe.min.js"
BOOTSTRAP = Path(shiny.__file__).parent / "www" / "shared" / "bootstrap" / "bootstrap.min.css"
WIDE = "a_cell_that_is_much_wider_than_a_small_chat_can_ever_be"
LONG = f"""# An answer

Words with [a link](https://a.example), `code`, **weight** and a note.[^1]

- [x] done
- [ ] open

> A quotation.

```python
values = data()["price"].dropna().sort_values().head(100)  # and a comment that goes on for a while
```

```python
more = data()["price"].dropna().sort_values().head(100)  # and another comment that goes on for a while
```

| {WIDE} | {WIDE} |
|---|--:|
| a | 1 |

| {WIDE} | {WIDE} |
|---|--:|
| b | 2 |

$$\\int_0^1 x^2 + y^2 + z^2 + a^2 + b^2 + c^2 + d^2 + e^2 + f^2 + g^2 + h^2 + i^2 + j^2 dx$$

![A picture](https://pictures.example/a.png)

[^1]: The note.
"""
CARDS = """Try one:

1. <span class="suggestion submit" title="Overview">Summarise the data</span>
2. <span class="suggestion" title="Compare">Compare the species</span>

or <span class="suggestion">ask for help</span>.
"""
THOUGHT = {"kind": "thinking", "text": "I *wonder*.\n\n- why\n", "topic": "Wondering", "seconds": 2.0}
CALL = {"kind": "tool", "call_id": "1", "name": "look", "title": None, "arguments": '{"q": [1, 2]}'}


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("stage")
    build(folder)
    with served(folder) as address:
        yield address


def say(stage: Stage, id: str, text: str, **more: Any) -> None:
    stage.call("say", "chat", {"id": id, "text": text, **more})


def ask(stage: Stage) -> None:
    say(stage, "q", "What is the matter?", role="user")


def empty(stage: Stage) -> None:
    stage.call("connect", "chat")


def greeting(stage: Stage) -> None:
    part = {"kind": "text", "text": f"# Welcome\n\n{CARDS}", "format": "markdown"}
    known = {"id": "g", "role": "assistant", "status": "complete", "icon": None, "pinned": False, "error": None}
    stage.call("connect", "chat", {"greeting": {**known, "parts": [part]}})
    expect(stage.page.locator("[data-pywry-suggestions=cards]")).to_be_visible()


def long_chat(stage: Stage) -> None:
    empty(stage)
    for number in range(2):
        say(stage, f"q{number}", "What is **the** matter?", role="user")
        say(stage, f"a{number}", LONG, icon="<svg viewBox='0 0 1 1'></svg>")
    expect(stage.page.locator(".katex").last).to_be_attached()


def waiting(stage: Stage) -> None:
    empty(stage)
    ask(stage)
    stage.call("turn", "chat", {"busy": True})
    expect(stage.page.get_by_role("img", name="Answering")).to_be_visible()


def streaming(stage: Stage) -> None:
    empty(stage)
    ask(stage)
    stage.call("turn", "chat", {"busy": True, "streaming": True})
    say(stage, "a", LONG[:300], status="open")
    expect(stage.page.get_by_role("heading", name="An answer")).to_be_attached()


def thinking(stage: Stage) -> None:
    empty(stage)
    ask(stage)
    text = {"kind": "text", "text": "So it is.", "format": "markdown"}
    say(stage, "a", "", parts=[THOUGHT, text])
    stage.call("turn", "chat", {"busy": True, "streaming": True})
    say(stage, "b", "", parts=[{**THOUGHT, "seconds": None}], status="open")
    open_all(stage.page)


def tools(stage: Stage) -> None:
    empty(stage)
    ask(stage)
    results = {"pending": None, "running": None, "done": '{"a": 1}', "failed": "It broke"}
    calls = [{**CALL, "name": status, "status": status, "result": result} for status, result in results.items()]
    say(stage, "a", "", parts=[*calls, *calls[2:], calls[-1], {**calls[0], "arguments": ""}])
    open_all(stage.page)


def failed(stage: Stage) -> None:
    empty(stage)
    for status in ("error", "stopped", "interrupted"):
        ask(stage)
        say(stage, status, "It was going to", status=status, error="boom" if status == "error" else None)
    stage.push("chat", {"kind": "notice", "text": "The answer failed.", "submission": None})
    expect(stage.page.locator(".pywry-notice")).to_be_visible()


def suggestions(stage: Stage) -> None:
    empty(stage)
    ask(stage)
    say(stage, "a", CARDS)
    say(stage, "b", CARDS)
    expect(stage.page.locator("[data-pywry-suggestions=cards]").last).to_be_visible()


def open_all(page: Page) -> None:
    """Open every panel, also those inside of others."""
    closed = page.locator("button.pywry-fold-head[aria-expanded=false]")
    expect(closed.first).to_be_visible()
    while closed.count():
        closed.first.click()


def settled(page: Page) -> None:
    """Wait until nothing moves: colours are judged as they are in the end."""
    page.wait_for_function(
        """document.getAnimations().every(
          ({ playState, effect }) => playState !== 'running' || effect.getComputedTiming().iterations === Infinity
        )"""
    )


STATES = [empty, greeting, long_chat, waiting, streaming, thinking, tools, failed, suggestions]


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_axe_finds_nothing(page: Page, url: str, state: Any) -> None:
    found: dict[str, list[str]] = {}
    for theme in ("light", "dark"):
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 800})
            stage = Stage(page, url)
            page.add_style_tag(content=BOOTSTRAP.read_text().replace('@import url("font.css");', ""))
            page.evaluate("theme => document.documentElement.setAttribute('data-bs-theme', theme)", theme)
            stage.put("<h1 hidden>Chat</h1>" + markup("chat", style="height:700px;width:100%", placeholder="Ask"))
            state(stage)
            settled(page)
            page.add_script_tag(path=AXE)
            result = page.evaluate("axe.run({ include: 'pywry-chat' })")
            for violation in result["violations"]:
                nodes = [f"{node['html'][:200]} {node['failureSummary']}" for node in violation["nodes"]]
                found[f"{violation['id']} {theme} {width}"] = nodes
    assert found == {}
