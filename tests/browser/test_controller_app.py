"""The controllers on an app that answers."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from pywry_shiny.playwright import ChatController
from tests.conftest import ServeApp


@pytest.fixture
def app_page(page: Page, serve_app: ServeApp) -> Page:
    page.goto(serve_app("apps/controlled/app.py").url)
    return page


@pytest.mark.parametrize("how", ["enter", "click", "enter+modifier"])
def test_a_chat_in_a_module_is_found_by_its_whole_id(app_page: Page, how: str) -> None:
    chat = ChatController(app_page, "part-chat")
    chat.expect_greeting(re.compile(r"Welcome\s+Begin"))
    expect(chat.loc_input_button).to_be_disabled()
    chat.set_user_input("Hello\nthere")
    chat.expect_user_input("Hello\nthere")
    chat.send_user_input(method=how)  # pyright: ignore[reportArgumentType]
    chat.expect_latest_message("part: Hello there")
    chat.expect_messages(re.compile(r"^Hello\s+there\s+part: Hello\s+there$"))
    expect(chat.loc_messages.locator("> *")).to_have_count(2)
    chat.expect_user_input("")
    expect(chat.loc_greeting).to_be_hidden()


def test_a_chat_that_is_brought_later_reads_its_configuration(app_page: Page) -> None:
    """jQuery puts it in, and renames the types of scripts while it does."""
    app_page.get_by_role("button", name="Bring").click()
    chat = ChatController(app_page, "chat")
    chat.expect_greeting("Brought")
    chat.set_user_input("Hello")
    chat.send_user_input()
    chat.expect_user_input("Hello\n")
    chat.send_user_input(method="enter+modifier")
    chat.expect_latest_message("brought: Hello")
