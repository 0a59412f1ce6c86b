"""What happens when a user sends something."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import uuid4

import pytest
from shiny import App, Inputs, Outputs, Session, module, reactive, render, ui
from shiny.types import SafeException

from pywry_shiny.chat import Chat
from pywry_shiny.content.user_input import UserInput
from pywry_shiny.testing import open_session


async def test_handlers_take_none_one_or_two_parameters_sync_or_async() -> None:
    calls: list[Any] = []

    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat")

        @chat.on_user_submit
        def _() -> None:
            calls.append("none")

        @chat.on_user_submit()
        async def _(text: str) -> None:
            calls.append(text)

        @chat.on_user_submit
        async def _(text: str, attachments: list[Any]) -> None:
            calls.append((text, attachments))

    async with open_session(server) as session:
        chat = await session.chat("chat")
        await chat.submit("hi")
        assert calls == ["none", "hi", ("hi", [])]
        assert not chat.turn.busy


async def test_a_handler_that_appends_nothing_frees_the_text_box() -> None:
    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat")

        @chat.on_user_submit
        async def _() -> None: ...

    async with open_session(server) as session:
        chat = await session.chat("chat")
        for text in ("one", "two"):
            await chat.submit(text)
        assert chat.texts == ["one", "two"]


async def test_a_chat_without_handlers_frees_the_text_box_and_plain_shiny_works() -> None:
    seen: list[object] = []

    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat")

        @reactive.effect
        @reactive.event(input.chat_user_input)
        async def _() -> None:
            seen.append(input.chat_user_input())
            await chat.append_message("answer")

    async with open_session(server) as session:
        chat = await session.chat("chat")
        await chat.submit("same")
        await chat.submit("same")
        assert seen == ["same", "same"]
        assert isinstance(seen[0], UserInput)
        assert seen[0]["text"] == "same"
        assert chat.texts == ["same", "answer"] * 2


async def test_too_many_parameters_are_an_error_at_submit_time() -> None:
    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat", on_error="actual")

        @chat.on_user_submit
        async def _(a: str, b: object, c: object) -> None: ...

    async with open_session(server) as session:
        chat = await session.chat("chat")
        await chat.submit("hi")
        assert "at most 2 parameters" in session.notifications[0]


async def test_messages_are_true_at_once_and_reading_others_adds_no_dependency() -> None:
    runs: list[tuple[str, int]] = []

    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat")

        @chat.on_user_submit
        async def _(text: str) -> None:
            assert chat.messages()[-1] == {"content": text, "role": "user"}
            await chat.append_message("one")
            assert chat.messages()[-1] == {"content": "one", "role": "assistant"}
            assert chat.user_input() == text
            runs.append((text, input.n()))

    async with open_session(server, n=1) as session:
        chat = await session.chat("chat")
        await chat.submit("hi")
        session.set_input("n", 2)
        await session.idle()
        assert runs == [("hi", 1)]


async def test_what_a_handler_sets_reaches_the_graph() -> None:
    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat")
        heard: reactive.Value[str] = reactive.Value("nothing")

        @render.text
        def shown() -> str:
            return heard()

        @chat.on_user_submit
        async def _(text: str) -> None:
            heard.set(text)

    async with open_session(server, **{".clientdata_output_shown_hidden": False}) as session:
        chat = await session.chat("chat")
        await chat.submit("hi")
        await chat.wait(lambda: session.outputs.get("shown") == "hi")


async def test_a_slow_handler_delays_neither_its_own_session_nor_another() -> None:
    gate = asyncio.Event()
    order: list[str] = []

    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat")

        @chat.on_user_submit
        async def _() -> None:
            await gate.wait()
            order.append("answered")
            await chat.append_message("at last")

        @reactive.effect
        @reactive.event(input.n)
        def _() -> None:
            order.append(f"n={input.n()}")

    async with open_session(server, n=0) as slow, open_session(server, n=0) as other:
        chat = await slow.chat("chat")
        await chat.submit("hi", wait=False)
        other.set_input("n", 1)
        slow.set_input("n", 2)
        await slow.wait(lambda: "n=2" in order)
        await other.wait(lambda: "n=1" in order)
        assert "answered" not in order
        gate.set()
        await chat.turn_ended()
        assert chat.texts == ["hi", "at last"]


async def test_stop_cancels_a_handler_that_waits() -> None:
    ended: list[str] = []

    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat")

        @chat.on_user_submit
        async def _() -> None:
            try:
                await asyncio.Event().wait()
            finally:
                ended.append("cancelled")

    async with open_session(server) as session:
        chat = await session.chat("chat")
        await chat.submit("hi", wait=False)
        await chat.wait(lambda: chat.turn.busy)
        await chat.stop()
        assert ended == ["cancelled"]
        assert not session.notifications


async def test_the_end_of_a_session_ends_what_runs_for_it() -> None:
    ended: list[str] = []

    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat")

        @chat.on_user_submit
        async def _() -> None:
            try:
                await asyncio.Event().wait()
            finally:
                ended.append("handler")

    before = asyncio.all_tasks()
    async with open_session(server) as session:
        chat = await session.chat("chat")
        await chat.submit("hi", wait=False)
        await chat.wait(lambda: chat.turn.busy)
    left = asyncio.all_tasks() - before - {asyncio.current_task()}
    if left:
        await asyncio.wait(left, timeout=5)
    assert not asyncio.all_tasks() - before - {asyncio.current_task()}
    assert ended == ["handler"]


@pytest.mark.parametrize(
    ("mode", "sanitize", "error", "told"),
    [
        ("auto", False, ValueError("secret"), "Error in Chat('chat'): secret"),
        ("auto", True, ValueError("secret"), "An error has occurred"),
        ("actual", True, ValueError("secret"), "Error in Chat('chat'): secret"),
        ("sanitize", False, ValueError("secret"), "An error has occurred"),
        ("sanitize", True, SafeException("harmless"), "Error in Chat('chat'): harmless"),
    ],
)
async def test_an_error_is_told_as_the_app_chose(mode: Any, sanitize: bool, error: Exception, told: str) -> None:
    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat", on_error=mode)

        @chat.on_user_submit
        async def _() -> None:
            raise error

    app = App(ui.TagList(), server)
    app.sanitize_errors = sanitize
    async with open_session(app) as session:
        chat = await session.chat("chat")
        await chat.submit("hi")
        assert len(session.notifications) == 1
        assert told in session.notifications[0].replace("&#x27;", "'")
        await chat.submit("the app goes on")


async def test_an_unhandled_error_ends_the_session_and_shows_nothing() -> None:
    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat", on_error="unhandled")

        @chat.on_user_submit
        async def _() -> None:
            raise ValueError("secret")

    async def submit() -> None:
        async with open_session(server) as session:
            chat = await session.chat("chat")
            await chat.submit("hi", wait=False)
            await session.wait(lambda: session.closed)
            assert not session.notifications

    with pytest.warns(match="Error in Effect"):
        await submit()


async def test_a_submission_that_comes_twice_runs_once() -> None:
    calls: list[str] = []

    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat")

        @chat.on_user_submit
        def _(text: str) -> None:
            calls.append(text)

    async with open_session(server) as session:
        chat = await session.chat("chat")
        event = {"kind": "submit", "id": uuid4().hex, "text": "once"}
        chat.send(event)
        chat.send(event)
        await session.idle()
        assert calls == ["once"]
        assert chat.texts == ["once"]


HOSTILE: dict[str, object] = {
    "nothing": None,
    "a number": 7,
    "a text": "submit",
    "a list": [1, 2],
    "no kind": {"text": "x"},
    "unknown kind": {"kind": "drop_table"},
    "kind of another type": {"kind": {"kind": "submit"}},
    "missing text": {"kind": "submit", "id": "12345678"},
    "text of another type": {"kind": "submit", "id": "12345678", "text": {"a": 1}},
    "number as text": {"kind": "submit", "id": "12345678", "text": 1},
    "short id": {"kind": "submit", "id": "m1", "text": "x"},
    "markup in the id": {"kind": "submit", "id": "<script>alert(1)</script>", "text": "x"},
    "huge id": {"kind": "submit", "id": "a" * 10_000, "text": "x"},
    "one key too many": {"kind": "submit", "id": "12345678", "text": "x", "role": "system"},
    "negative number": {"kind": "attach", "thread": "t", "have": -1},
    "huge number": {"kind": "attach", "thread": "t", "have": 10**30},
    "deep nesting": {"kind": [[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]},
    "huge text": {"kind": "submit", "id": "12345678", "text": "x" * 500_001},
    "blank text": {"kind": "submit", "id": "12345678", "text": " \n"},
}


@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE.keys())
async def test_a_hostile_event_gets_a_notice_at_most_and_the_session_lives(raw: object) -> None:
    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat")

        @chat.on_user_submit
        async def _(text: str) -> None:
            await chat.append_message(text.upper())

    async with open_session(server) as session:
        chat = await session.chat("chat")
        chat.send(raw)
        session.set_input("nobody_pywry:pywry.event", raw)
        await session.idle()
        assert chat.messages == []
        assert len(chat.notices) <= 1
        await chat.submit("still here")
        assert chat.texts == ["still here", "STILL HERE"]


async def test_events_before_the_chat_exists_are_kept_for_it() -> None:
    def server(input: Inputs, output: Outputs, session: Session) -> None:
        @reactive.effect
        @reactive.event(input.make)
        def _() -> None:
            chat = Chat("late")

            @chat.on_user_submit
            async def _(text: str) -> None:
                await chat.append_message(f"late {text}")

    async with open_session(server) as session:
        session.set_input("late_pywry:pywry.event", {"kind": "attach"})
        session.set_input("late_pywry:pywry.event", {"kind": "submit", "id": "12345678", "text": "early"})
        session.set_input("make", 1)
        await session.idle()
        chat = await session.chat("late")
        await chat.wait(lambda: chat.texts == ["early", "late early"])


async def test_a_second_chat_of_an_id_takes_the_place_of_the_first() -> None:
    def server(input: Inputs, output: Outputs, session: Session) -> None:
        for name in ("first", "second"):
            chat = Chat("chat")

            @chat.on_user_submit
            async def _(*, chat: Chat = chat, name: str = name) -> None:
                await chat.append_message(name)

    async with open_session(server) as session:
        chat = await session.chat("chat")
        await chat.submit("who?")
        assert chat.texts == ["who?", "second"]


async def test_modules_have_chats_of_their_own() -> None:
    @module.server
    def part(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat")
        assert chat.id == f"{session.ns}-chat"

        @chat.on_user_submit
        async def _() -> None:
            await chat.append_message(f"{input.name()}")

    def server(input: Inputs, output: Outputs, session: Session) -> None:
        part("a")
        part("b")

    async with open_session(server, **{"a-name": "Ann", "b-name": "Ben"}) as session:
        a, b = await session.chat("a-chat"), await session.chat("b-chat")
        await a.submit("name?")
        await b.submit("name?")
        assert (a.texts[-1], b.texts[-1]) == ("Ann", "Ben")
