from __future__ import annotations

from typing import Any

import pytest
from htmltools import HTML, HTMLDependency, TagList, div, span

from pywry_shiny.content import HtmlPart, TextPart, ThinkingPart, ToolPart
from pywry_shiny.content.chat_message import ChatMessage, RenderedUi

DEP = HTMLDependency("widget", "1.0", source={"subdir": "nowhere"}, script={"src": "widget.js"})


class Fancy:
    def tagify(self) -> Any:
        return div("fancy", class_="fancy").tagify()


def md(text: str) -> TextPart:
    return TextPart(text=text)


def html(text: str) -> HtmlPart:
    return HtmlPart(html=text)


@pytest.mark.parametrize(
    ("content", "parts"),
    [
        ("**hi**", [md("**hi**")]),
        ("", []),
        (None, []),
        (HTML("<b>x</b>"), [html("<b>x</b>")]),
        (div("a"), [html("<div>a</div>")]),
        (div("a").tagify(), [html("<div>a</div>")]),
        (Fancy(), [html('<div class="fancy">fancy</div>')]),
        (TagList(), []),
        (TagList("a *b*"), [md("a *b*")]),
        (TagList("a *b*", span("c"), "*d*"), [md("a *b*"), html("<span>c</span>"), md("*d*")]),
        (TagList(span("c"), span("d")), [html("<span>c</span><span>d</span>")]),
        (TagList(span("c"), " ", span("d")), [html("<span>c</span> <span>d</span>")]),
        (TagList(span("c"), " \n"), [html("<span>c</span>")]),
        (TagList(HTML("<i>c</i>"), span("d"), "e"), [html("<i>c</i><span>d</span>"), md("e")]),
        (TagList("a", ["b", TagList("c", span("d"))], 1), [md("abc"), html("<span>d</span>"), md("1")]),
        (TagList("a", span("c"), "b").tagify(), [md("a"), html("<span>c</span>"), md("b")]),
    ],
)
def test_content_becomes_parts(content: Any, parts: list[Any]) -> None:
    got = ChatMessage(content).to_parts()
    squeezed = [p.model_copy(update={"html": p.html.replace("\n", "")}) if isinstance(p, HtmlPart) else p for p in got]
    assert squeezed == parts


@pytest.mark.parametrize(
    ("content_type", "part"),
    [
        ("markdown", md("<b>x</b>")),
        ("text", TextPart(text="<b>x</b>", format="plain")),
        ("thinking", ThinkingPart(text="<b>x</b>")),
        ("html", html("<b>x</b>")),
    ],
)
def test_content_type_says_how_a_string_is_meant(content_type: Any, part: Any) -> None:
    message = ChatMessage("<b>x</b>", content_type=content_type)
    assert message.to_parts() == [part]
    assert message.segments == [{"content": "<b>x</b>", "content_type": content_type}]
    assert message.content_type == content_type


def test_html_content_type_makes_a_tag_list_one_island() -> None:
    message = ChatMessage(TagList("a < b", span("c")), content_type="html")
    assert [part.model_dump()["html"] for part in message.to_parts()] == ["a &lt; b<span>c</span>"]


def test_a_dependency_breaks_no_text_apart_and_is_kept() -> None:
    message = ChatMessage(TagList("one ", DEP, "two"))
    parts = message.to_parts()
    assert parts[0] == md("one two")
    assert isinstance(parts[1], HtmlPart)
    assert [dep["name"] for dep in parts[1].deps] == ["widget"]
    assert message.html_deps == [DEP]


def test_ui_is_rendered_by_the_session_and_only_when_asked() -> None:
    seen: list[TagList] = []

    def process(ui: TagList) -> RenderedUi:
        seen.append(ui)
        return {"html": "<p>by the session</p>", "deps": [{"name": "d"}]}

    message = ChatMessage(TagList("text", div("a"), div("b")))
    assert seen == []
    assert message.to_parts(process) == [md("text"), HtmlPart(html="<p>by the session</p>", deps=[{"name": "d"}])]
    assert len(seen) == 1


def test_content_is_the_strings_and_setting_it_keeps_blocks() -> None:
    message = ChatMessage(TagList("a", div("b"), "c"))
    assert message.content == "ac"
    message.content = "new"
    assert message.content == "new"
    assert message.to_parts() == [md("new"), html("<div>b</div>")]


def test_setting_the_content_of_a_tag_gives_markdown() -> None:
    message = ChatMessage(div("a"))
    message.content = "<script>x</script>"
    assert message.to_parts()[0] == md("<script>x</script>")


def test_parts_join_neighbouring_strings() -> None:
    tool = ToolPart(call_id="1", name="f")
    message = ChatMessage(parts=["a", "b", tool, "c"])
    assert message.to_parts() == [md("a\n\nb"), tool, md("c")]
    assert message.parts == ["a\n\nb", tool.model_dump(), "c"]
    assert message.blocks == [tool.model_dump()]
    assert message.segments[0] == {"content": "a\n\nb", "content_type": "markdown"}


@pytest.mark.parametrize("content_type", ["html", "text", "thinking"])
def test_parts_that_are_not_markdown_join_directly(content_type: Any) -> None:
    assert ChatMessage(parts=["a", "b"], content_type=content_type).content == "ab"


def test_our_own_text_parts_stay_apart() -> None:
    assert ChatMessage(parts=[md("a"), md("b")]).to_parts() == [md("a"), md("b")]


def test_parts_is_none_for_one_segment() -> None:
    assert ChatMessage("a").parts is None
    assert ChatMessage(parts=["a", "b"]).parts is None


def test_blocks_follow_the_content() -> None:
    message = ChatMessage(
        "a",
        blocks=[
            {"type": "html_block", "version": 1, "content": "<b>x</b>"},
            {"type": "tool_request", "request_id": "1", "tool_name": "f", "arguments": "{}"},
            {"type": "tool_result", "request_id": "1", "tool_name": "f", "status": "error", "value": "no"},
            {"kind": "thinking", "text": "hm"},
        ],
    )
    assert message.to_parts() == [
        md("a"),
        html("<b>x</b>"),
        ToolPart(call_id="1", name="f", arguments="{}", status="running"),
        ToolPart(call_id="1", name="f", status="failed", result="no"),
        ThinkingPart(text="hm"),
    ]


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ({"content": "a", "parts": ["b"]}, "content"),
        ({"content": div(), "parts": ["b"]}, "content"),
        ({"parts": ["b"], "blocks": []}, "blocks"),
        ({"content": "a", "role": "tool"}, "role"),
        ({"content": "a", "content_type": "latex"}, "content_type"),
        ({"content": "a", "blocks": [{"type": "hologram"}]}, "hologram"),
    ],
)
def test_what_does_not_fit_is_refused(arguments: dict[str, Any], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        ChatMessage(**arguments)


def test_attachments_are_kept() -> None:
    assert ChatMessage("a", attachments=["file"]).attachments == ["file"]
    assert ChatMessage("a").attachments == []


def test_parts_given_out_are_not_the_messages_own() -> None:
    message = ChatMessage("a")
    first = message.to_parts()[0]
    assert isinstance(first, TextPart)
    first.text = "changed"
    assert message.content == "a"
