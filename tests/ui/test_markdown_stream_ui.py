from __future__ import annotations

import re
from collections.abc import AsyncIterator
from typing import Any

import pytest
from htmltools import HTML, HTMLDependency, Tag, TagList, tags
from shiny import module

from pywry_shiny.ui import output_markdown_stream
from tests.structure.sources import ROOT
from tests.ui.page_markup import config_of, read

SOME_FILE = HTMLDependency("some-file", "1.0", source={"href": "https://files.invalid"}, script={"src": "some.js"})


async def streamed() -> AsyncIterator[str]:
    yield "Hello"


def parts_of(stream: Tag) -> list[dict[str, Any]]:
    return config_of(stream)["message"]["parts"]


def test_a_stream_says_all_its_page_needs() -> None:
    stream = output_markdown_stream("stream")
    assert read(stream).name == "pywry-markdown-stream"
    assert read(stream).attributes == {
        "id": "stream",
        "class": "pywry-markdown-stream",
        "style": "width:min(680px, 100%);height:auto;",
    }
    assert config_of(stream) == {
        "message": None,
        "contentType": "markdown",
        "autoScroll": True,
        "labels": {},
        "allowedOrigins": [],
    }
    assert {dependency.name for dependency in stream.get_dependencies()} == {"pywry-markdown-stream"}


def test_the_page_reads_exactly_what_is_written() -> None:
    source = (ROOT / "www/src/state/config.ts").read_text(encoding="utf-8")
    interface = source.split("interface StreamConfig {")[1].split("\n}")[0]
    assert set(re.findall(r"readonly (\w+):", interface)) == set(config_of(output_markdown_stream("stream")))


def test_the_id_is_the_modules() -> None:
    @module.ui
    def part() -> Tag:
        return output_markdown_stream("stream")

    assert read(part("of_a_page")).attributes["id"] == "of_a_page-stream"


def test_strings_are_left_to_the_content_type() -> None:
    stream = output_markdown_stream("stream", content="*a*", content_type="text")
    assert parts_of(stream) == [{"kind": "text", "text": "*a*", "format": "markdown"}]
    assert config_of(stream)["contentType"] == "text"


@pytest.mark.parametrize("content", [HTML("<b>a</b>"), tags.b("a"), TagList(tags.b("a"))])
def test_ui_is_ui(content: Any) -> None:
    stream = output_markdown_stream("stream", content=content, content_type="text")
    assert parts_of(stream) == [{"kind": "html", "html": "<b>a</b>", "deps": []}]


def test_strings_and_ui_stand_side_by_side() -> None:
    stream = output_markdown_stream("stream", content=TagList("*a*", tags.p("b", SOME_FILE)))
    assert [part["kind"] for part in parts_of(stream)] == ["text", "html"]
    assert "some-file" in {dependency.name for dependency in stream.get_dependencies()}


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", "<!-- <script>", "\"'\u2028"])
def test_content_stays_in_its_place(text: str) -> None:
    assert parts_of(output_markdown_stream("stream", content=text))[0]["text"] == text


@pytest.mark.parametrize("content_type", ["markdown", "html", "text", "semi-markdown"])
def test_each_content_type(content_type: Any) -> None:
    assert config_of(output_markdown_stream("s", content_type=content_type))["contentType"] == content_type


def test_another_content_type_is_an_error() -> None:
    with pytest.raises(ValueError, match="`content_type` is one of 'markdown', 'html', 'text', 'semi-markdown'"):
        output_markdown_stream("stream", content_type="thinking")  # pyright: ignore[reportArgumentType]


def test_a_stream_of_strings_is_an_error_that_says_where_to_go() -> None:
    with pytest.raises(ValueError, match=r"MarkdownStream\(\.\.\.\)\.stream\(\)"):
        output_markdown_stream("stream", content=streamed())  # pyright: ignore[reportArgumentType]


def test_the_rest_is_told() -> None:
    stream = output_markdown_stream(
        "stream",
        auto_scroll=False,
        width=300,
        height="10em",
        allowed_origins=["https://example.org"],
        labels={"copyCode": "Kopieren"},
    )
    config = config_of(stream)
    assert config["autoScroll"] is False
    assert config["allowedOrigins"] == ["https://example.org"]
    assert config["labels"] == {"copyCode": "Kopieren"}
    assert read(stream).attributes["style"] == "width:300.000000px;height:10em;"
