"""The README's examples run, all of them, and do what the README says."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from itertools import pairwise
from pathlib import Path
from types import CodeType
from typing import Any, NamedTuple

import pytest
from openai.types.chat import ChatCompletionChunk
from openai.types.chat.chat_completion_chunk import Choice, ChoiceDelta
from playwright.sync_api import Page
from shiny import App, Inputs, Outputs, Session, reactive, render, ui
from shiny.express import wrap_express_app

from pywry_shiny import Chat, message_content_chunk
from pywry_shiny.testing import Forever, ScriptedProvider, open_session
from tests.conftest import ServeApp

README = Path(__file__).parents[1] / "README.md"

Names = dict[str, Any]


class Block(NamedTuple):
    """A block of Python, named for the heading above it."""

    name: str
    code: str
    line: int


def blocks() -> dict[str, Block]:
    """All blocks of Python; the second one below a heading is called "heading 2"."""
    found: dict[str, Block] = {}
    text = README.read_text(encoding="utf-8")
    heads = [(match.start(), match[1]) for match in re.finditer(r"^#+ (.*)$", fences_blanked(text), re.MULTILINE)]
    for (start, heading), (end, _) in pairwise([*heads, (len(text), "")]):
        for number, match in enumerate(re.finditer(r"^```python\n(.*?)^```$", text[start:end], re.M | re.S), 1):
            name = heading if number == 1 else f"{heading} {number}"
            found[name] = Block(name, match[1], text[: start + match.start(1)].count("\n"))
    return found


def fences_blanked(text: str) -> str:
    """The text with nothing but blanks in its fences, at the same places."""
    return re.sub(r"^```.*?^```$", lambda match: re.sub(r"[^\n]", " ", match[0]), text, flags=re.M | re.S)


BLOCKS = blocks()


def compiled(name: str) -> CodeType:
    """A block as code whose lines are those of the README. It may `await`."""
    code = "\n" * BLOCKS[name].line + BLOCKS[name].code
    return compile(code, str(README), "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)


def run(name: str, **given: Any) -> Names:
    """Run a block as a module: what it defines. `given` is what the README said before it."""
    names: Names = {"__name__": "readme", "ui": ui, "reactive": reactive, "render": render, "Chat": Chat, **given}
    assert eval(compiled(name), names) is None
    return names


def server_with(name: str, then: Callable[[Chat], Awaitable[object]] | None = None):
    """Give a server function that holds a block."""

    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat")
        names: Names = {"__name__": "readme", "ui": ui, "reactive": reactive, "render": render}
        waits = eval(compiled(name), {**names, "chat": chat, "input": input, "session": session})

        @reactive.effect
        async def _() -> None:
            if inspect.isawaitable(waits):
                await waits
            if then is not None:
                with reactive.isolate():
                    await then(chat)

    return server


def shown(*outputs: str) -> Names:
    """Inputs that tell Shiny of outputs that are seen."""
    return {f".clientdata_output_{output}_hidden": False for output in outputs}


def test_every_block_is_run_here() -> None:
    tests = Path(__file__).read_text(encoding="utf-8")
    assert BLOCKS
    assert [name for name in BLOCKS if f'("{name}"' not in tests and f'["{name}"]' not in tests] == []


async def test_a_core_app() -> None:
    await says_it_back(run("A first app")["app"])


async def test_an_express_app(tmp_path: Path) -> None:
    file = tmp_path / "app.py"
    file.write_text(BLOCKS["A first app 2"].code, encoding="utf-8")
    await says_it_back(wrap_express_app(file))


async def says_it_back(app: App) -> None:
    async with open_session(app) as session:
        chat = await session.chat("chat")
        await chat.submit("hi")
        assert chat.texts == ["hi", "You said: **hi**"]


async def test_the_stream_of_an_sdk(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Names] = []

    async def answer() -> AsyncIterator[ChatCompletionChunk]:
        for word in ("I ", "am ", "OpenAI"):
            choice = Choice(index=0, delta=ChoiceDelta(content=word))
            yield ChatCompletionChunk(id="1", choices=[choice], created=0, model="m", object="chat.completion.chunk")

    async def create(**wanted: Any) -> AsyncIterator[ChatCompletionChunk]:
        asked.append(wanted)
        return answer()

    monkeypatch.setenv("OPENAI_API_KEY", "none")
    names = run("Streaming")
    monkeypatch.setattr(names["client"].chat.completions, "create", create)
    async with open_session(names["server"]) as session:
        chat = await session.chat("chat")
        await chat.submit("who?")
        await chat.wait(lambda: chat.texts[-1] == "I am OpenAI" and not chat.turn.busy)
    assert asked[0]["messages"] == [{"role": "user", "content": "who?"}]
    assert asked[0]["stream"] is True


async def test_the_latest_stream_is_reactive() -> None:
    async def start(chat: Chat) -> None:
        await chat.append_message_stream(["twelve ", "chars"])

    async with open_session(server_with("Streaming 2", start), enough=0, **shown("answer_length")) as session:
        await session.wait(lambda: session.outputs.get("answer_length") == "12 characters")


async def test_the_latest_stream_can_be_stopped() -> None:
    async def start(chat: Chat) -> None:
        await chat.append_message_stream(ScriptedProvider([Forever("more ")], rate=None).reply(""))

    async with open_session(server_with("Streaming 2", start), enough=0, **shown("answer_length")) as session:
        await session.wait(lambda: session.outputs.get("answer_length") == "running")
        session.set_input("enough", 1)
        await session.wait(lambda: session.outputs.get("answer_length") == "cancelled")


def test_a_chunk_of_ones_own() -> None:
    names = run("Streaming 3")
    assert message_content_chunk(names["MyChunk"]("a chunk of mine")).content == "a chunk of mine"


async def test_a_message_written_by_hand() -> None:
    async with open_session(server_with("A message written by hand")) as session:
        chat = await session.chat("chat")
        await chat.submit("hi")
        assert chat.texts[-1] == "Let me see. It is **42**."


async def test_a_stream_without_a_chat() -> None:
    names = run("A stream without a chat")
    async with open_session(App(names["app_ui"], names["server"]), write=0) as session:
        report = await session.chat("report")
        session.set_input("write", 1)
        await report.wait(lambda: report.texts == ["## A report\n\nStreamed, chunk by chunk."])


async def test_suggestions() -> None:
    async with open_session(server_with("Suggestions")) as session:
        chat = await session.chat("chat")
        await chat.wait(lambda: len(chat.texts) == 1)
        assert chat.texts[0].count('class="suggestion') == 4


async def test_a_greeting_that_is_streamed() -> None:
    async with open_session(run("Greetings")["server"], again=0) as session:
        chat = await session.chat("chat")

        def greeted() -> bool:
            return chat.thread.greeting is not None and chat.thread.greeting.content() == "Good to see you."

        chat.send({"kind": "greeting_request"})
        await chat.wait(greeted)
        session.set_input("again", 1)
        await chat.wait(lambda: chat.thread.greeting is None)


async def test_shiny_in_a_message() -> None:
    async with open_session(server_with("Shiny in messages"), number=21, **shown("doubled")) as session:
        chat = await session.chat("chat")
        await chat.submit("hi")
        assert [part.kind for part in chat.messages[-1].parts] == ["text", "html"]
        await session.wait(lambda: session.outputs.get("doubled") == "Twice that is 42.")


async def test_a_test_without_a_browser() -> None:
    await run("Test your app")["test_it_answers"]()


def test_a_test_in_a_browser(page: Page, serve_app: ServeApp, tmp_path: Path) -> None:
    file = tmp_path / "app.py"
    file.write_text(BLOCKS["A first app"].code, encoding="utf-8")
    run("Test your app 2")["test_it_says_it_back"](page, serve_app(file))
