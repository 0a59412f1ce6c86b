"""What apps may append without any SDK, and teaching more."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from htmltools import HTML, HTMLDependency, TagList, div

from pywry_shiny.content import HtmlPart, TextPart, ThinkingPart, ToolPart
from pywry_shiny.content.chat_message import ChatMessage
from pywry_shiny.content.user_input import UserInput
from pywry_shiny.stream import adapters
from pywry_shiny.stream.message_content import message_content, message_content_chunk

BOTH = pytest.mark.parametrize("read", [message_content, message_content_chunk])


class Table:
    def _repr_html_(self) -> str:
        return "<table></table>"


@BOTH
@pytest.mark.parametrize(
    ("value", "parts"),
    [
        ("**hi**", [TextPart(text="**hi**")]),
        ("", []),
        (None, []),
        (UserInput("hi", ["f"]), [TextPart(text="hi")]),
        (HTML("<b>x</b>"), [HtmlPart(html="<b>x</b>")]),
        (div("a"), [HtmlPart(html="<div>a</div>")]),
        (div("a").tagify(), [HtmlPart(html="<div>a</div>")]),
        (TagList("*a*", div("b")), [TextPart(text="*a*"), HtmlPart(html="<div>b</div>")]),
        (Table(), [HtmlPart(html="<table></table>")]),
        (ThinkingPart(text="hm"), [ThinkingPart(text="hm")]),
        (ToolPart(call_id="1", name="f"), [ToolPart(call_id="1", name="f")]),
        ({"content": "a"}, [TextPart(text="a")]),
        ({"content": None, "role": "assistant"}, []),
        ({"content": div("a")}, [HtmlPart(html="<div>a</div>")]),
        ({"content": ["a", {"type": "text", "text": "b"}]}, [TextPart(text="a"), TextPart(text="b")]),
        (
            {
                "content": "a",
                "tool_calls": [{"id": "1", "type": "function", "function": {"name": "f", "arguments": "{}"}}],
            },
            [TextPart(text="a"), ToolPart(call_id="1", name="f", arguments="{}", status="running")],
        ),
        (
            {"role": "tool", "content": "4", "tool_call_id": "1"},
            [ToolPart(call_id="1", name="", status="done", result="4")],
        ),
    ],
)
def test_what_needs_no_sdk(read: Any, value: Any, parts: list[Any]) -> None:
    assert read(value).to_parts() == parts


def test_a_dependency_alone_is_ui() -> None:
    (part,) = message_content(HTMLDependency("d", "1")).to_parts()
    assert isinstance(part, HtmlPart)
    assert [dep["name"] for dep in part.deps] == ["d"]


def test_a_chat_message_is_itself() -> None:
    message = ChatMessage("a", role="user")
    assert message_content(message) is message


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("user", "user"),
        ("assistant", "assistant"),
        ("model", "assistant"),
        ("developer", "system"),
        (None, "assistant"),
    ],
)
def test_roles_of_dictionaries(name: str | None, role: str) -> None:
    assert message_content({"content": "a", "role": name}).role == role


def test_dictionary_with_an_unknown_role_or_no_content() -> None:
    with pytest.raises(ValueError, match="narrator"):
        message_content({"content": "a", "role": "narrator"})
    with pytest.raises(ValueError, match="content"):
        message_content({"role": "user"})


def test_attachments_of_a_dictionary_are_kept() -> None:
    assert message_content({"content": "a", "attachments": ["f"]}).attachments == ["f"]


@pytest.mark.parametrize("value", [1, 1.5, True, [1], ["a"], ("a",), b"a", object(), {"content": 1}, {"content": [1]}])
def test_unknown_types_name_the_way_out(value: Any) -> None:
    with pytest.raises(ValueError, match=r"@message_content\.register"):
        message_content(value)
    if not isinstance(value, dict):
        with pytest.raises(ValueError, match=r"@message_content_chunk\.register"):
            message_content_chunk(value)


def test_an_error_shows_no_more_than_a_glimpse() -> None:
    with pytest.raises(ValueError, match="…") as caught:
        message_content(list(range(10_000)))
    assert len(str(caught.value)) < 300


class Note:
    def __init__(self, text: str) -> None:
        self.text = text


class LoudNote(Note):
    pass


def test_a_registered_type_is_read_by_both_and_so_are_its_subclasses() -> None:
    class Mine(Note):
        pass

    class MineToo(Mine):
        pass

    @message_content.register(Mine)
    def _(message: Mine) -> ChatMessage:
        return ChatMessage(message.text)

    assert message_content(MineToo("a")).content == "a"
    assert message_content_chunk(MineToo("a")).content == "a"

    @message_content_chunk.register(Mine)
    def _(message: Mine) -> ChatMessage:
        return ChatMessage(message.text + "…")

    assert message_content(Mine("a")).content == "a"
    assert message_content_chunk(Mine("a")).content == "a…"


def test_a_subclass_may_have_its_own_reading() -> None:
    message_content.register(Note, lambda note: ChatMessage(note.text))
    message_content.register(LoudNote, lambda note: ChatMessage(note.text.upper()))
    assert message_content(Note("a")).content == "a"
    assert message_content(LoudNote("a")).content == "A"


def test_an_app_may_replace_our_reading_of_an_sdks_type() -> None:
    script = """
