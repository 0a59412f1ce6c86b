"""What `chat_ui` and `output_markdown_stream` write, on a page that no server stands behind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from htmltools import HTML, TagChild, TagList, tags
from playwright.sync_api import Page, Route, expect
from shiny import ui

from pywry_shiny.playwright import ChatController, MarkdownStreamController
from pywry_shiny.ui import chat_ui, output_markdown_stream

ADDRESS = "http://static.test"
BREAK_OUT = '</script><img src=x onerror="window.hit = 1"><!-- <script>'

Show = Callable[[TagChild], None]


@pytest.fixture
def show(page: Page, tmp_path: Path) -> Iterator[Show]:
    """Give a function that opens a page with this UI. An error on the page fails the test."""
    errors: list[object] = []

    def serve(route: Route) -> None:
        route.fulfill(path=tmp_path / route.request.url.removeprefix(f"{ADDRESS}/"))

    def open_page(content: TagChild) -> None:
        ui.page_fillable(content).save_html(str(tmp_path / "page.html"))
        page.route(f"{ADDRESS}/**", serve)
        page.on("pageerror", lambda error: errors.append(error))
        page.goto(f"{ADDRESS}/page.html")

    yield open_page
    assert errors == []


def test_the_greeting_and_the_box_are_there(page: Page, show: Show) -> None:
    show(
        chat_ui(
            "chat",
            greeting=TagList("**Hello**", tags.button("Begin", id="begin")),
            placeholder="Ask",
            footer=tags.small("Be kind"),
            toolbar_input=tags.button("Web", id="web"),
            labels={"composer": "Deine Frage"},
        )
    )
    chat = ChatController(page, "chat")
    chat.expect_greeting(re.compile(r"Hello\s+Begin"))
    expect(chat.loc_greeting.locator("strong")).to_have_text("Hello")
    expect(chat.loc_greeting.locator("#begin")).to_be_visible()
    expect(chat.loc_input).to_have_attribute("placeholder", "Ask")
    expect(chat.loc_input).to_have_accessible_name("Deine Frage")
    expect(chat.loc_input_container.locator("#web")).to_be_visible()
    expect(chat.loc.locator(".pywry-chat-footer")).to_have_text("Be kind")
    expect(chat.loc_input_button).to_be_disabled()
    expect(chat.loc_messages.locator("> *")).to_have_count(0)


def test_messages_are_shown_and_nothing_of_them_runs(page: Page, show: Show) -> None:
    with pytest.deprecated_call():
        content = chat_ui(
            "chat",
            messages=[{"role": "user", "content": BREAK_OUT}, "*One* of one"],
            icon_assistant="🤖",
            placeholder=BREAK_OUT,
        )
    show(content)
    chat = ChatController(page, "chat")
    chat.expect_latest_message("One of one")
    expect(chat.loc_messages.locator("> *")).to_have_count(2)
    expect(chat.loc_messages.locator("> *").first).to_have_text(BREAK_OUT, use_inner_text=True)
    expect(chat.loc_input).to_have_attribute("placeholder", BREAK_OUT)
    assert page.evaluate("window.hit") is None


def test_what_is_sent_before_someone_listens_is_shown_and_outlives_a_reload(page: Page, show: Show) -> None:
    show(chat_ui("chat"))
    chat = ChatController(page, "chat")
    chat.set_user_input("first\nsecond")
    chat.loc_input.press("Enter")
    chat.expect_latest_message(re.compile(r"first\s+second"))
    chat.expect_user_input("")
    page.reload()
    chat.expect_user_input("first\nsecond")


def test_a_chat_fills_its_page(page: Page, show: Show) -> None:
    page.set_viewport_size({"width": 900, "height": 700})
    show(chat_ui("chat", width="100%"))
    chat = ChatController(page, "chat")
    chat.expect.to_be_visible()
    expect(chat.loc_input).to_be_in_viewport()
    box = chat.loc.bounding_box()
    assert box is not None
    assert box["height"] > 600


def test_a_chat_that_does_not_fill_is_as_high_as_it_is_told(page: Page, show: Show) -> None:
    show(chat_ui("chat", fill=False, height=320))
    chat = ChatController(page, "chat")
    expect(chat.loc_input).to_be_visible()
    box = chat.loc.bounding_box()
    assert box is not None
    assert box["height"] == 320


@pytest.mark.parametrize(
    ("content_type", "text"),
    [("markdown", "a b"), ("semi-markdown", "a <i>b</i>"), ("html", "*a* b"), ("text", "*a* <i>b</i>")],
)
def test_a_stream_reads_its_content_as_it_is_told(page: Page, show: Show, content_type: str, text: str) -> None:
    show(output_markdown_stream("stream", content="*a* <i>b</i>", content_type=content_type))  # pyright: ignore[reportArgumentType]
    MarkdownStreamController(page, "stream").expect_content(text)


def test_a_stream_shows_ui(page: Page, show: Show) -> None:
    show(output_markdown_stream("stream", content=TagList("*a*", HTML('<b id="b">b</b>'))))
    stream = MarkdownStreamController(page, "stream")
    stream.expect_content(re.compile(r"a\s+b"))
    expect(stream.loc_content.locator("#b")).to_be_visible()
