"""What each app does, without a browser."""

from __future__ import annotations

import pytest

from pywry_shiny.gallery.catalogue import examples
from pywry_shiny.testing import ChatDriver, open_session

LONGEST = 20.0
"""Seconds: scripts take their time."""


def open_app(name: str, **inputs: object):
    return open_session(examples()[name].load(), **inputs)


async def answer(chat: ChatDriver, text: str) -> str:
    """Say something, and give what the chat said then."""
    await chat.submit(text, wait=False)
    await answered(chat)
    return chat.texts[-1]


async def answered(chat: ChatDriver) -> None:
    """Wait for the end of an answer."""
    await chat.wait(
        lambda: not chat.turn.busy and bool(chat.messages) and chat.messages[-1].role == "assistant", LONGEST
    )


@pytest.mark.parametrize("name", ["hello", "hello_express"])
async def test_hello_says_it_back(name: str) -> None:
    async with open_app(name) as session:
        assert await answer(await session.chat("chat"), "hi") == "You said: hi"


async def test_own_model_answers_without_one() -> None:
    async with open_app("own_model") as session:
        assert "think about “life”" in await answer(await session.chat("chat"), "life")


async def test_streaming_thinks_calls_a_tool_answers_and_suggests() -> None:
    async with open_app("streaming", rate=500, ending="whole") as session:
        chat = await session.chat("chat")
        assert 'title="Red"' in await answer(chat, "Why?")
        parts = chat.messages[-1].parts
        assert [part.kind for part in parts] == ["thinking", "thinking", "tool", "thinking", "text"]
        assert [part.topic for part in parts if part.kind == "thinking"][-1] == "Putting it together"
        assert [part.status for part in parts if part.kind == "tool"] == ["done"]


async def test_streaming_can_break_off_and_goes_on() -> None:
    async with open_app("streaming", rate=500, ending="broken") as session:
        chat = await session.chat("chat")
        assert (await answer(chat, "Why?")).endswith("About six times as m")
        assert chat.messages[-1].status == "error"
        assert len(session.notifications) == 1
        session.set_input("ending", "whole")
        await answer(chat, "Again?")
        assert chat.messages[-1].status == "complete"


async def test_streaming_without_an_end_can_be_stopped() -> None:
    async with open_app("streaming", rate=500, ending="endless") as session:
        chat = await session.chat("chat")
        await chat.submit("Why?", wait=False)
        await chat.wait(lambda: chat.texts[-1].count("and more.") > 2, LONGEST)
        await chat.stop()
        assert chat.messages[-1].status == "stopped"


async def test_markdown_writes_the_sample_that_is_asked_for_or_all() -> None:
    async with open_app("markdown") as session:
        chat = await session.chat("chat")
        table = await answer(chat, "Table")
        assert "| Tokyo" in table
        assert "```mermaid" not in table
        everything = await answer(chat, "Everything")
        assert all(sign in everything for sign in ("| Tokyo", "```mermaid", "```python", "$$", "[^late]", "<script>"))


async def test_greetings_are_made_when_someone_looks_and_made_anew() -> None:
    async with open_app("greeting", again=0) as session:
        chat = await session.chat("streamed")
        chat.send({"kind": "greeting_request"})
        await chat.wait(lambda: chat.thread.greeting is not None and chat.thread.greeting.status == "complete")
        assert chat.thread.greeting is not None
        first = chat.thread.greeting.content()
        assert "streamed" in first or "written" in first or "third" in first
        session.set_input("again", 1)
        await chat.wait(lambda: chat.thread.greeting is None)
        chat.send({"kind": "greeting_request"})
        await chat.wait(lambda: chat.thread.greeting is not None and chat.thread.greeting.status == "complete")
        assert chat.thread.greeting.content() != first


async def test_suggestions_stream_with_the_answer() -> None:
    async with open_app("suggestions") as session:
        said = await answer(await session.chat("chat"), "Plan a day in Lisbon")
        assert "**Plan a day in Lisbon**" in said
        assert said.count('class="suggestion submit"') == 2


