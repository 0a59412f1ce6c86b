"""The composer in a real browser: what needs layout, focus, a reload or a finger."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.markdown_page import served
from tests.browser.stage import Stage, build, markup

WORDS = "These words go on until the line is full and must break somewhere in the middle of it. "


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("stage")
    build(folder)
    with served(folder) as address:
        yield address


@pytest.fixture
def stage(page: Page, url: str) -> Iterator[Stage]:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    made = Stage(page, url)
    made.put(markup("chat", placeholder="Ask"))
    made.call("connect", "chat")
    yield made
    # A page that has no icon is asked for one all the same.
    assert [text for text in complaints if "404" not in text] == []


def box(page: Page) -> Any:
    return page.locator("#chat .pywry-composer-text")


def height(page: Page) -> float:
    return box(page).evaluate("box => box.getBoundingClientRect().height")


@pytest.mark.parametrize("sizing", ["css", "script"])
def test_the_box_grows_with_its_text_and_scrolls_when_it_is_tall(stage: Stage, sizing: str) -> None:
    page = stage.page
    if sizing == "script":
        page.add_style_tag(content=".pywry-composer-text { field-sizing: fixed !important }")
        page.evaluate("CSS.supports = () => false")
    one = height(page)
    box(page).fill("a\nb\nc")
    three = height(page)
    assert three > one * 1.5
    box(page).fill("line\n" * 60)
    assert three < height(page) <= 200
    assert box(page).evaluate("box => box.scrollHeight > box.clientHeight")
    box(page).press("Enter")
    expect(box(page)).to_have_value("")
    assert height(page) == pytest.approx(one, abs=1)


def test_the_box_takes_no_more_than_its_share_of_a_small_chat(stage: Stage) -> None:
    stage.put(markup("chat", style="width:400px;height:300px"))
    box(stage.page).fill("line\n" * 60)
    stage.page.wait_for_function("document.querySelector('.pywry-composer-text').offsetHeight <= 121")
    assert height(stage.page) >= 90


def test_earlier_inputs_come_back_from_the_first_line_as_it_is_seen(stage: Stage) -> None:
    page = stage.page
    box(page).fill("earlier")
    box(page).press("Enter")
    stage.call("accept", "chat")
    box(page).fill(WORDS * 3)
    box(page).press("ArrowUp")
    expect(box(page)).to_have_value(WORDS * 3)
    page.keyboard.press("Control+Home")
    box(page).press("ArrowUp")
    expect(box(page)).to_have_value("earlier")
    box(page).press("ArrowDown")
    expect(box(page)).to_have_value(WORDS * 3)


def test_an_input_method_keeps_its_enter(stage: Stage) -> None:
    page = stage.page
    box(page).focus()
    client = page.context.new_cdp_session(page)
    client.send("Input.imeSetComposition", {"text": "にほん", "selectionStart": 3, "selectionEnd": 3})
    client.send(
        "Input.dispatchKeyEvent",
        {"type": "rawKeyDown", "key": "Process", "code": "Enter", "windowsVirtualKeyCode": 229},
    )
    client.send("Input.insertText", {"text": "日本"})
    expect(box(page)).to_have_value("日本")
    assert stage.submitted("chat") == []
    box(page).press("Enter")
    assert stage.submitted("chat") == ["日本"]


def test_the_draft_lives_through_a_reload_a_drop_and_an_answer(stage: Stage) -> None:
    page = stage.page
    box(page).fill("my draft")
    stage.disconnect("chat")
    expect(page.locator(".pywry-notice")).to_be_visible()
    box(page).press("Enter")
    expect(box(page)).to_have_value("my draft")
    page.reload()
    page.wait_for_function("window.stage !== undefined")
    stage.put(markup("chat"))
    expect(box(page)).to_have_value("my draft")
    stage.call("connect", "chat")
    stage.call("turn", "chat", {"busy": True, "streaming": True})
    box(page).press("Enter")
    expect(box(page)).to_have_value("my draft")
    assert stage.submitted("chat") == []


def test_escape_stops_from_the_transcript_and_from_within_a_message(stage: Stage) -> None:
    page = stage.page
    stage.call("say", "chat", {"id": "m1", "text": "See [this](#there).", "status": "open"})
    stage.call("turn", "chat", {"busy": True, "streaming": True})
    expect(page.locator(".pywry-composer-stop")).to_be_visible()
    page.locator(".pywry-message a").focus()
    page.keyboard.press("Escape")
    assert len(stage.sent("chat", "stop")) == 1


def test_pressing_stop_leaves_the_reader_where_they_are(stage: Stage) -> None:
    page = stage.page
    stage.call("turn", "chat", {"busy": True, "streaming": True})
    page.locator(".pywry-composer-stop").click()
    assert len(stage.sent("chat", "stop")) == 1
    assert page.evaluate("document.activeElement === document.body")
    page.locator(".pywry-composer-stop").focus()
    stage.call("turn", "chat", {})
    expect(box(page)).to_be_focused()


def test_a_suggestion_fills_and_another_sends(stage: Stage) -> None:
    page = stage.page
    text = '<span class="suggestion">Fill me</span> or <span class="suggestion submit">Send me</span>'
    stage.call("say", "chat", {"id": "m1", "text": text})
    page.get_by_text("Fill me", exact=True).click()
    expect(box(page)).to_have_value("Fill me")
    expect(box(page)).to_be_focused()
    page.get_by_text("Send me", exact=True).focus()
    page.keyboard.press("Enter")
    assert stage.submitted("chat") == ["Send me"]
    expect(box(page)).to_have_value("Fill me")


def test_a_chat_that_is_moved_keeps_everything(stage: Stage) -> None:
    page = stage.page
    for number in range(30):
        stage.call("say", "chat", {"id": f"m{number}", "text": f"Message {number}\n\nwith two paragraphs"})
    box(page).fill("draft")
    scroll = page.locator(".pywry-chat-scroll")
    scroll.evaluate("area => { area.scrollTop = 300; }")
    page.wait_for_function("!document.querySelector('.pywry-to-end').hidden")
    page.evaluate(
        """() => {
          window.kept = document.querySelector(".pywry-message");
          const other = document.body.appendChild(document.createElement("section"));
          other.append(document.querySelector("pywry-chat"));
        }"""
    )
    page.evaluate("() => new Promise((done) => setTimeout(done))")
    assert page.evaluate("window.kept === document.querySelector('section .pywry-message')")
    expect(box(page)).to_have_value("draft")
    assert scroll.evaluate("area => area.scrollTop") == pytest.approx(300, abs=2)
    assert len(stage.sent("chat", "attach")) == 1


def test_a_chat_that_is_taken_out_ends_and_can_come_back(stage: Stage) -> None:
    page = stage.page
    stage.call("say", "chat", {"id": "m1", "text": "Hello"})
    page.evaluate("() => { window.kept = document.querySelector('pywry-chat'); window.kept.remove(); }")
    page.wait_for_function("window.kept.querySelector('.pywry-composer') === null")
    assert page.evaluate("window.kept.children.length") == 3
    page.evaluate("document.querySelector('main').append(window.kept)")
    expect(box(page)).to_be_visible()
    expect(page.locator(".pywry-chat-footer")).to_have_text("Answers may be wrong.")
    expect(page.locator(".pywry-composer-toolbar select")).to_be_visible()


def test_two_chats_keep_apart(stage: Stage) -> None:
    page = stage.page
    stage.put(markup("one") + markup("two"))
    for chat in ("one", "two"):
        stage.call("connect", chat)
    page.locator("#two .pywry-composer-text").fill("Hello")
    page.locator("#two .pywry-composer-send").click()
    stage.call("say", "one", {"id": "m1", "text": "Only here"})
    assert (stage.submitted("one"), stage.submitted("two")) == ([], ["Hello"])
    expect(page.locator("#one .pywry-message")).to_have_text(["Only here"])
    expect(page.locator("#two .pywry-message")).to_have_text(["Hello"])


def test_a_greeting_is_asked_for_when_the_chat_is_seen(stage: Stage) -> None:
    page = stage.page
    stage.put('<div style="display:none">' + markup("hidden") + "</div>")
    stage.call("connect", "hidden")
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    assert stage.sent("hidden", "greeting_request") == []
    page.evaluate("document.querySelector('main > div').style.display = ''")
    page.wait_for_function("window.stage.sent('hidden').some((event) => event.kind === 'greeting_request')")
    assert len(stage.sent("hidden", "greeting_request")) == 1


def test_a_finger_finds_the_buttons(browser: Browser, url: str) -> None:
    context = browser.new_context(has_touch=True, is_mobile=True, viewport={"width": 360, "height": 640})
    try:
        stage = Stage(context.new_page(), url)
        stage.put(markup("chat", style="width:100%;height:600px"))
        stage.call("connect", "chat")
        size = stage.page.locator(".pywry-composer-send").bounding_box()
        assert size is not None
        assert min(size["width"], size["height"]) >= 40
        box(stage.page).fill("Hi")
        stage.page.locator(".pywry-composer-send").tap()
        assert stage.submitted("chat") == ["Hi"]
        assert stage.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    finally:
        context.close()


def test_a_lone_stream_shows_text_and_ui_below_each_other(stage: Stage) -> None:
    page = stage.page
    static = {"id": "s", "role": "assistant", "status": "complete", "icon": None, "pinned": False, "error": None}
    static["parts"] = [{"kind": "text", "text": "until *then*", "format": "markdown"}]
    config = markup("stream", message=static).replace("pywry-chat", "pywry-markdown-stream")
    stage.put(config)
    stream = page.locator("#stream")
    expect(stream.locator("em")).to_have_text("then")
    stage.call("connect", "stream")
    html = {"kind": "html", "html": "<button>Mine</button>", "deps": []}
    stage.call("say", "stream", {"id": "m1", "text": "# Title", "status": "open"})
    stage.call("events", "stream", [{"kind": "part_start", "message": "m1", "index": 1, "part": html}])
    expect(stream.locator("h1")).to_have_text("Title")
    expect(stream.locator("button")).to_have_text("Mine")
    expect(stream).not_to_contain_text("until")
