"""`chat_ui`: the place on a page where a chat is."""

from __future__ import annotations

import math
import warnings
from collections.abc import AsyncIterable, Iterable, Mapping
from typing import Any, Literal, cast, get_args

from htmltools import HTML, Tag, TagAttrValue, TagChild, Tagifiable, TagList
from shiny.types import MISSING, MISSING_TYPE
from shiny.ui.css import CssUnit
from shiny.ui.fill import as_fill_item, as_fillable_container

from ..assets import chat_dependency
from ..content import Message
from ..content.greeting import ChatGreeting, chat_greeting
from ..stream.message_content import message_content
from .element import make_element
from .icons import ROBOT
from .labels import check_labels
from .origins import check_origins
from .static_content import StaticContent

SubmitKey = Literal["enter", "enter+modifier"]
ToolGrouping = Literal["none", "tool", "all"]
Icon = str | HTML | Tag | TagList | bool | None

_LONGEST_WAIT_S = 60


def chat_ui(
    id: str,
    *,
    greeting: str | HTML | Tag | TagList | ChatGreeting | None = None,
    placeholder: str = "Enter a message...",
    footer: TagChild = None,
    toolbar_input: TagChild = None,
    show_thinking_after_s: float = 0,
    width: CssUnit = "min(clamp(680px, 50vw, 760px), 100%)",
    height: CssUnit = "auto",
    fill: bool = True,
    icon_assistant: Icon = None,
    icon_send: Icon = None,
    enable_cancel: bool | MISSING_TYPE = MISSING,
    submit_key: SubmitKey = "enter",
    tool_grouping: ToolGrouping = "tool",
    messages: Iterable[Any] | None = None,
    allowed_origins: Iterable[str] = (),
    labels: Mapping[str, str] | None = None,
    **kwargs: TagAttrValue,
) -> Tag:
    """Show a chat. Its server side is the `Chat` of the same id.

    Parameters
    ----------
    id
        The id of the chat.
    greeting
        What stands in the chat before anything is said: markdown, UI or `chat_greeting(...)`. For one that is streamed,
        or made when someone looks, give it to `Chat(greeting=)`.
    placeholder
        What the text box says while it is empty.
    footer
        UI below the text box.
    toolbar_input
        UI in the bottom row of the text box.
    show_thinking_after_s
        How many seconds thinking must last to be shown: 0 shows it at once, a negative number never. At most 60.
    width, height
        CSS lengths; a number is in pixels.
    fill
        Whether the chat takes the room that is left in a container that can be filled.
    icon_assistant
        Stands beside the assistant's messages: UI, or a text such as an emoji. True is a robot, None and False are no
        icon.
    icon_send
        The sign on the button that sends; None and False are an arrow.
    enable_cancel
        Whether there is a button that stops an answer. What is given here stands, whatever the server says later.
    submit_key
        "enter" sends with Enter, and Shift+Enter begins a line; "enter+modifier" sends with Ctrl or Cmd and Enter.
    tool_grouping
        Whether neighbouring tool calls stand in one row: those of a "tool", "all" of them, or "none".
    messages
        Deprecated: messages to begin with, which only the page knows of.
    allowed_origins
        Other origins that the messages' images may be loaded from, such as "https://example.org"; "*" is all of them.
    labels
        Own words in the place of those the page shows or speaks, by the names of the labels.
    **kwargs
        Further attributes of the element.
    """
    content = StaticContent()
    config = {
        "placeholder": _check_string(placeholder, "placeholder"),
        "submitKey": _check_choice(submit_key, "submit_key", get_args(SubmitKey)),
        "enableCancel": _check_enable_cancel(enable_cancel),
        "showThinkingAfter": _check_seconds(show_thinking_after_s),
        "toolGrouping": _check_choice(tool_grouping, "tool_grouping", get_args(ToolGrouping)),
        "iconSend": _icon_send(icon_send, content),
        "iconAssistant": _icon_assistant(icon_assistant, content),
        "labels": check_labels(labels),
        "allowedOrigins": check_origins(allowed_origins),
        "messages": [message.model_dump() for message in _messages(messages, content)],
        "greeting": None if (first := _greeting(greeting, content)) is None else first.model_dump(),
        "fill": bool(fill),
    }
    slots = {"footer": footer, "toolbar": toolbar_input}
    element = make_element(
        "pywry-chat",
        id,
        config=config,
        children=tuple(Tag("div", ui, data_pywry=slot) for slot, ui in slots.items() if ui is not None),
        dependencies=[*content.dependencies, chat_dependency()],
        size={"width": width, "height": height},
        attributes=kwargs,
    )
    return as_fillable_container(as_fill_item(element)) if fill else element


