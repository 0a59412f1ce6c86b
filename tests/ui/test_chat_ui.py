from __future__ import annotations

import re
from collections.abc import AsyncIterator
from typing import Any

import pytest
from htmltools import HTML, HTMLDependency, Tag, TagList, tags
from shiny import module, ui
from shiny.types import MISSING

from pywry_shiny.content import Message
from pywry_shiny.content.chat_message import ChatMessage
from pywry_shiny.content.greeting import chat_greeting
from pywry_shiny.ui import chat_ui
from tests.structure.sources import ROOT
from tests.ui.page_markup import config_of, read

SOME_FILE = HTMLDependency("some-file", "1.0", source={"href": "https://files.invalid"}, script={"src": "some.js"})


def messages_of(chat: Tag) -> list[Message]:
    return [Message.model_validate(message) for message in config_of(chat)["messages"]]


def greeting_of(chat: Tag) -> Message:
    return Message.model_validate(config_of(chat)["greeting"])


def dependencies_of(chat: Tag) -> set[str]:
    return {dependency.name for dependency in chat.get_dependencies()}


def classes_of(chat: Tag) -> set[str]:
    return set((read(chat).attributes["class"] or "").split())


def chat_with(**given: Any) -> Tag:
    """A chat with parameters that a test picks."""
    return chat_ui("chat", **given)


def bare(stream: Any) -> Any:
    return stream


async def streamed() -> AsyncIterator[str]:
    yield "Hello"


def test_a_chat_says_all_its_page_needs() -> None:
    chat = chat_ui("chat")
    assert read(chat).name == "pywry-chat"
    assert config_of(chat) == {
        "placeholder": "Enter a message...",
        "submitKey": "enter",
        "enableCancel": None,
        "showThinkingAfter": 0,
        "toolGrouping": "tool",
        "iconSend": None,
        "iconAssistant": None,
        "labels": {},
        "allowedOrigins": [],
        "messages": [],
        "greeting": None,
        "fill": True,
    }


def test_the_page_reads_exactly_what_is_written() -> None:
    source = (ROOT / "www/src/state/config.ts").read_text(encoding="utf-8")
    interface = source.split("interface ChatConfig {")[1].split("\n}")[0]
    assert set(re.findall(r"readonly (\w+):", interface)) == set(config_of(chat_ui("chat")))


def test_the_page_loads_the_chat() -> None:
    assert "pywry-chat" in dependencies_of(chat_ui("chat"))


class TestElement:
    def test_the_id_is_the_modules(self) -> None:
        @module.ui
        def part() -> Tag:
            return chat_ui("chat")

        assert read(chat_ui("chat")).attributes["id"] == "chat"
        assert read(part("of_a_page")).attributes["id"] == "of_a_page-chat"

    @pytest.mark.parametrize("id", [None, 1, tags.p()])
    def test_an_id_is_a_string(self, id: Any) -> None:
        with pytest.raises(TypeError, match="id of an element is a string"):
            chat_ui(id)

    def test_attributes_are_added_to_ours(self) -> None:
        chat = read(chat_ui("chat", fill=False, class_="mine", style="color: red", data_mine="yes", hidden=True))
        assert chat.attributes["class"] == "pywry-chat mine"
        assert chat.attributes["style"] == "width:min(clamp(680px, 50vw, 760px), 100%);height:auto; color: red"
        assert chat.attributes["data-mine"] == "yes"
        assert "hidden" in chat.attributes

    def test_sizes_are_css(self) -> None:
        style = read(chat_ui("chat", width=300, height="50vh")).attributes["style"]
        assert style == "width:300.000000px;height:50vh;"

    def test_a_chat_fills_what_can_be_filled(self) -> None:
        chat = chat_ui("chat")
        assert classes_of(chat) == {"pywry-chat", "html-fill-item", "html-fill-container"}
        assert config_of(chat)["fill"] is True

    def test_a_chat_need_not_fill(self) -> None:
        chat = chat_ui("chat", fill=False)
        assert classes_of(chat) == {"pywry-chat"}
        assert config_of(chat)["fill"] is False

    def test_footer_and_toolbar_are_ui_inside(self) -> None:
        chat = chat_ui("chat", footer=TagList("Be ", tags.b("kind")), toolbar_input=ui.input_switch("web", "Web"))
        _, footer, toolbar = read(chat).children
        assert footer.attributes == {"data-pywry": "footer"}
        assert [one.text for one in footer.all("b")] == ["kind"]
        assert toolbar.attributes == {"data-pywry": "toolbar"}
        assert [one.attributes["id"] for one in toolbar.all("input")] == ["web"]

    def test_their_files_are_loaded(self) -> None:
        assert "some-file" in dependencies_of(chat_ui("chat", footer=tags.p(SOME_FILE)))


