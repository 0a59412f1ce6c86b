"""Pictures of the gallery for people to look at: light and dark, wide and narrow.

Run `python -m tests.apps.screenshots [NAME...]`; they are laid into `.bench/screenshots/`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from itertools import product

from playwright.sync_api import Browser, Page, expect, sync_playwright

from pywry_shiny.playwright import ChatController, MarkdownStreamController
from tests.apps.served import ROOT, WAIT_MS, open_page, served_gallery
from tests.conftest import QUIET, find_chromium

FOLDER = ROOT / ".bench" / "screenshots"
WIDTHS = {1280: 800, 360: 720}
THEMES = ("light", "dark")


def click(id: str, text: str) -> Callable[[Page], None]:
    """Click a suggestion in the greeting, and wait for the end of the answer."""

    def scene(page: Page) -> None:
        chat = ChatController(page, id)
        chat.loc_greeting.get_by_text(text).first.click()
        ended(chat)

    return scene


def say(id: str, text: str) -> Callable[[Page], None]:
    """Say something, and wait for the end of the answer."""

    def scene(page: Page) -> None:
        chat = ChatController(page, id)
        chat.set_user_input(text)
        chat.send_user_input()
        ended(chat)

    return scene


def ended(chat: ChatController) -> None:
    """Wait for the end of the answer."""
    latest = chat.loc_messages.locator("> [data-role=assistant]").last
    expect(latest).not_to_have_attribute("data-status", "open", timeout=3 * WAIT_MS)


def greeted(page: Page) -> None:
    """Wait for the greeting that is streamed."""
    expect(ChatController(page, "streamed").loc_greeting).to_contain_text(re.compile(r"(about|stop|again)[?.]"))


def wave(page: Page) -> None:
    """Let it draw."""
    click("chat", "Draw me a wave")(page)
    expect(page.locator("#wave1-drawing svg")).to_be_visible()


def thinking(page: Page) -> None:
    """Let it think, and open its thoughts."""
    click("chat", "Why is the sky blue?")(page)
    ChatController(page, "chat").loc_messages.locator(".pywry-part-thinking button").first.click()


def broken(page: Page) -> None:
    """Let it break off."""
    page.evaluate("Shiny.setInputValue('ending', 'broken', {priority: 'event'})")
    say("chat", "Why is the sky blue?")(page)


def report(page: Page) -> None:
    """Write the report; on a narrow page its button is in a sidebar that is closed."""
    page.evaluate("document.getElementById('write').click()")
    expect(MarkdownStreamController(page, "report").loc_content).to_contain_text("umbrella")


def moved(page: Page) -> None:
    """Insert a chat, say something, move it."""
    page.get_by_role("button", name="Insert").click()
    say("chat", "hi")(page)
    page.get_by_role("button", name="Move", exact=True).click()


def right_to_left(page: Page) -> None:
    """Speak Hebrew; on a narrow page the tabs are behind a button."""
    page.evaluate("[...document.querySelectorAll('[role=tab]')].at(-1).click()")
    say("hebrew", "מה שלומך?")(page)


def as_it_is(page: Page) -> None:
    """Look at it as it is."""


SCENES: Mapping[str, tuple[str, Callable[[Page], None]]] = {
    "front": ("", as_it_is),
    "source": ("source/?app=hello", as_it_is),
    "hello": ("apps/hello/", say("chat", "hi there")),
    "streaming-empty": ("apps/streaming/", as_it_is),
    "streaming": ("apps/streaming/", click("chat", "Why is the sky blue?")),
    "streaming-thinking": ("apps/streaming/", thinking),
    "streaming-broken": ("apps/streaming/", broken),
    "markdown": ("apps/markdown/", click("chat", "Everything")),
    "code": ("apps/markdown/", click("chat", "Code")),
    "diagram": ("apps/markdown/", click("chat", "Diagram")),
    "table": ("apps/markdown/", click("chat", "Table")),
    "images": ("apps/markdown/", click("chat", "Images")),
    "greeting": ("apps/greeting/", greeted),
    "suggestions": ("apps/suggestions/", as_it_is),
    "shiny_ui_in_messages": ("apps/shiny_ui_in_messages/", wave),
    "two_chats": ("apps/two_chats/", say("optimist-chat", "Will it rain?")),
    "dynamic": ("apps/dynamic/", moved),
    "markdown_stream": ("apps/markdown_stream/", report),
    "errors": ("apps/errors/", click("auto", "Fail midway")),
    "theming": ("apps/theming/", right_to_left),
    "reactive_dashboard": ("apps/reactive_dashboard/", click("chat", "Cities in Asia")),
}


def take(browser: Browser, gallery: str, name: str, width: int, theme: str) -> None:
    """Take one picture."""
    path, scene = SCENES[name]
    page = browser.new_page(viewport={"width": width, "height": WIDTHS[width]}, reduced_motion="reduce")
    open_page(page, gallery + path)
    page.evaluate("theme => { document.documentElement.dataset.bsTheme = theme }", theme)
    scene(page)
    page.evaluate("document.fonts.ready")
    page.screenshot(path=FOLDER / f"{name}-{width}-{theme}.png")
    page.close()


def main(names: list[str]) -> None:
    """Take the pictures of these scenes, or of all."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with served_gallery() as gallery, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=QUIET)
        for name, width, theme in product(names or SCENES, WIDTHS, THEMES):
            take(browser, gallery, name, width, theme)
        browser.close()
    print(f"The pictures are in {FOLDER.relative_to(ROOT)}/")


if __name__ == "__main__":
    main(sys.argv[1:])
