from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from htmltools import HTML, HTMLDependency, TagList, div

from pywry_shiny.content import HtmlPart, TextPart
from pywry_shiny.content.greeting import ChatGreeting, chat_greeting


def test_a_string_is_markdown() -> None:
    greeting = chat_greeting("## Hi")
    assert isinstance(greeting, ChatGreeting)
    assert (greeting.content, greeting.content_type, greeting.persistent) == ("## Hi", "markdown", False)
    assert greeting.to_parts() == [TextPart(text="## Hi")]


def test_ui_is_html_with_dependencies() -> None:
    dep = HTMLDependency("d", "1", source={"subdir": "x"}, script={"src": "d.js"})
    greeting = chat_greeting(TagList(div("a"), dep))
    assert (greeting.content, greeting.content_type, greeting.html_deps) == ("<div>a</div>", "html", [dep])
    part = greeting.to_parts()[0]
    assert isinstance(part, HtmlPart)
    assert [d["name"] for d in part.deps] == ["d"]


def test_html_is_html() -> None:
    assert chat_greeting(HTML("<b>a</b>")).to_parts() == [HtmlPart(html="<b>a</b>")]


def test_an_async_iterable_is_kept_unconsumed() -> None:
    consumed: list[str] = []

    async def stream() -> AsyncIterator[str]:
        consumed.append("a")
        yield "a"

    source = stream()
    greeting = chat_greeting(source)
    assert greeting.stream is source
    assert greeting.content is source
    assert greeting.content_type == "markdown"
    assert greeting.html_deps == []
    with pytest.raises(ValueError, match="streamed"):
        greeting.to_parts()
    assert consumed == []


def test_persistent_and_its_old_opposite() -> None:
    assert chat_greeting("a", persistent=True).persistent is True
    assert chat_greeting("a", persistent=False).persistent is False
    with pytest.warns(DeprecationWarning, match="persistent") as caught:
        assert chat_greeting("a", dismissible=False).persistent is True
    assert caught[0].filename == __file__
    with pytest.warns(DeprecationWarning, match="persistent") as caught:
        assert ChatGreeting("a", dismissible=True).persistent is False
    assert caught[0].filename == __file__


def test_the_new_name_wins() -> None:
    with pytest.warns(DeprecationWarning, match="persistent"):
        assert chat_greeting("a", persistent=True, dismissible=True).persistent is True