def _check_string(value: object, name: str) -> str:
    if not isinstance(value, str):
        raise TypeError(f"`{name}` is a string, not {type(value).__name__}.")
    return str(value)


def _check_choice(value: object, name: str, choices: tuple[str, ...]) -> str:
    if value not in choices:
        raise ValueError(f"`{name}` is one of {', '.join(map(repr, choices))}, not {value!r}.")
    return cast(str, value)


def _check_enable_cancel(value: object) -> bool | None:
    if isinstance(value, MISSING_TYPE):
        return None
    if not isinstance(value, bool):
        raise TypeError(f"`enable_cancel` is True or False, or not given at all; it cannot be {value!r}.")
    return value


def _check_seconds(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise TypeError(f"`show_thinking_after_s` is a finite number of seconds, not {value!r}.")
    if value > _LONGEST_WAIT_S:
        raise ValueError(
            f"`show_thinking_after_s` is at most {_LONGEST_WAIT_S} seconds, not {value!r}. "
            "To never show thinking, give a negative number."
        )
    return value


def _icon_assistant(icon: Icon, content: StaticContent) -> str | None:
    return content.html(ROBOT) if icon is True else _icon(icon, "icon_assistant", content)


def _icon_send(icon: Icon, content: StaticContent) -> str | None:
    if icon is True:
        raise ValueError("`icon_send` is the icon itself, or None for the arrow; True names no icon.")
    return _icon(icon, "icon_send", content)


def _icon(icon: object, name: str, content: StaticContent) -> str | None:
    if icon is None or icon is False:
        return None
    if not isinstance(icon, str | HTML | Tagifiable | TagList):
        raise TypeError(f"`{name}` is a string, HTML, a tag or a TagList, not {type(icon).__name__}.")
    return content.html(icon)


def _greeting(greeting: object, content: StaticContent) -> Message | None:
    """Read the greeting; one that says nothing is none, so that the server is asked for one."""
    if greeting is None:
        return None
    if isinstance(greeting, AsyncIterable) or (isinstance(greeting, ChatGreeting) and greeting.stream is not None):
        raise ValueError(
            "The greeting of `chat_ui()` is in the page from the start, so it cannot be streamed. "
            "Give it to `Chat(greeting=)`, or call `await chat.set_greeting()`."
        )
    if not isinstance(greeting, str | HTML | Tagifiable | TagList | ChatGreeting):
        raise TypeError(
            f"The greeting of `chat_ui()` is markdown, UI or a `chat_greeting()`, not {type(greeting).__name__}. "
            "A function that makes one is for `Chat(greeting=)`."
        )
    known = greeting if isinstance(greeting, ChatGreeting) else chat_greeting(greeting)
    message = content.message(known, "static-greeting")
    return message if message.parts else None


def _messages(messages: object, content: StaticContent) -> list[Message]:
    if messages is None:
        return []
    if isinstance(messages, str | HTML | Tag | Mapping) or not isinstance(messages, Iterable):
        kind = type(cast("object", messages)).__name__
        raise TypeError(f"`messages` is a list of messages, not {kind}.")
    read = [
        content.message(message_content(message), f"static-{number}")
        for number, message in enumerate(cast("Iterable[Any]", messages), 1)
    ]
    if read:
        warnings.warn(
            "`chat_ui(messages=)` is deprecated: the server does not know of such messages. "
            "Use `greeting=`, or `await chat.append_message()`.",
            DeprecationWarning,
            stacklevel=3,
        )
    return read