async def test_each_message_has_inputs_and_outputs_of_its_own() -> None:
    shown = {f".clientdata_output_wave{number}-told_hidden": False for number in (1, 2)}
    async with open_app("shiny_ui_in_messages", **shown) as session:
        chat = await session.chat("chat")
        for number in (1, 2):
            await answer(chat, "Draw me a wave")
            text, island = chat.messages[-1].parts
            assert text.kind == "text"
            assert island.kind == "html"
            assert f'id="wave{number}-waves"' in island.html
        session.set_input("wave1-waves:shiny.number", 3)
        session.set_input("wave2-waves:shiny.number", 7)
        await session.wait(lambda: session.outputs.get("wave1-told") == "3 waves")
        await session.wait(lambda: session.outputs.get("wave2-told") == "7 waves")


async def test_two_chats_keep_apart_and_can_both_be_asked() -> None:
    async with open_app("two_chats", ask_both=0) as session:
        optimist, pessimist = await session.chat("optimist-chat"), await session.chat("pessimist-chat")
        assert "fine" in await answer(optimist, "exams")
        assert pessimist.texts == []
        session.set_input("ask_both", 1)
        await session.wait(lambda: bool(optimist.composed and pessimist.composed))
        assert {(frame.value, frame.submit) for frame in (*optimist.composed, *pessimist.composed)} == {
            ("Will it rain?", True)
        }


async def test_a_chat_that_comes_late_has_all_that_was_said() -> None:
    async with open_app("dynamic", insert=0, remove=0) as session:
        session.set_input("insert", 1)
        await session.wait(lambda: any("shiny-insert-ui" in sent for sent in session.sent))
        chat = await session.chat("chat")
        said = await answer(chat, "hi")
        await chat.attach()
        assert chat.texts == ["hi", said]


async def test_progress_leaves_no_trace() -> None:
    async with open_app("message_stream_context") as session:
        chat = await session.chat("chat")
        await chat.submit("Count", wait=False)
        await chat.wait(lambda: "Counting: 20 %" in chat.texts[-1])
        await answered(chat)
        assert chat.texts[-1] == "**Count**: let me see.\n\nI can see 9,097 of them."


async def test_a_report_streams_without_a_chat() -> None:
    hidden = {".clientdata_output_state_hidden": False}
    async with open_app("markdown_stream", city="Oslo", write=0, **hidden) as session:
        report = await session.chat("report")
        session.set_input("write", 1)
        await report.wait(lambda: bool(report.messages) and report.messages[-1].status == "complete", LONGEST)
        assert "The weather of Oslo" in report.texts[-1]
        await session.wait(lambda: str(session.outputs.get("state")).endswith("words."))


@pytest.mark.parametrize(
    ("mode", "told"),
    [("auto", "1234"), ("actual", "1234"), ("sanitize", "An error has occurred")],
)
async def test_errors_are_told_in_the_way_that_was_chosen(mode: str, told: str) -> None:
    async with open_app("errors") as session:
        chat = await session.chat(mode)
        assert await answer(chat, "Fail midway") == "It was going so well, and th"
        assert chat.messages[-1].status == "error"
        await chat.submit("Fail at once")
        assert [told in notification for notification in session.notifications] == [True, True]


async def test_an_unhandled_error_ends_the_session() -> None:
    async def break_it() -> None:
        async with open_app("errors") as session:
            chat = await session.chat("unhandled")
            await chat.submit("Fail at once", wait=False)
            await session.wait(lambda: session.closed)

    with pytest.warns(match="the password"):
        await break_it()


async def test_each_look_answers() -> None:
    async with open_app("theming") as session:
        for id in ("plain", "sunset", "hebrew"):
            assert "**hi**" in await answer(await session.chat(id), "hi")


async def test_what_is_said_filters_the_dashboard() -> None:
    shown = {f".clientdata_output_{name}_hidden": False for name in ("number", "people", "bars", "table")}
    async with open_app("reactive_dashboard", **shown) as session:
        chat = await session.chat("chat")
        assert session.outputs["number"] == "14"
        assert await answer(chat, "Africa, more than 10 million") == "**2** found, such as Cairo, Lagos."
        await session.wait(lambda: session.outputs["number"] == "2")
        assert session.outputs["people"] == "39"
        assert "Lagos" in session.outputs["table"]["html"]
        assert "Lagos" in session.outputs["bars"]["html"]
        assert await answer(chat, "Oceania, more than 10") == "There is none."
