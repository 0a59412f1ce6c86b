"""What each app is about, in a browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from pywry_shiny.playwright import ChatController, MarkdownStreamController
from tests.apps.conftest import OpenApp
from tests.apps.served import open_page


def say(chat: ChatController, text: str) -> None:
    chat.set_user_input(text)
    chat.send_user_input()


def expect_ended(chat: ChatController) -> None:
    expect(chat.loc_messages.locator("> [data-role=assistant]").last).to_have_attribute("data-status", "complete")
    expect(chat.loc_stop_button).to_be_hidden()


def expect_said(chat: ChatController, *texts: str) -> None:
    """Expect an answer that has ended, and contains these texts."""
    expect_ended(chat)
    for text in texts:
        expect(chat.loc_latest_message).to_contain_text(text, use_inner_text=True)


def test_the_front_page_leads_to_an_app_and_back_from_its_source(watched: Page, gallery_url: str) -> None:
    page = watched
    open_page(page, gallery_url)
    page.get_by_role("link", name="Streaming", exact=True).click()
    expect(page).to_have_title("Streaming")
    page.go_back()
    page.get_by_role("link", name="Source of Streaming").click()
    expect(page.locator("pre code").first).to_contain_text("ScriptedProvider(")
    page.get_by_role("link", name="All apps").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("pywry-shiny")


@pytest.mark.parametrize("name", ["hello", "hello_express"])
def test_hello_says_it_back(open_app: OpenApp, name: str) -> None:
    chat = ChatController(open_app(name), "chat")
    chat.expect_greeting("Say something")
    say(chat, "hi")
    chat.expect_latest_message("You said: hi")
    expect(chat.loc_messages.locator("> *")).to_have_count(2)


def test_own_model_answers_without_one(open_app: OpenApp) -> None:
    chat = ChatController(open_app("own_model"), "chat")
    say(chat, "life")
    expect_said(chat, "I am a script, and cannot think about “life”.")


def test_streaming_thinks_calls_and_suggests(open_app: OpenApp) -> None:
    page = open_app("streaming")
    chat = ChatController(page, "chat")
    set_rate(page, 500)
    chat.loc_greeting.get_by_text("Why is the sky blue?").click()
    expect_said(chat, "You asked: Why is the sky blue?")
    expect(chat.loc_latest_message.locator(".pywry-part-thinking").first).to_be_visible()
    expect(chat.loc_latest_message.locator(".pywry-part-tool").first).to_be_visible()
    expect(chat.loc_latest_message.locator(".katex").first).to_be_visible()
    expect(page.locator("#status")).to_have_text("success")
    chat.loc_latest_message.get_by_text("Why is a sunset red?").click()
    expect_said(chat, "You asked: Why is a sunset red?")


def test_streaming_can_break_off(open_app: OpenApp) -> None:
    page = open_app("streaming")
    chat = ChatController(page, "chat")
    set_rate(page, 500)
    page.get_by_label("breaks off").check()
    say(chat, "Why?")
    expect(chat.loc_latest_message).to_have_attribute("data-status", "error")
    expect(page.locator(".shiny-notification")).to_contain_text("the model hung up")
    expect(chat.loc_latest_message).to_contain_text("About six times as m")


def test_streaming_without_an_end_stops_at_escape(open_app: OpenApp) -> None:
    page = open_app("streaming")
    chat = ChatController(page, "chat")
    set_rate(page, 500)
    page.get_by_label("never ends").check()
    say(chat, "Why?")
    expect(chat.loc_latest_message).to_contain_text("scattered more, and more.")
    chat.loc_input.press("Escape")
    expect(chat.loc_latest_message).to_have_attribute("data-status", "stopped")
    expect(chat.loc_stop_button).to_be_hidden()


def set_rate(page: Page, rate: int) -> None:
    """Set the slider, as far as the server is concerned."""
    page.evaluate("rate => Shiny.setInputValue('rate:shiny.number', rate, {priority: 'event'})", rate)


def test_markdown_shows_all_kinds_and_asks_nobody(open_app: OpenApp) -> None:
    page = open_app("markdown")
    chat = ChatController(page, "chat")
    chat.loc_greeting.get_by_text("Everything").click()
    message = chat.loc_latest_message
    expect_said(chat, "The rest never runs", "reached back")
    expect(message.locator("table td").first).to_have_text("Tokyo")
    expect(message.locator("code .hljs-keyword, pre .hljs-keyword").first).to_be_attached()
    expect(message.locator(".katex").first).to_be_attached()
    expect(message.locator("details summary")).to_have_text("what one may open")
    expect(message.locator("input[type=checkbox]")).to_have_count(2)
    expect(message.locator("script, [onclick], a[href^=javascript]")).to_have_count(0)
    expect(message.get_by_role("button", name="Image from example.org is not loaded")).to_be_visible()
    diagram = message.get_by_role("img", name="Diagram")
    diagram.scroll_into_view_if_needed()
    expect(diagram).to_be_visible()


def test_one_greeting_stays_the_other_leaves_and_comes_anew(open_app: OpenApp) -> None:
    page = open_app("greeting")
    static, streamed = ChatController(page, "static"), ChatController(page, "streamed")
    for chat in (static, streamed):
        expect(chat.loc_greeting).to_be_visible()
        say(chat, "hi")
        chat.expect_latest_message("You said: hi")
    expect(static.loc_greeting).to_be_visible()
    expect(streamed.loc_greeting).to_be_hidden()
    page.get_by_role("button", name="Write another greeting").click()
    streamed.expect_greeting(re.compile("Good day|You again|Welcome back"))
    expect(streamed.loc_messages.locator("> *")).to_have_count(0)


def test_suggestions_fill_or_send_and_lists_are_cards(open_app: OpenApp) -> None:
    chat = ChatController(open_app("suggestions"), "chat")
    chat.loc_greeting.get_by_text("Tell me a story").click()
    chat.expect_user_input("Tell me a story")
    expect(chat.loc_messages.locator("> *")).to_have_count(0)
    chat.loc_greeting.locator("img").first.click()
    expect_said(chat, "You chose: What is the sun?")
    chat.expect_user_input("Tell me a story")
    chat.loc_latest_message.get_by_text("Tell me less").click()
    expect_said(chat, "You chose: Tell me less")


def test_inputs_and_outputs_in_messages_live_on(open_app: OpenApp) -> None:
    page = open_app("shiny_ui_in_messages")
    chat = ChatController(page, "chat")
    chat.loc_greeting.get_by_text("Draw me a wave").click()
    expect(page.locator("#wave1-told")).to_have_text("3 waves")
    page.evaluate("$('#wave1-waves').data('ionRangeSlider').update({from: 5})")
    expect(page.locator("#wave1-told")).to_have_text("5 waves")
    say(chat, "another")
    expect(page.locator("#wave2-told")).to_have_text("3 waves")
    expect(page.locator("#wave1-told")).to_have_text("5 waves")
    expect(page.locator("#wave1-drawing polyline")).to_be_visible()


def test_two_chats_keep_apart_and_can_both_be_asked(open_app: OpenApp) -> None:
    page = open_app("two_chats")
    optimist, pessimist = ChatController(page, "optimist-chat"), ChatController(page, "pessimist-chat")
    say(optimist, "exams")
    optimist.expect_latest_message("About “exams”: it will be fine, as always.")
    expect(pessimist.loc_messages.locator("> *")).to_have_count(0)
    page.get_by_role("button", name="Ask both").click()
    optimist.expect_latest_message("About “Will it rain?”: it will be fine, as always.")
    pessimist.expect_latest_message("About “Will it rain?”: it will go wrong, as always.")


def test_a_chat_is_inserted_moved_removed_and_has_its_messages_again(open_app: OpenApp) -> None:
    page = open_app("dynamic")
    chat = ChatController(page, "chat")
    page.get_by_role("button", name="Insert").click()
    chat.expect_greeting("Say something")
    say(chat, "hi")
    expect(chat.loc_latest_message).to_contain_text("You said “hi”.")
    page.get_by_role("button", name="Move", exact=True).click()
    expect(page.locator("#right > #chat")).to_be_visible()
    expect(chat.loc_latest_message).to_contain_text("You said “hi”.")
    page.get_by_role("button", name="Remove").click()
    expect(chat.loc).to_have_count(0)
    page.get_by_role("button", name="Insert").click()
    expect_said(chat, "You said “hi”.")
    assert chat.loc_latest_message.inner_text().count("I keep talking") == 20


def test_progress_leaves_no_trace(open_app: OpenApp) -> None:
    chat = ChatController(open_app("message_stream_context"), "chat")
    chat.loc_greeting.get_by_text("Count the stars").click()
    expect(chat.loc_latest_message).to_contain_text(re.compile(r"Counting: \d+ %"))
    chat.expect_latest_message("Count the stars: let me see. I can see 9,097 of them.")


def test_a_report_streams_without_a_chat(open_app: OpenApp) -> None:
    page = open_app("markdown_stream")
    report = MarkdownStreamController(page, "report")
    report.expect_content("Nothing is written yet.")
    page.get_by_role("button", name="Write the report").click()
    expect(report.loc_content).to_contain_text("Pack an umbrella anyway.")
    expect(report.loc_content.locator("table")).to_be_visible()
    expect(report.loc_content).not_to_contain_text("Nothing is written yet.")
    expect(page.locator("#state")).to_contain_text("words.")


def test_errors_are_told_in_the_way_that_was_chosen(open_app: OpenApp) -> None:
    page = open_app("errors")
    for mode, told in (("actual", "1234"), ("sanitize", "An error has occurred")):
        page.get_by_role("tab", name=mode).click()
        chat = ChatController(page, mode)
        chat.loc_greeting.get_by_text("Fail midway").click()
        expect(chat.loc_latest_message).to_have_attribute("data-status", "error")
        chat.expect_latest_message("It was going so well, and th")
        expect(page.locator(".shiny-notification").last).to_contain_text(told)
    page.get_by_role("tab", name="unhandled").click()
    ChatController(page, "unhandled").loc_greeting.get_by_text("Fail at once").click()
    expect(page.locator("#shiny-disconnected-overlay, #ss-connect-dialog").first).to_be_visible()


def test_looks_follow_the_theme_own_variables_and_direction(open_app: OpenApp) -> None:
    page = open_app("theming")
    plain = ChatController(page, "plain")
    say(plain, "hi")
    expect_said(plain, "You said hi.")
    light = plain.loc_latest_message.evaluate("element => getComputedStyle(element).color")
    page.get_by_label("Toggle between").or_(page.locator("bslib-input-dark-mode")).first.click()
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    assert plain.loc_latest_message.evaluate("element => getComputedStyle(element).color") != light
    page.get_by_role("tab", name="Own colours").click()
    sunset = ChatController(page, "sunset")
    expect(sunset.loc_greeting).to_have_css("font-family", re.compile("Georgia"))
    page.get_by_role("tab", name="Right to left").click()
    hebrew = ChatController(page, "hebrew")
    expect(hebrew.loc_input).to_have_css("direction", "rtl")
    expect(hebrew.loc_input_button).to_have_accessible_name("שליחה")


def test_what_is_said_filters_the_dashboard(open_app: OpenApp) -> None:
    page = open_app("reactive_dashboard")
    chat = ChatController(page, "chat")
    expect(page.locator("#number")).to_have_text("14")
    chat.loc_greeting.get_by_text("Africa, more than 10 million").click()
    chat.expect_latest_message("2 found, such as Cairo, Lagos.")
    expect(page.locator("#number")).to_have_text("2")
    expect(page.locator("#table tr")).to_have_count(2)
