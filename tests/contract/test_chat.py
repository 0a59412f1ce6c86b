"""What the contract says of submissions and of the record, line by line."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from htmltools import HTMLDependency, TagList, div
from shiny import Inputs, Outputs, Session, module, reactive

from pywry_shiny.chat import Chat
from pywry_shiny.content import HtmlPart, TextPart
from pywry_shiny.testing import open_session


async def test_messages_outside_a_reactive_context_raise_shinys_own_error() -> None:
    said: list[str] = []

    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat")
        for read in (chat.messages, chat.user_input, lambda: chat.latest_message_stream):
            with pytest.raises(RuntimeError, match="reactive context") as raised:
                read()
            said.append(str(raised.value))

    async with open_session(server):
        assert len(said) == 3


async def test_an_effect_that_reads_messages_runs_again_for_each_message_and_only_for_those() -> None:
    reads: list[int] = []

    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat")

        @chat.on_user_submit
        async def _(text: str) -> None:
            await chat.append_message_stream(["a", "b", "c"])

        @reactive.effect
        def _() -> None:
            reads.append(len(chat.messages()))

    async with open_session(server) as session:
        chat = await session.chat("chat")
        await chat.submit("go")
        await session.idle()
        assert reads == [0, 1, 2]


async def test_an_effect_that_appends_what_it_read_in_isolation_does_not_run_again() -> None:
    runs: list[int] = []

    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat")

        @reactive.effect
        async def _() -> None:
            input.n()
            with reactive.isolate():
                count = len(chat.messages())
            runs.append(count)
            await chat.append_message(f"{count} so far")

    async with open_session(server, n=1) as session:
        chat = await session.chat("chat")
        session.set_input("n", 2)
        await chat.wait(lambda: chat.texts == ["0 so far", "1 so far"])
        await session.idle()
        assert runs == [0, 1]


async def test_an_effect_follows_user_input_also_when_the_app_speaks_for_the_user() -> None:
    seen: list[object] = []

    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat")

        async def later() -> None:
            await asyncio.sleep(0)
            await chat.append_message({"content": "by the app", "role": "user"})

        @reactive.effect
        def _() -> None:
            seen.append(chat.user_input())

        @reactive.effect
        def _() -> None:
            tasks.append(asyncio.create_task(later()))

    tasks: list[asyncio.Task[None]] = []
    async with open_session(server) as session:
        await session.wait(lambda: bool(tasks) and tasks[0].done())
        chat = await session.chat("chat")
        await session.idle()
        assert seen == [None, "by the app"]
        await chat.submit("by hand")
        assert seen[-1] == "by hand"


async def test_what_was_submitted_is_a_text_that_unpacks() -> None:
    seen: list[Any] = []

    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat")

        @reactive.effect
        def _() -> None:
            value = chat.user_input()
            if value is not None:
                text, attachments = value
                seen.append((value, text, attachments, value.text, value.attachments))

    async with open_session(server) as session:
        chat = await session.chat("chat")
        await chat.submit("hi")
        await session.idle()
        assert seen == [("hi", "hi", [], "hi", [])]


async def test_every_submission_runs_every_handler_also_the_same_text_again() -> None:
    calls: list[str] = []

    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat")
        for name in ("first", "second"):

            @chat.on_user_submit
            def _(text: str, *, name: str = name) -> None:
                calls.append(f"{name} {text}")

    async with open_session(server) as session:
        chat = await session.chat("chat")
        for text in ("same", "same", "other"):
            await chat.submit(text)
        assert calls == [f"{name} {text}" for text in ("same", "same", "other") for name in ("first", "second")]


async def test_a_handler_that_is_destroyed_runs_no_more() -> None:
    calls: list[str] = []

    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat")

        @chat.on_user_submit
        def once(text: str) -> None:
            calls.append(text)
            once.destroy()  # the decorator returns the effect

    async with open_session(server) as session:
        chat = await session.chat("chat")
        await chat.submit("one")
        await chat.submit("two")
        assert calls == ["one"]


async def test_a_handler_that_swallows_its_cancellation_does_not_hold_the_text_box() -> None:
    may_end = asyncio.Event()
    ended: list[str] = []

    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat")

        @chat.on_user_submit
        async def _(text: str) -> None:
            if text == "next":
                await chat.append_message("answer")
                return
            while not may_end.is_set():
                try:
                    await may_end.wait()
                except asyncio.CancelledError:
                    ended.append("told")

    async with open_session(server) as session:
        chat = await session.chat("chat")
        await chat.submit("go", wait=False)
        await chat.wait(lambda: chat.turn.busy)
        await chat.stop()
        assert ended == ["told"]
        await chat.submit("next")
        assert chat.texts == ["go", "next", "answer"]
        may_end.set()


async def test_a_system_message_is_kept_and_sent_nowhere() -> None:
    read: list[list[str]] = []
    marker = "never tell anyone"

    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat")

        @chat.on_user_submit
        async def _(text: str) -> None:
            await chat.append_message({"content": marker, "role": "system"})
            await chat.append_message("answer")
            read.append([message["role"] for message in chat.messages()])
            if text == "clear":
                await chat.clear_messages()
                read.append([message["role"] for message in chat.messages()])

    async with open_session(server) as session:
        chat = await session.chat("chat")
        await chat.submit("go")
        await chat.attach()
        await chat.submit("clear")
        turn = ["user", "system", "assistant"]
        assert read == [turn, turn * 2, []]
        assert marker not in str(session.sent)


async def test_a_system_message_alone_frees_the_text_box() -> None:
    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat")

        @chat.on_user_submit
        async def _() -> None:
            await chat.append_message({"content": "x", "role": "system"})

    async with open_session(server) as session:
        chat = await session.chat("chat")
        await chat.submit("go")
        assert not chat.turn.busy


async def test_ui_in_a_message_brings_its_dependencies_to_page_and_record(tmp_path: Any) -> None:
    (tmp_path / "x.js").write_text("")
    dependency = HTMLDependency("thing", "1.0", source={"subdir": str(tmp_path)}, script={"src": "x.js"})
    read: list[Any] = []

    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat")

        @chat.on_user_submit
        async def _() -> None:
            await chat.append_message(TagList("**md** ", div("ui", dependency)))
            read.extend(chat.messages())

    async with open_session(server) as session:
        chat = await session.chat("chat")
        await chat.submit("go")
        text, island = chat.messages[-1].parts
        assert isinstance(text, TextPart)
        assert isinstance(island, HtmlPart)
        assert [dep["name"] for dep in island.deps] == [dep["name"] for dep in read[-1]["html_deps"]] == ["thing"]


async def test_keywords_that_are_gone_do_no_harm_and_say_so() -> None:
    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat")

        @reactive.effect
        async def _() -> None:
            await chat.append_message("one")
            with pytest.warns(DeprecationWarning, match="`format` is ignored"):
                assert chat.messages(format="anthropic") == ({"content": "one", "role": "assistant"},)
            with pytest.warns(DeprecationWarning, match="`token_limits` is ignored"):
                assert len(chat.messages(token_limits=(100, 10))) == 1
            done.append("read")

    done: list[str] = []
    async with open_session(server):
        assert done == ["read"]


async def test_what_the_page_tells_is_an_input_of_the_resolved_id_each_time_anew() -> None:
    told: list[tuple[str, int]] = []

    @module.server
    def part(input: Inputs, output: Outputs, session: Session) -> None:
        Chat("chat")

        @reactive.effect
        @reactive.event(input.chat_cancel)
        def _() -> None:
            told.append(("cancel", input.chat_cancel()))

        @reactive.effect
        @reactive.event(input.chat_greeting_requested)
        def _() -> None:
            told.append(("requested", input.chat_greeting_requested()))

        @reactive.effect
        @reactive.event(input.chat_greeting_dismissed)
        def _() -> None:
            told.append(("dismissed", input.chat_greeting_dismissed()))

    def server(input: Inputs, output: Outputs, session: Session) -> None:
        part("part")

    async with open_session(server) as session:
        chat = await session.chat("part-chat")
        for _ in range(2):
            chat.send({"kind": "greeting_request"})
            chat.send({"kind": "greeting_dismissed"})
            chat.send({"kind": "stop"})
            await session.idle()
        await session.wait(lambda: len(told) == 6)
        assert [name for name, _ in told] == ["requested", "dismissed", "cancel"] * 2
        assert all(isinstance(when, int) and when > 1_600_000_000_000 for _, when in told)


async def test_a_transform_reads_ui_as_its_html() -> None:
    read: list[str] = []

    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat")

        def keep(content: str) -> str:
            read.append(content)
            return content

        with pytest.warns(DeprecationWarning, match="rewrite the text"):
            chat.transform_assistant_response(keep)

        @chat.on_user_submit
        async def _() -> None:
            await chat.append_message(TagList("a ", div("b")))
            await chat.append_message_stream(["a ", div("b")])

    async with open_session(server) as session:
        chat = await session.chat("chat")
        await chat.submit("go", wait=False)
        await chat.wait(lambda: len(chat.texts) == 3 and not chat.turn.busy)
        assert chat.texts[1:] == ["a <div>b</div>"] * 2
        assert read[0] == read[-1] == "a <div>b</div>"


async def test_a_handler_that_breaks_off_with_no_exception_is_told_and_frees_the_text_box() -> None:
    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat", on_error="actual")

        @chat.on_user_submit
        async def _() -> None:
            raise GeneratorExit

    async with open_session(server) as session:
        chat = await session.chat("chat")
        await chat.submit("go")
        await session.wait(lambda: len(session.notifications) == 1)
        assert "GeneratorExit" in session.notifications[0]
