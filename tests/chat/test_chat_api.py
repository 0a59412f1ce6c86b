"""The rest of what an app may do with a chat."""

from __future__ import annotations

from typing import Any

import pytest
from htmltools import HTML, TagList, div
from shiny import Inputs, Outputs, Session, reactive

from pywry_shiny.chat import Chat, MarkdownStream
from pywry_shiny.content import TextPart
from pywry_shiny.testing import open_session


async def test_messages_of_every_kind_are_appended_in_order() -> None:
    read: list[Any] = []

    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat")

        @reactive.effect
        async def _() -> None:
            await chat.append_message("**md**")
            await chat.append_message(HTML("<b>html</b>"))
            await chat.append_message(div("tag"))
            await chat.append_message(TagList("md ", div("x")))
            await chat.append_message({"content": "mine", "role": "user"})
            await chat.append_message({"content": "hidden", "role": "system"})
            await chat.append_message("<thinking>hm</thinking>so", icon=HTML("<i></i>"))

        @reactive.effect
        def _() -> None:
            read.append(chat.messages())

    async with open_session(server) as session:
        chat = await session.chat("chat")
        contents = ["**md**", "<b>html</b>", "<div>tag</div>", "md <div>x</div>", "mine"]
        thought = "<thinking>\nhm\n</thinking>\n\nso"
        await chat.wait(lambda: chat.texts == [*contents, thought])
        await session.wait(lambda: [message["content"] for message in read[-1]] == [*contents, "hidden", thought])
        assert [message["role"] for message in read[-1]] == ["assistant"] * 4 + ["user", "system", "assistant"]
        assert chat.messages[-1].icon == "<i></i>"


async def test_what_is_not_known_is_refused_with_a_sentence() -> None:
    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat", on_error="actual")

        @chat.on_user_submit
        async def _() -> None:
            await chat.append_message(3.14)

    async with open_session(server) as session:
        chat = await session.chat("chat")
        await chat.submit("go")
        assert "@message_content.register" in session.notifications[0]
        assert chat.texts == ["go"]


async def test_the_text_box_is_changed_even_before_the_page_is_there() -> None:
    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat")
        chat.update_user_input(value="early", placeholder="Ask", focus=True)
        with pytest.warns(DeprecationWarning, match="update_user_input"):
            chat.set_user_message("set")
        for wrong in ({"submit": True}, {"focus": True}):
            with pytest.raises(ValueError, match="need a `value`"):
                chat.update_user_input(**wrong)

    async with open_session(server) as session:
        chat = await session.chat("chat")
        await chat.wait(lambda: len(chat.composed) == 2)
        assert chat.composed[0].model_dump(exclude={"kind"}) == {
            "value": "early",
            "placeholder": "Ask",
            "submit": False,
            "focus": True,
        }


async def test_clearing_forgets_the_messages_and_keeps_the_greeting() -> None:
    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat")

        @reactive.effect
        async def _() -> None:
            await chat.set_greeting("hello")
            await chat.append_message("one")
            await chat.clear_messages()

    async with open_session(server) as session:
        chat = await session.chat("chat")
        assert chat.messages == []
        assert chat.thread.greeting is not None


async def test_a_destroyed_chat_does_nothing_more() -> None:
    chats: list[Chat] = []

    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat")
        chats.append(chat)

        @chat.on_user_submit
        async def _() -> None:
            await chat.append_message("answer")

    async with open_session(server) as session:
        chat = await session.chat("chat")
        await chat.submit("one")
        chats[0].destroy()
        chat.send({"kind": "submit", "id": "12345678", "text": "two"})
        await session.idle()
        assert chat.texts == ["one", "answer"]


@pytest.mark.parametrize("parameters", [1, 3])
async def test_transforms_rewrite_messages_and_streams(parameters: int) -> None:
    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat")

        if parameters == 1:

            async def shout(content: str) -> str | HTML | None:
                return None if content == "drop me" else content.upper()
        else:

            def shout(content: str, chunk: str, done: bool) -> str | HTML | None:  # type: ignore[misc]
                return None if content == "drop me" else content.upper() + ("!" if done else "")

        with pytest.warns(DeprecationWarning, match="rewrite the text"):
            chat.transform_assistant_response(shout)

        @chat.on_user_submit
        async def _() -> None:
            await chat.append_message("drop me")
            await chat.append_message("whole")
            await chat.append_message_stream(["in ", "pieces"])

    async with open_session(server) as session:
        chat = await session.chat("chat")
        await chat.submit("go")
        mark = "!" if parameters == 3 else ""
        assert chat.texts == ["go", f"WHOLE{mark}", f"IN PIECES{mark}"]


