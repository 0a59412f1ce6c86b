"""The provider that follows a script, driven through a chat without a browser."""

from __future__ import annotations

import pytest
from shiny import Inputs, Outputs, Session

from pywry_shiny import Chat
from pywry_shiny.content import TextPart, ThinkingPart, ToolPart
from pywry_shiny.testing import (
    Call,
    ChatDriver,
    Fail,
    Forever,
    Pause,
    Say,
    ScriptedProvider,
    Step,
    Suggest,
    Think,
    open_session,
)

SCRIPTS: dict[str, list[Step]] = {
    "all": [
        Think("<topic>Sums</topic>Two and two"),
        Say("It is *four*."),
        Call("add", '{"a": 2, "b": 2}', "4", title="Adding"),
        Pause(0),
        Say("Really."),
        Suggest(["And 3+3?"]),
        Suggest([("More", "What is 4+4?")]),
    ],
    "broken": [Say("So far"), Fail(RuntimeError("cut off"))],
    "endless": [Forever("again ")],
    "tool fails": [Call("add", "{}", "no such number", failed=True)],
}


async def ask(script: str, chat: ChatDriver) -> None:
    await chat.submit(script, wait=script != "endless")


def server(input: Inputs, output: Outputs, session: Session) -> None:
    chat = Chat("chat", on_error="actual")
    provider = ScriptedProvider(lambda text: SCRIPTS[text], rate=None)

    @chat.on_user_submit
    async def _(text: str) -> None:
        await chat.append_message_stream(provider.reply(text))


async def test_it_thinks_speaks_calls_a_tool_and_suggests() -> None:
    async with open_session(server) as session:
        chat = await session.chat("chat")
        await ask("all", chat)
        thought, said, call, more = chat.messages[1].parts
        assert isinstance(thought, ThinkingPart)
        assert (thought.topic, thought.text) == ("Sums", "Two and two")
        assert said == TextPart(text="It is *four*.")
        assert isinstance(call, ToolPart)
        assert call.model_dump(exclude={"call_id", "kind"}) == {
            "name": "add",
            "title": "Adding",
            "arguments": '{"a": 2, "b": 2}',
            "status": "done",
            "result": "4",
        }
        assert isinstance(more, TextPart)
        assert '<span class="suggestion submit">And 3+3?</span>' in more.text
        assert '* <span class="suggestion submit" title="More">What is 4+4?</span>' in more.text


@pytest.mark.parametrize(("script", "status", "text"), [("broken", "error", "So far"), ("tool fails", "complete", "")])
async def test_it_can_fail(script: str, status: str, text: str) -> None:
    async with open_session(server) as session:
        chat = await session.chat("chat")
        await ask(script, chat)
        assert (chat.messages[-1].status, chat.texts[-1]) == (status, text)


async def test_it_can_go_on_until_it_is_stopped() -> None:
    async with open_session(server) as session:
        chat = await session.chat("chat")
        await ask("endless", chat)
        await chat.wait(lambda: len(chat.texts[-1]) > 1_000)
        await chat.stop()
        assert chat.messages[-1].status == "stopped"
