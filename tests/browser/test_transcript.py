"""The transcript in a real browser: what needs layout, focus and time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.markdown_page import served
from tests.browser.stage import Stage, build, markup

PARAGRAPH = "Some words that fill a line of the answer, and then a few more of them.\n\n"
THOUGHT = {"kind": "thinking", "text": "I *wonder*.", "topic": "Wondering", "seconds": 2.0}
CALL = {"kind": "tool", "call_id": "1", "name": "look", "title": "Look it up", "arguments": '{"q": 1}'}


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("stage")
    build(folder)
    with served(folder) as address:
        yield address


@pytest.fixture
def stage(page: Page, url: str) -> Stage:
    made = Stage(page, url)
    made.put(markup("chat"))
    made.call("connect", "chat")
    return made


def say(stage: Stage, id: str, text: str, **more: Any) -> None:
    stage.call("say", "chat", {"id": id, "text": text, **more})


def talk(stage: Stage, count: int = 8) -> None:
    """Hold a conversation that is longer than the chat is high."""
    for number in range(count):
        say(stage, f"q{number}", f"Question {number}?", role="user")
        say(stage, f"a{number}", f"Answer {number} with [a link](https://a.example).\n\n{PARAGRAPH}")


def begin(stage: Stage, id: str) -> None:
    """Begin an answer that streams."""
    stage.call("turn", "chat", {"busy": True, "streaming": True})
    say(stage, id, "", status="open")


def add(stage: Stage, id: str, text: str) -> None:
    stage.call("events", "chat", [{"kind": "part_delta", "message": id, "index": 0, "text": text}])


def message(page: Page, id: str) -> Locator:
    return page.locator(f"[data-message-id={id}]")


def area(page: Page) -> Locator:
    return page.locator(".pywry-chat-scroll")


def expect_rest(page: Page, at_most: float) -> None:
    """Expect the end to be at most so far from being in view."""
    page.wait_for_function(
        """most => {
          const area = document.querySelector('.pywry-chat-scroll');
          return area.scrollHeight - area.clientHeight - area.scrollTop <= most;
        }""",
        arg=at_most,
    )


def top(page: Page) -> float:
    return area(page).evaluate("area => area.scrollTop")


@pytest.mark.parametrize("status", ["complete", "stopped", "error", "interrupted"])
def test_the_text_of_a_message_is_its_text(stage: Stage, status: str) -> None:
    parts = [
        THOUGHT,
        {**CALL, "status": "done", "result": "42"},
        {"kind": "text", "text": "It **is**.\n\n`code`", "format": "markdown"},
    ]
    say(stage, "m", "", parts=parts, status=status, error="boom" if status == "error" else None, icon="<b>AI</b>")
    page = stage.page
    expect(message(page, "m")).to_have_text("It is.\n\ncode", use_inner_text=True)
    marks = {"complete": None, "stopped": "Stopped", "error": "Failed: boom", "interrupted": "Interrupted"}
    if marks[status]:
        expect(message(page, "m").get_by_role("img", name=marks[status])).to_be_visible()
    expect(message(page, "m").get_by_role("button", name="Thought for 2 s")).to_be_visible()
    thoughts = message(page, "m").get_by_role("button", name="Thought for 2 s")
    thoughts.click()
    expect(message(page, "m")).to_contain_text("I wonder.", use_inner_text=True)
    thoughts.click()
    expect(message(page, "m")).to_have_text("It is.\n\ncode", use_inner_text=True)
    expect(message(page, "m").get_by_role("button", name="Look it up, Done")).to_be_visible()


def test_who_is_at_the_end_is_kept_there(stage: Stage) -> None:
    page = stage.page
    talk(stage)
    expect_rest(page, 0)
    begin(stage, "s")
    for _ in range(12):
        add(stage, "s", PARAGRAPH)
        expect_rest(page, 0)
    page.evaluate("document.querySelector('[data-message-id=a0]').style.paddingBlockEnd = '500px'")
    expect_rest(page, 0)
    expect(page.get_by_role("button", name="Go to the latest message")).to_be_hidden()


@pytest.mark.parametrize("how", ["wheel", "keys", "script"])
def test_who_reads_elsewhere_is_left_alone(stage: Stage, how: str) -> None:
    page = stage.page
    talk(stage)
    begin(stage, "s")
    add(stage, "s", PARAGRAPH * 5)
    expect(message(page, "s").locator("p")).to_have_count(5)
    expect_rest(page, 0)
    before = top(page)
    if how == "wheel":
        area(page).hover()
        page.mouse.wheel(0, -250)
    elif how == "keys":
        message(page, "s").focus()
        page.keyboard.press("Home")
    else:
        area(page).evaluate("area => area.scrollBy(0, -200)")
    page.wait_for_function(f"document.querySelector('.pywry-chat-scroll').scrollTop < {before} - 20")
    expect(page.get_by_role("button", name="Go to the latest message")).to_be_visible()
    stays = message(page, "q3").evaluate("element => element.getBoundingClientRect().top")
    for _ in range(5):
        add(stage, "s", PARAGRAPH)
    expect(message(page, "s").locator("p")).to_have_count(10)
    assert message(page, "q3").evaluate("element => element.getBoundingClientRect().top") == pytest.approx(stays, abs=1)
    page.get_by_role("button", name="Go to the latest message").click()
    expect_rest(page, 0)
    add(stage, "s", PARAGRAPH * 3)
    expect(message(page, "s").locator("p")).to_have_count(13)
    expect_rest(page, 0)


def test_who_sends_sees_what_was_sent(stage: Stage) -> None:
    page = stage.page
    talk(stage)
    area(page).evaluate("area => { area.scrollTop = 0 }")
    expect(page.get_by_role("button", name="Go to the latest message")).to_be_visible()
    page.locator(".pywry-composer-text").fill("Mine")
    page.keyboard.press("Enter")
    expect(page.locator(".pywry-message").last).to_have_text("Mine", use_inner_text=True)
    expect_rest(page, 0)


def test_what_the_reader_opens_is_not_pulled_away(stage: Stage) -> None:
    page = stage.page
    talk(stage)
    begin(stage, "s")
    thought = {**THOUGHT, "text": PARAGRAPH * 12, "seconds": None}
    stage.call("events", "chat", [{"kind": "part_start", "message": "s", "index": 1, "part": thought}])
    head = message(page, "s").get_by_role("button", name="Wondering")
    expect_rest(page, 0)
    before = head.bounding_box()
    head.click()
    expect(head).to_have_attribute("aria-expanded", "true")
    expect(message(page, "s").locator(".pywry-thinking-text")).to_contain_text("Some words")
    expect(page.get_by_role("button", name="Go to the latest message")).to_be_visible()
    after = head.bounding_box()
    assert before is not None
    assert after is not None
    assert after["y"] == pytest.approx(before["y"], abs=1)


def test_a_long_greeting_is_read_from_its_beginning(page: Page, url: str) -> None:
    stage = Stage(page, url)
    stage.put(markup("chat"))
    parts = [{"kind": "text", "text": "# Welcome\n\n" + PARAGRAPH * 30, "format": "markdown"}]
    greeting = {
        "id": "g",
        "role": "assistant",
        "parts": parts,
        "status": "complete",
        "icon": None,
        "pinned": False,
        "error": None,
    }
    stage.call("connect", "chat", {"greeting": greeting})
    expect(page.get_by_role("heading", name="Welcome")).to_be_in_viewport()
    assert top(page) == 0
    expect(page.get_by_role("button", name="Go to the latest message")).to_be_hidden()
    say(stage, "q", "Hi", role="user")
    expect(page.locator(".pywry-greeting")).to_be_hidden()
    expect(message(page, "q")).to_be_in_viewport()


def focused(page: Page) -> Any:
    return page.evaluate("document.activeElement.dataset.messageId ?? document.activeElement.textContent")


def test_tab_comes_by_the_transcript_once(stage: Stage) -> None:
    page = stage.page
    talk(stage, 3)
    page.locator(".pywry-composer-text").focus()
    page.keyboard.press("Shift+Tab")
    assert focused(page) == "a2"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert focused(page) == "a1"
    page.keyboard.press("Enter")
    assert focused(page) == "a link"
    say(stage, "new", "Something new arrives")
    expect(message(page, "new")).to_be_visible()
    assert focused(page) == "a link"
    page.keyboard.press("Escape")
    assert focused(page) == "a1"
    expect(message(page, "a1")).to_have_accessible_name("Assistant: Answer 1 with a link. " + PARAGRAPH.strip())
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Go to the latest message")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".pywry-composer-text")).to_be_focused()


def test_escape_leaves_a_message_before_it_stops_the_answer(stage: Stage) -> None:
    page = stage.page
    talk(stage, 1)
    begin(stage, "s")
    add(stage, "s", "It goes on")
    message(page, "a0").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    assert stage.sent("chat", "stop") == []
    page.keyboard.press("Escape")
    assert len(stage.sent("chat", "stop")) == 1


def test_an_answer_is_told_a_sentence_at_a_time(stage: Stage) -> None:
    page = stage.page
    page.evaluate("""() => {
      window.told = [];
      const region = document.querySelector('[aria-live]');
      new MutationObserver((records) => {
        for (const { addedNodes } of records) for (const node of addedNodes) window.told.push(node.textContent);
      }).observe(region, { childList: true });
    }""")
    sentences = [f"Sentence {number} has *some* words." for number in range(100)]
    text = " ".join(sentences)
    begin(stage, "s")
    size = len(text) // 500 + 1
    stage.call(
        "events",
        "chat",
        [
            {"kind": "part_delta", "message": "s", "index": 0, "text": text[at : at + size]}
            for at in range(0, len(text), size)
        ],
    )
    stage.call("events", "chat", [{"kind": "message_end", "message": "s", "status": "complete", "error": None}])
    spoken = [sentence.replace("*", "") for sentence in sentences]
    assert page.evaluate("window.told") == [*spoken, "The answer is complete."]
    page.wait_for_function("document.querySelector('[aria-live]').childNodes.length === 0")
    expect(page.locator("[aria-live], [role=log], [role=status], [role=alert]")).to_have_count(1)
