"""The controllers: which element is what, and what may be expected of it."""

from __future__ import annotations

import re
from typing import Literal

from playwright.sync_api import Locator, Page
from playwright.sync_api import expect as playwright_expect

Text = str | re.Pattern[str]


class _Controller:
    """An element of the page.

    Parameters
    ----------
    page
        The page of the app.
    id
        The element's id; inside a Shiny module, with the module's prefix.
    """

    def __init__(self, page: Page, id: str) -> None:
        self.page = page
        self.id = id
        self.loc: Locator = page.locator(f"#{id}")

    @property
    def expect(self):  # what it returns has no public name in Playwright
        """What Playwright can expect of the whole element."""
        return playwright_expect(self.loc)


class ChatController(_Controller):
    """A chat on a page: its parts as locators, what a person does, and what may be expected.

    Each expectation waits until it holds, at most `timeout` milliseconds (Playwright's own limit if there is none).

    Parameters
    ----------
    page
        The page of the app.
    id
        The id of the chat; inside a Shiny module, with the module's prefix.
    """

    def __init__(self, page: Page, id: str) -> None:
        super().__init__(page, id)
        self.loc_scroll_container = self.loc.locator(".pywry-chat-scroll")
        """What scrolls: the greeting and the messages."""
        self.loc_messages = self.loc.locator(".pywry-chat-messages")
        """Its children are the messages."""
        self.loc_latest_message = self.loc_messages.locator("> :last-child")
        self.loc_greeting = self.loc.locator(".pywry-greeting")
        self.loc_input_container = self.loc.locator(".pywry-composer")
        self.loc_input = self.loc_input_container.locator("textarea.pywry-composer-text")
        self.loc_input_button = self.loc_input_container.locator("button.pywry-composer-send")
        """The button that sends."""
        self.loc_stop_button = self.loc_input_container.locator("button.pywry-composer-stop")
        """The button that stops the answer; it is there while there is something to stop."""
        self.loc_notice = self.loc.locator(".pywry-notice")
        """What the chat has to say about itself: a lost connection, a refused message."""

    def set_user_input(self, value: str, *, timeout: float | None = None) -> None:
        """Type a text in the place of what stands in the text box. Does not send it.

        Parameters
        ----------
        value
            The text; its lines are parted as a person does it, so that none of them is sent.
        timeout
            At most this many milliseconds for each step.
        """
        self.loc_input.fill("", timeout=timeout)
        for number, line in enumerate(value.split("\n")):
            if number:
                self.loc_input.press("Shift+Enter", timeout=timeout)
            if line:
                self.loc_input.press_sequentially(line, timeout=timeout)

    def send_user_input(
        self,
        *,
        method: Literal["enter", "enter+modifier", "click"] = "enter",
        timeout: float | None = None,
    ) -> None:
        """Send what stands in the text box, as soon as the chat is connected.

        While an answer is being written, Enter does nothing, and a click waits for its end.

        Parameters
        ----------
        method
            "enter" presses Enter, "enter+modifier" Ctrl or Cmd with it, "click" clicks the button.
        timeout
            At most this many milliseconds.
        """
        self.loc.and_(self.page.locator("[data-attached]")).wait_for(state="attached", timeout=timeout)
        match method:
            case "enter":
                self.loc_input.press("Enter", timeout=timeout)
            case "enter+modifier":
                self.loc_input.press("ControlOrMeta+Enter", timeout=timeout)
            case "click":
                self.loc_input_button.click(timeout=timeout)
            case _:  # pyright: ignore[reportUnnecessaryComparison]
                raise ValueError(f"`method` is 'enter', 'enter+modifier' or 'click', not {method!r}.")

    def expect_latest_message(self, value: Text, *, timeout: float | None = None) -> None:
        """Expect the text of the latest message, the whole of it.

        Parameters
        ----------
        value
            The text, or a pattern that is found in it. In a text, any run of blanks and line ends is one blank.
        timeout
            At most this many milliseconds.
        """
        playwright_expect(self.loc_latest_message).to_have_text(value, use_inner_text=True, timeout=timeout)

    def expect_messages(self, value: Text, *, timeout: float | None = None) -> None:
        """Expect the text of all messages together.

        Parameters
        ----------
        value
            The text, or a pattern that is found in it. In a text, any run of blanks and line ends is one blank.
        timeout
            At most this many milliseconds.
        """
        playwright_expect(self.loc_messages).to_have_text(value, use_inner_text=True, timeout=timeout)

    def expect_greeting(self, value: Text, *, timeout: float | None = None) -> None:
        """Expect that the greeting contains a text.

        Parameters
        ----------
        value
            The text, or a pattern that is found in it. In a text, any run of blanks and line ends is one blank.
        timeout
            At most this many milliseconds.
        """
        playwright_expect(self.loc_greeting).to_contain_text(value, use_inner_text=True, timeout=timeout)

    def expect_user_input(self, value: Text, *, timeout: float | None = None) -> None:
        """Expect what stands in the text box.

        Parameters
        ----------
        value
            The text, exactly, or a pattern that is found in it.
        timeout
            At most this many milliseconds.
        """
        playwright_expect(self.loc_input).to_have_value(value, timeout=timeout)


class MarkdownStreamController(_Controller):
    """A stream of markdown on a page.

    Parameters
    ----------
    page
        The page of the app.
    id
        The id of the stream; inside a Shiny module, with the module's prefix.
    """

    def __init__(self, page: Page, id: str) -> None:
        super().__init__(page, id)
        self.loc_content = self.loc.locator(".pywry-stream-content")
        """All that is shown."""

    def expect_content(self, value: Text, *, timeout: float | None = None) -> None:
        """Expect the text of all that is shown.

        Parameters
        ----------
        value
            The text, or a pattern that is found in it. In a text, any run of blanks and line ends is one blank.
        timeout
            At most this many milliseconds.
        """
        playwright_expect(self.loc_content).to_have_text(value, use_inner_text=True, timeout=timeout)