class TestPlainChoices:
    @pytest.mark.parametrize(("given", "told"), [(MISSING, None), (True, True), (False, False)])
    def test_the_stop_button_is_ours_theirs_or_nobodys(self, given: Any, told: bool | None) -> None:
        assert config_of(chat_ui("chat", enable_cancel=given))["enableCancel"] is told

    @pytest.mark.parametrize("given", [None, 1, "yes"])
    def test_the_stop_button_is_true_or_false(self, given: Any) -> None:
        with pytest.raises(TypeError, match="`enable_cancel` is True or False"):
            chat_ui("chat", enable_cancel=given)

    @pytest.mark.parametrize("key", ["enter", "enter+modifier"])
    def test_the_key_that_submits(self, key: Any) -> None:
        assert config_of(chat_ui("chat", submit_key=key))["submitKey"] == key

    def test_another_key_is_an_error(self) -> None:
        with pytest.raises(ValueError, match="`submit_key` is one of 'enter', 'enter\\+modifier', not 'tab'"):
            chat_ui("chat", submit_key="tab")  # pyright: ignore[reportArgumentType]

    @pytest.mark.parametrize("grouping", ["none", "tool", "all"])
    def test_how_tools_are_grouped(self, grouping: Any) -> None:
        assert config_of(chat_ui("chat", tool_grouping=grouping))["toolGrouping"] == grouping

    def test_another_grouping_is_an_error(self) -> None:
        with pytest.raises(ValueError, match="`tool_grouping` is one of 'none', 'tool', 'all', not 'some'"):
            chat_ui("chat", tool_grouping="some")  # pyright: ignore[reportArgumentType]

    @pytest.mark.parametrize("seconds", [0, 2.5, 60, -1])
    def test_when_thinking_is_shown(self, seconds: float) -> None:
        assert config_of(chat_ui("chat", show_thinking_after_s=seconds))["showThinkingAfter"] == seconds

    @pytest.mark.parametrize("seconds", [True, "1", None, float("nan"), float("inf"), float("-inf")])
    def test_seconds_are_a_finite_number(self, seconds: Any) -> None:
        with pytest.raises(TypeError, match="finite number of seconds"):
            chat_ui("chat", show_thinking_after_s=seconds)

    def test_nobody_waits_longer_than_a_minute(self) -> None:
        with pytest.raises(ValueError, match=r"at most 60 seconds.*negative"):
            chat_ui("chat", show_thinking_after_s=60.1)

    def test_a_placeholder_is_a_string(self) -> None:
        assert config_of(chat_ui("chat", placeholder="Ask"))["placeholder"] == "Ask"
        with pytest.raises(TypeError, match="`placeholder` is a string, not Tag"):
            chat_ui("chat", placeholder=tags.p())  # pyright: ignore[reportArgumentType]


class TestIcons:
    @pytest.mark.parametrize("icon", [None, False])
    def test_none_is_none(self, icon: Any) -> None:
        config = config_of(chat_ui("chat", icon_assistant=icon, icon_send=icon))
        assert config["iconAssistant"] is None
        assert config["iconSend"] is None

    def test_true_is_a_robot(self) -> None:
        assert read(HTML(config_of(chat_ui("chat", icon_assistant=True))["iconAssistant"])).name == "svg"

    def test_true_is_no_way_to_send(self) -> None:
        with pytest.raises(ValueError, match="True names no icon"):
            chat_ui("chat", icon_send=True)

    @pytest.mark.parametrize("name", ["icon_assistant", "icon_send"])
    def test_an_icon_is_ui(self, name: Any) -> None:
        key = {"icon_assistant": "iconAssistant", "icon_send": "iconSend"}[name]
        assert config_of(chat_with(**{name: HTML("<i></i>")}))[key] == "<i></i>"
        assert config_of(chat_with(**{name: tags.i()}))[key] == "<i></i>"
        assert config_of(chat_with(**{name: TagList(tags.i(), "!")}))[key].startswith("<i></i>")
        assert config_of(chat_with(**{name: "<3"}))[key] == "&lt;3"

    @pytest.mark.parametrize("name", ["icon_assistant", "icon_send"])
    def test_its_files_are_loaded(self, name: Any) -> None:
        assert "some-file" in dependencies_of(chat_with(**{name: tags.i(SOME_FILE)}))

    @pytest.mark.parametrize("name", ["icon_assistant", "icon_send"])
    def test_what_is_no_ui_is_no_icon(self, name: Any) -> None:
        with pytest.raises(TypeError, match=f"`{name}` is a string, HTML, a tag or a TagList, not int"):
            chat_with(**{name: 7})


