"""The controllers on pages that stand still: what each locator means, and that an expectation fails when it should."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from pywry_shiny.playwright import ChatController, MarkdownStreamController

SOON = 250
"""Milliseconds, for what is expected to fail."""

CHAT = """
<pywry-chat id="{id}" style="display:block" data-attached>
  <script type="application/json" data-pywry="config">{{}}</script>
  <div class="pywry-chat-scroll" style="height:120px;overflow:auto">
    <div class="pywry-greeting"><p>Welcome to {id}.</p></div>
    <div class="pywry-chat-messages">
      <div class="pywry-message" data-role="user" data-status="complete">
        <div class="pywry-message-body"><div class="pywry-part-text"><p>Hello?</p></div></div>
      </div>
      <div class="pywry-message" data-role="assistant" data-status="complete">
        <div class="pywry-message-icon"><svg><title>robot</title></svg></div>
        <div class="pywry-message-body">
          <div class="pywry-part-text"><p>One of</p><p>{id}</p></div>
        </div>
        <div class="pywry-message-actions"><button aria-label="Copy text" data-label="Copy"></button></div>
      </div>
    </div>
  </div>
  <div class="pywry-notice"></div>
  <div class="pywry-composer">
    <textarea class="pywry-composer-text"></textarea>
    <button class="pywry-composer-send" aria-disabled="true"></button>
    <button class="pywry-composer-stop" hidden></button>
  </div>
</pywry-chat>
"""

SENDS = """
<script>
  for (const chat of document.querySelectorAll("pywry-chat")) {
    const [box, button] = [chat.querySelector("textarea"), chat.querySelector(".pywry-composer-send")];
    const send = (how) => {
      if (box.value === "") return;
      chat.querySelector(".pywry-chat-messages").lastElementChild.innerText = `${how}: ${box.value}`;
      box.value = "";
    };
    box.addEventListener("input", () => button.setAttribute("aria-disabled", String(box.value === "")));
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey) return;
      event.preventDefault();
      send(event.ctrlKey || event.metaKey ? "modifier" : "enter");
    });
    button.addEventListener("click", () => send("click"));
  }
</script>
"""


@pytest.fixture
def chat(page: Page) -> ChatController:
    page.set_content(CHAT.format(id="one") + CHAT.format(id="of_a_page-two") + SENDS)
    return ChatController(page, "one")


def test_a_controller_keeps_to_its_own_chat(page: Page, chat: ChatController) -> None:
    other = ChatController(page, "of_a_page-two")
    assert (other.page, other.id) == (page, "of_a_page-two")
    chat.expect_latest_message("One of one")
    other.expect_latest_message("One of of_a_page-two")
    other.set_user_input("Hi")
    chat.expect_user_input("")


def test_each_locator_is_one_element(chat: ChatController) -> None:
    locators = {name: value for name, value in vars(chat).items() if isinstance(value, Locator)}
    assert len(locators) == 10
    for name, locator in locators.items():
        expect(locator, name).to_have_count(1)
    chat.expect.to_be_visible()
    expect(chat.loc_messages.locator("> *")).to_have_count(2)
    expect(chat.loc_scroll_container.locator(".pywry-chat-messages")).to_have_count(1)
    expect(chat.loc_stop_button).to_be_hidden()


def test_texts_are_expected_as_they_are_read(chat: ChatController) -> None:
    chat.expect_latest_message("One of one")
    chat.expect_latest_message(re.compile(r"of\s+one$"))
    chat.expect_messages("Hello? One of one")
    chat.expect_messages(re.compile(r"Hello\?"))
    chat.expect_greeting("Welcome")
    chat.expect_greeting(re.compile("to one"))


def test_another_text_is_a_failure(chat: ChatController) -> None:
    with pytest.raises(AssertionError):
        chat.expect_latest_message("One of", timeout=SOON)
    with pytest.raises(AssertionError):
        chat.expect_messages("One of one", timeout=SOON)
    with pytest.raises(AssertionError):
        chat.expect_greeting("Farewell", timeout=SOON)
    with pytest.raises(AssertionError):
        chat.expect_user_input("Hi", timeout=SOON)


def test_what_is_typed_can_be_read_back_and_typed_over(chat: ChatController) -> None:
    expect(chat.loc_input_button).to_be_disabled()
    chat.set_user_input("What is new?")
    chat.expect_user_input("What is new?")
    expect(chat.loc_input_button).to_be_enabled()
    chat.set_user_input("And old?")
    chat.expect_user_input(re.compile("^And"))
    chat.set_user_input("")
    chat.expect_user_input("")


def test_lines_are_typed_without_being_sent(chat: ChatController) -> None:
    chat.set_user_input("first\n\nthird")
    chat.expect_user_input("first\n\nthird")
    chat.expect_latest_message("One of one")


@pytest.mark.parametrize("how", ["enter", "click"])
def test_what_is_typed_can_be_sent(chat: ChatController, how: str) -> None:
    chat.set_user_input("Hi")
    chat.send_user_input(method="click" if how == "click" else "enter")
    chat.expect_latest_message(f"{how}: Hi")


def test_nothing_is_sent_before_the_chat_is_connected(page: Page, chat: ChatController) -> None:
    chat.loc.evaluate("chat => chat.removeAttribute('data-attached')")
    chat.set_user_input("Hi")
    with pytest.raises(PlaywrightTimeout):
        chat.send_user_input(timeout=SOON)
    chat.expect_user_input("Hi")
    page.evaluate("setTimeout(() => document.querySelector('#one').toggleAttribute('data-attached'))")
    chat.send_user_input()
    chat.expect_latest_message("enter: Hi")


def test_sent_with_a_modifier(chat: ChatController) -> None:
    chat.set_user_input("Hi")
    chat.send_user_input(method="enter+modifier")
    chat.expect_latest_message("modifier: Hi")


def test_there_is_no_other_way_to_send(chat: ChatController) -> None:
    with pytest.raises(ValueError, match="`method` is 'enter', 'enter\\+modifier' or 'click', not 'shout'"):
        chat.send_user_input(method="shout")  # pyright: ignore[reportArgumentType]


def test_the_text_of_a_stream_is_all_that_it_shows(page: Page) -> None:
    page.set_content(
        '<pywry-markdown-stream id="stream"><div class="pywry-stream-content">'
        "<p>new and</p><p>whole</p></div></pywry-markdown-stream>"
    )
    stream = MarkdownStreamController(page, "stream")
    stream.expect.to_be_visible()
    stream.expect_content("new and whole")
    stream.expect_content(re.compile("^new"))
    with pytest.raises(AssertionError):
        stream.expect_content("new", timeout=SOON)
