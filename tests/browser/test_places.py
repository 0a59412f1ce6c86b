"""Focus and reading position in a real browser: a person keeps their place, whatever goes away or changes its size."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.stage import Stage
from tests.browser.test_transcript import area, expect_rest, message, say, stage, talk, top, url

__all__ = ("stage", "url")

CHIP = '<span class="suggestion submit">Tell me</span>'
TO_END = "Go to the latest message"


def leave_the_end(stage: Stage) -> None:
    talk(stage)
    area(stage.page).evaluate("area => { area.scrollTop = 0 }")
    expect(stage.page.get_by_role("button", name=TO_END)).to_be_visible()


def press_to_end(stage: Stage) -> None:
    leave_the_end(stage)
    stage.page.get_by_role("button", name=TO_END).press("Enter")


def dismiss_notice(stage: Stage) -> None:
    stage.push("chat", {"kind": "notice", "text": "No.", "submission": None})
    stage.page.get_by_role("button", name="Dismiss").press("Enter")


def send_from_greeting(stage: Stage) -> None:
    greeting = {
        "id": "g",
        "role": "assistant",
        "parts": [{"kind": "text", "text": CHIP, "format": "markdown"}],
        "status": "complete",
        "icon": None,
        "pinned": False,
        "error": None,
    }
    stage.call("events", "chat", [{"kind": "message_start", "slot": "greeting", "message": greeting}])
    stage.page.locator(".suggestion").press("Enter")
    expect(stage.page.locator(".pywry-greeting")).to_be_hidden()


def clear_around_the_reader(stage: Stage) -> None:
    talk(stage, 1)
    message(stage.page, "a0").get_by_role("link").focus()
    stage.call("events", "chat", [{"kind": "thread_clear"}])
    expect(stage.page.locator(".pywry-message")).to_have_count(0)


@pytest.mark.parametrize("go", [press_to_end, dismiss_notice, send_from_greeting, clear_around_the_reader])
def test_what_goes_away_hands_on_the_focus(stage: Stage, go: Callable[[Stage], None]) -> None:
    go(stage)
    expect(stage.page.locator(".pywry-composer-text")).to_be_focused()


def test_a_click_on_the_way_back_leaves_the_focus_where_it_is(stage: Stage) -> None:
    leave_the_end(stage)
    stage.page.locator(".pywry-composer-text").focus()
    stage.page.get_by_role("button", name=TO_END).click()
    expect_rest(stage.page, 0)
    expect(stage.page.locator(".pywry-composer-text")).to_be_focused()


def test_focus_that_left_by_itself_is_not_called_back(stage: Stage) -> None:
    page = stage.page
    talk(stage, 1)
    message(page, "a0").get_by_role("link").focus()
    page.evaluate("document.activeElement.blur()")
    page.evaluate("new Promise(done => setTimeout(done))")
    stage.call("events", "chat", [{"kind": "thread_clear"}])
    expect(page.locator(".pywry-message")).to_have_count(0)
    assert page.evaluate("document.activeElement === document.body")


def settled(page: Page) -> None:
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def test_who_reads_is_not_thrown_elsewhere_by_another_width(stage: Stage) -> None:
    page = stage.page
    talk(stage, 30)
    expect_rest(page, 0)
    area(page).evaluate("area => { area.scrollTop = area.scrollHeight * 0.7 }")
    expect(page.get_by_role("button", name=TO_END)).to_be_visible()
    settled(page)
    seen = page.evaluate(
        """() => {
          const { left, top, width } = document.querySelector('.pywry-chat-scroll').getBoundingClientRect();
          for (let y = top + 20; ; y += 5) {
            const found = document.elementFromPoint(left + width / 2, y).closest('.pywry-message');
            if (found) return found.dataset.messageId;
          }
        }"""
    )
    for width in (320, 900, 280, 600):
        page.evaluate("width => { document.querySelector('pywry-chat').style.width = `${width}px` }", width)
        settled(page)
        offset = message(page, seen).evaluate(
            """message => {
              const box = message.getBoundingClientRect();
              const area = message.closest('.pywry-chat-scroll').getBoundingClientRect();
              return box.bottom < area.top ? -1 : box.top > area.bottom ? 1 : 0;
            }"""
        )
        assert offset == 0, f"the message is out of sight at {width} px"
    assert top(page) > 0


def test_what_is_typed_right_after_sending_is_the_next_text(stage: Stage) -> None:
    page = stage.page
    box = page.locator(".pywry-composer-text")
    box.fill("first")
    # Two keys in one task, as they come when the page was busy.
    box.evaluate(
        """box => {
          box.focus();
          box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
          document.execCommand('insertText', false, 'n');
        }"""
    )
    expect(box).to_have_value("n")
    assert stage.submitted("chat") == ["first"]


def test_two_arrows_in_one_moment_go_two_texts_back(stage: Stage) -> None:
    page = stage.page
    for text in ("one", "two and more", "three"):
        say(stage, text[:3], text, role="user")
    box = page.locator(".pywry-composer-text")
    box.focus()
    values = box.evaluate(
        """box => ['ArrowUp', 'ArrowUp', 'ArrowUp'].map((key) => {
          box.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
          return [box.value, box.selectionStart];
        })"""
    )
    assert values == [["three", 5], ["two and more", 12], ["one", 3]]


def test_code_and_formulas_run_from_left_to_right_everywhere(stage: Stage) -> None:
    page = stage.page
    page.evaluate("document.documentElement.dir = 'rtl'")
    say(stage, "m", "שלום `a[0]` ו $x^2$\n\n```python\nprint(1)\n```\n\n$$x^2$$\n")
    expect(message(page, "m").locator(".pywry-math")).to_have_count(2)
    directions = message(page, "m").evaluate(
        "m => [...m.querySelectorAll('pre, code, .pywry-math')].map((one) => getComputedStyle(one).direction)"
    )
    assert set(directions) == {"ltr"}
    expect(message(page, "m").locator("p").first).to_have_css("direction", "rtl")


def test_no_button_is_an_empty_box_where_colours_are_forced(stage: Stage) -> None:
    page = stage.page
    talk(stage, 2)
    picture = message(page, "a0").locator(".pywry-message-actions .pywry-icon").first
    expect(picture).to_be_hidden()
    page.emulate_media(forced_colors="active")
    expect(picture).to_be_visible()
