"""The elements with the real Shiny on both sides."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import ServeApp


@pytest.fixture
def chat_page(page: Page, serve_app: ServeApp) -> Iterator[Page]:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(serve_app("apps/elements.py").url)
    expect(page.locator(".pywry-composer-text")).to_be_visible()
    yield page
    # A page that has no icon is asked for one all the same.
    assert [text for text in complaints if "404" not in text] == []


def send(page: Page, text: str) -> None:
    page.locator(".pywry-composer-text").fill(text)
    expect(page.locator(".pywry-composer-send")).to_be_enabled()
    page.locator(".pywry-composer-text").press("Enter")


def expect_log(page: Page, text: str) -> None:
    expect(page.locator("#log")).to_have_text(text)


def test_a_conversation_with_the_apps_ui_around_it(chat_page: Page) -> None:
    page = chat_page
    expect_log(page, "[] True small")
    page.locator(".pywry-chat-footer input").uncheck()
    page.locator(".pywry-composer-toolbar select").select_option("large")
    expect_log(page, "[] False large")
    page.locator(".pywry-greeting .suggestion").click()
    expect(page.locator(".pywry-composer-text")).to_have_value("Try this")
    send(page, "one")
    expect(page.locator(".pywry-message")).to_have_text(["one", "You said one"])
    send(page, "two")
    expect(page.locator(".pywry-message")).to_have_text(["one", "You said one", "two", "You said two"])
    expect_log(page, "['one', 'two'] False large")


def test_a_chat_that_is_taken_out_and_put_in_again_goes_on(chat_page: Page) -> None:
    page = chat_page
    send(page, "one")
    expect(page.locator(".pywry-message")).to_have_count(2)
    page.locator("#remove").click()
    expect(page.locator("pywry-chat")).to_have_count(0)
    page.locator("#insert").click()
    expect(page.locator(".pywry-message")).to_have_text(["one", "You said one"])
    send(page, "two")
    expect(page.locator(".pywry-message")).to_have_count(4)
    expect_log(page, "['one', 'two'] True small")


def test_the_server_submits_and_sets_the_draft(chat_page: Page) -> None:
    page = chat_page
    page.locator("#ask").click()
    expect(page.locator(".pywry-message")).to_have_text(["from the server", "You said from the server"])
    expect(page.locator(".pywry-composer-text")).to_have_value("and a draft")
    expect(page.locator(".pywry-composer-text")).to_be_focused()
    expect(page.locator(".pywry-composer-text")).to_have_attribute("placeholder", "Say more")


def test_another_session_on_the_same_page_repeats_nothing(chat_page: Page) -> None:
    page = chat_page
    send(page, "one")
    expect(page.locator(".pywry-message")).to_have_count(2)
    # The last event that this page sends is a submission: Shiny begins the next session with it.
    send(page, "two")
    expect(page.locator(".pywry-message")).to_have_count(4)
    page.locator(".pywry-composer-text").fill("draft")
    page.evaluate("Shiny.shinyapp.$socket.close()")
    expect(page.locator(".pywry-notice[data-kind=connection]")).to_be_visible()
    # The new session is another one with another thread: nothing was said in it.
    expect(page.locator(".pywry-notice[data-kind=connection]")).to_have_count(0, timeout=20_000)
    expect(page.locator(".pywry-message")).to_have_count(0)
    expect(page.locator(".pywry-composer-text")).to_have_value("draft")
    expect_log(page, "[] True small")
    send(page, "again")
    expect(page.locator(".pywry-message")).to_have_text(["again", "You said again"])


def test_a_text_whose_session_dies_is_answered_once_in_the_next(chat_page: Page) -> None:
    page = chat_page
    send(page, "one")
    expect(page.locator(".pywry-message")).to_have_count(2)
    page.locator(".pywry-composer-text").fill("two")
    page.locator(".pywry-composer-text").evaluate(
        """box => {
          box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
          Shiny.shinyapp.$socket.close();
        }"""
    )
    expect(page.locator(".pywry-notice[data-kind=connection]")).to_be_visible()
    expect(page.locator(".pywry-message")).to_have_text(["two", "You said two"], timeout=20_000)
    expect_log(page, "['two'] True small")
    expect(page.locator(".pywry-composer-text")).to_have_value("")
    expect(page.locator(".pywry-notice")).to_have_count(0)


def test_a_lone_stream(chat_page: Page) -> None:
    page = chat_page
    stream = page.locator("pywry-markdown-stream")
    expect(stream).to_have_text("Nothing yet")
    page.locator("#stream").click()
    expect(stream.locator("em")).to_have_text("two")
    expect(stream.locator("input")).to_have_value("3")
    expect(stream).not_to_contain_text("Nothing yet")