async def test_what_is_gone_or_deprecated_says_so() -> None:
    def server(input: Inputs, output: Outputs, session: Session) -> None:
        with pytest.raises(TypeError, match="id of a chat is a string"):
            Chat(3)  # type: ignore[arg-type]
        with pytest.raises(ValueError, match="on_error"):
            Chat("x", on_error="loud")  # type: ignore[arg-type]
        with pytest.warns(DeprecationWarning, match="tokenizer"):
            chat = Chat("chat", tokenizer=object())
        with pytest.raises(TypeError, match="on_user_submit"):
            chat.transform_user_input(lambda text: text)
        with pytest.warns(DeprecationWarning, match="append_message"):
            Chat("old", messages=["first", {"content": "second", "role": "user"}])

    async with open_session(server) as session:
        chat = await session.chat("old")
        assert chat.texts == ["first", "second"]


def test_a_chat_outside_any_session_says_where_it_belongs() -> None:
    with pytest.raises(RuntimeError, match="server function"):
        Chat("chat")


async def test_a_page_that_attaches_again_gets_what_it_lacks() -> None:
    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat")

        @chat.on_user_submit
        async def _() -> None:
            await chat.append_message("answer")

    async with open_session(server) as session:
        chat = await session.chat("chat")
        await chat.submit("one")
        whole, thread = chat.thread.model_copy(deep=True), chat.thread.id
        seq = chat.seq
        for have, expected in ((seq, "events"), (seq - 2, "events"), (seq + 5, "snapshot")):
            chat.frames.clear()
            chat.seq = have
            chat.send({"kind": "attach", "thread": thread, "have": have})
            await session.idle()
            assert chat.frames[0].kind == expected
            chat.seq = seq
        chat.send({"kind": "attach", "thread": "another", "have": seq})
        await session.idle()
        assert chat.thread == whole


async def test_a_page_that_missed_too_much_gets_the_thread_as_it_stands() -> None:
    def server(input: Inputs, output: Outputs, session: Session) -> None:
        chat = Chat("chat")

        @chat.on_user_submit
        async def _() -> None:
            async with chat.message_stream_context() as message:
                for _ in range(2_100):
                    await message.append(div("x"))

    async with open_session(server) as session:
        chat = await session.chat("chat")
        await chat.submit("go")
        assert len(chat.messages[1].parts) == 2_100
        chat.frames.clear()
        chat.send({"kind": "attach", "thread": chat.thread.id, "have": 1})
        await chat.wait(lambda: any(frame.kind == "snapshot" for frame in chat.frames))


async def test_markdown_streams_show_text_and_ui_and_clear() -> None:
    results: list[str] = []

    def server(input: Inputs, output: Outputs, session: Session) -> None:
        stream = MarkdownStream("md")

        @reactive.effect
        @reactive.event(input.go)
        async def _() -> None:
            await stream.stream(["# Title\n", div("ui"), "text"])

        @reactive.effect
        @reactive.event(input.more)
        async def _() -> None:
            await stream.stream(iter(["more"]), clear=False)

        @reactive.effect
        @reactive.event(input.clear)
        async def _() -> None:
            await stream.clear()

        @reactive.effect
        def _() -> None:
            results.append(stream.latest_stream.result())

    async with open_session(server) as session:
        shown = await session.chat("md")
        session.set_input("go", 1)
        await shown.wait(lambda: results == ["# Title\n<div>ui</div>text"])
        session.set_input("more", 1)
        await shown.wait(lambda: results[-1] == "more")
        assert shown.texts == ["# Title\n<div>ui</div>text", "more"]
        session.set_input("go", 2)
        await shown.wait(lambda: len(shown.messages) == 1 and shown.messages[0].status == "complete")
        session.set_input("clear", 1)
        await shown.wait(lambda: not shown.messages)


async def test_a_user_text_is_never_read_for_thoughts() -> None:
    def server(input: Inputs, output: Outputs, session: Session) -> None:
        Chat("chat")

    async with open_session(server) as session:
        chat = await session.chat("chat")
        await chat.submit("<thinking>mine</thinking>")
        assert chat.messages[0].parts == [TextPart(text="<thinking>mine</thinking>")]