class TestGreeting:
    def test_a_string_is_markdown(self) -> None:
        greeting = greeting_of(chat_ui("chat", greeting="**Hello**"))
        assert [(part.kind, part.model_dump().get("text")) for part in greeting.parts] == [("text", "**Hello**")]
        assert greeting.status == "complete"
        assert greeting.pinned is False

    @pytest.mark.parametrize("greeting", [HTML("<b>Hello</b>"), tags.b("Hello"), TagList(tags.b("Hello"))])
    def test_ui_is_html(self, greeting: Any) -> None:
        (part,) = greeting_of(chat_ui("chat", greeting=greeting)).parts
        assert part.model_dump() == {"kind": "html", "html": "<b>Hello</b>", "deps": []}

    def test_its_files_are_loaded_by_the_page(self) -> None:
        chat = chat_ui("chat", greeting=TagList("Hello", tags.p(SOME_FILE)))
        assert "some-file" in dependencies_of(chat)

    def test_a_greeting_can_stay(self) -> None:
        assert greeting_of(chat_ui("chat", greeting=chat_greeting("Hello", persistent=True))).pinned is True

    def test_a_greeting_that_says_nothing_is_none(self) -> None:
        assert config_of(chat_ui("chat", greeting=""))["greeting"] is None

    @pytest.mark.parametrize("wrap", [bare, chat_greeting])
    def test_a_stream_is_an_error_that_says_where_to_go(self, wrap: Any) -> None:
        with pytest.raises(ValueError, match=r"Chat\(greeting=\).*set_greeting"):
            chat_ui("chat", greeting=wrap(streamed()))

    def test_a_function_is_an_error_that_says_where_to_go(self) -> None:
        with pytest.raises(TypeError, match=r"A function that makes one is for `Chat\(greeting=\)`"):
            chat_ui("chat", greeting=lambda: "Hello")  # pyright: ignore[reportArgumentType]


class TestMessages:
    def test_messages_are_deprecated_and_work(self) -> None:
        given = [
            "**one**",
            {"role": "user", "content": "two"},
            tags.b("three"),
            ChatMessage("four", content_type="text"),
            {"role": "assistant", "content": "five"},
        ]
        with pytest.warns(DeprecationWarning, match=r"chat_ui\(messages=\).*deprecated") as warned:
            chat = chat_ui("chat", messages=given)
        assert warned[0].filename == __file__
        messages = messages_of(chat)
        assert [message.content() for message in messages] == ["**one**", "two", "<b>three</b>", "four", "five"]
        assert [message.role for message in messages] == ["assistant", "user", "assistant", "assistant", "assistant"]
        assert {message.status for message in messages} == {"complete"}
        assert len({message.id for message in messages}) == 5

    def test_none_are_not_deprecated(self) -> None:
        assert messages_of(chat_ui("chat", messages=[])) == []

    def test_their_files_are_loaded_by_the_page(self) -> None:
        with pytest.deprecated_call():
            chat = chat_ui("chat", messages=[tags.p(SOME_FILE)])
        assert "some-file" in dependencies_of(chat)

    @pytest.mark.parametrize("given", ["one", HTML("one"), {"role": "user", "content": "one"}, tags.p(), 7])
    def test_one_message_is_no_list(self, given: Any) -> None:
        with pytest.raises(TypeError, match="`messages` is a list of messages"):
            chat_ui("chat", messages=given)

    def test_what_is_no_message_is_an_error(self) -> None:
        with pytest.raises(ValueError, match=r"message_content\.register"):
            chat_ui("chat", messages=[7])


HOSTILE = [
    "</script><script>alert(1)</script>",
    "<!-- <script>",
    "<!--SHINY.SINGLETON[x]-->",
    "\"'`\\",
    "&lt;&quot;&#x3c;",
    "line\u2028separator\u2029paragraph",
    "half a \ud83d sign",
    "]]>\x00\x1f",
    "{{ mustache }} ${template}",
]


class TestInjection:
    """A text that would leave its place does not, and arrives as it is; in a message half a character is replaced."""

    @pytest.mark.parametrize("text", HOSTILE)
    def test_placeholder(self, text: str) -> None:
        assert config_of(chat_ui("chat", placeholder=text))["placeholder"] == text

    @pytest.mark.parametrize("text", [text for text in HOSTILE if "{" not in text])
    def test_labels(self, text: str) -> None:
        assert config_of(chat_ui("chat", labels={"send": text}))["labels"] == {"send": text}

    @pytest.mark.parametrize("text", HOSTILE)
    def test_greeting(self, text: str) -> None:
        chat = chat_ui("chat", greeting=text)
        assert config_of(chat)["greeting"]["parts"][0]["text"] == text.replace("\ud83d", "\ufffd")

    @pytest.mark.parametrize("text", HOSTILE)
    def test_messages(self, text: str) -> None:
        with pytest.deprecated_call():
            chat = chat_ui("chat", messages=[text, tags.p(HTML(text))])
        first, second = config_of(chat)["messages"]
        assert first["parts"][0]["text"] == text.replace("\ud83d", "\ufffd")
        assert text.replace("\ud83d", "\ufffd") in second["parts"][0]["html"]

    @pytest.mark.parametrize("text", [text for text in HOSTILE if "\ud83d" not in text and "\x00" not in text])
    def test_attributes(self, text: str) -> None:
        chat = read(chat_ui("chat", title=text, style=text))
        assert chat.attributes["title"] == text
        assert [child.name for child in chat.children] == ["script"]