from chatlas.types import ContentText, ContentJson
from pywry_shiny.content.chat_message import ChatMessage
from pywry_shiny.stream.message_content import message_content, message_content_chunk

class MyText(ContentText):
    pass

message_content.register(ContentText, lambda content: ChatMessage("early"))
assert message_content(ContentText(text="a")).content == "early"
assert message_content_chunk(ContentText(text="a")).content == "early"
assert "json" in message_content(ContentJson(value={})).content
assert message_content(ContentText(text="a")).content == "early"
assert message_content(MyText(text="a")).content == "early"
message_content.register(MyText, lambda content: ChatMessage("late"))
assert message_content(MyText(text="a")).content == "late"
assert message_content_chunk(MyText(text="a")).content == "late"
"""
    subprocess.run([sys.executable, "-c", script], check=True, timeout=60)


def test_reading_our_own_kinds_imports_no_sdk() -> None:
    script = """
import sys
import shiny  # which brings along what it likes
before = set(sys.modules)
from htmltools import div
from pywry_shiny.stream.message_content import message_content, message_content_chunk
for value in ("a", None, div(), {"content": "a"}):
    message_content(value), message_content_chunk(value)
try:
    message_content(1)
except ValueError:
    pass
sdks = {"anthropic", "chatlas", "google", "langchain_core", "ollama", "openai", "pydantic_ai"}
new = set(sys.modules) - before
loaded = [name for name in new if name.split(".")[0] in sdks or "sdk_" in name]
assert not loaded, loaded
"""
    subprocess.run([sys.executable, "-c", script], check=True, timeout=60)


def test_one_sdk_does_not_bring_another() -> None:
    script = """
import sys
from ollama import Message
from pywry_shiny.stream.message_content import message_content
assert message_content(Message(role="assistant", content="a")).content == "a"
adapters = [name for name in sys.modules if name.startswith("pywry_shiny.stream.sdk_")]
assert adapters == ["pywry_shiny.stream.sdk_ollama"], adapters
"""
    subprocess.run([sys.executable, "-c", script], check=True, timeout=60)


@pytest.mark.parametrize(
    "failure", [ImportError("cannot import name 'ChatResponse'"), AttributeError("no ChatResponse")]
)
def test_a_renamed_type_breaks_softly(monkeypatch: pytest.MonkeyPatch, failure: Exception) -> None:
    def fail(name: str) -> Any:
        raise failure

    class Renamed:
        __module__ = "ollama._types"

    monkeypatch.setattr(adapters, "import_module", fail)
    monkeypatch.setattr(adapters, "_loaded", set[str]())
    monkeypatch.setattr(adapters, "_broken", dict[str, str]())
    with pytest.raises(
        ValueError, match=r"The installed ollama \(\d.*\) is not as this version of pywry-shiny knows it"
    ):
        message_content(Renamed())
    assert message_content("still here").content == "still here"
