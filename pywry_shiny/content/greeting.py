"""What stands in a chat before anything is said."""

from __future__ import annotations

import warnings
from collections.abc import AsyncIterable
from enum import Enum
from typing import Any, Literal

from htmltools import HTMLDependency, TagChild

from .chat_message import ChatMessage, ContentType, ProcessUi
from .parts import Part


class _Unset(Enum):
    MISSING = "MISSING"
    DEPRECATED = "DEPRECATED"


MISSING: Literal[_Unset.MISSING] = _Unset.MISSING
"""The keyword was not given."""
DEPRECATED: Literal[_Unset.DEPRECATED] = _Unset.DEPRECATED
"""The keyword was not given, and should not be."""


class ChatGreeting:
    """A greeting and how it behaves. `chat_greeting` makes one."""

    def __init__(
        self,
        content: TagChild | AsyncIterable[Any],
        *,
        persistent: bool | Literal[_Unset.MISSING] = MISSING,
        dismissible: bool | Literal[_Unset.DEPRECATED] = DEPRECATED,
    ) -> None:
        self.persistent = _resolve_persistent(persistent, dismissible)
        self._stream: AsyncIterable[Any] | None = None
        self._message = ChatMessage()
        if isinstance(content, AsyncIterable):
            self._stream = content
        else:
            self._message = ChatMessage(content)

    @property
    def stream(self) -> AsyncIterable[Any] | None:
        """The source of a streamed greeting, not consumed yet; None when the content is known."""
        return self._stream

    @property
    def content(self) -> str | AsyncIterable[Any]:
        """The source of a streamed greeting, or else its text; UI stands in it as HTML."""
        if self._stream is not None:
            return self._stream
        return "".join(_as_text(part) for part in self._message.to_parts())

    @property
    def content_type(self) -> ContentType:
        """What the content is: "markdown", or "html" as soon as any UI stands in it."""
        if self._stream is None and any(part.kind == "html" for part in self._message.to_parts()):
            return "html"
        return "markdown"

    @property
    def html_deps(self) -> list[HTMLDependency]:
        """The dependencies of the greeting's UI."""
        return self._message.html_deps

    def to_parts(self, process_ui: ProcessUi | None = None) -> list[Part]:
        """Give the parts of a greeting that is not streamed, just as a message gives its own."""
        if self._stream is not None:
            raise ValueError("A streamed greeting has no parts before it was streamed.")
        return self._message.to_parts(process_ui)


def chat_greeting(
    content: TagChild | AsyncIterable[Any],
    *,
    persistent: bool | Literal[_Unset.MISSING] = MISSING,
    dismissible: bool | Literal[_Unset.DEPRECATED] = DEPRECATED,
) -> ChatGreeting:
    """Make a greeting, which stands in a chat before anything is said.

    Parameters
    ----------
    content
        Markdown, UI, or an async iterable of what a message may be streamed from, which is drawn when the greeting is
        shown.
    persistent
        Whether the greeting stays when the conversation begins. It leaves if this is not given.
    dismissible
        Deprecated; the opposite of `persistent`.
    """
    return ChatGreeting(content, persistent=_resolve_persistent(persistent, dismissible))


def _resolve_persistent(
    persistent: bool | Literal[_Unset.MISSING],
    dismissible: bool | Literal[_Unset.DEPRECATED],
) -> bool:
    if dismissible is not DEPRECATED:
        warnings.warn(
            "`dismissible` is deprecated; use `persistent`, which means the opposite.",
            DeprecationWarning,
            stacklevel=3,
        )
    if persistent is not MISSING:
        return persistent
    return dismissible is not DEPRECATED and not dismissible


def _as_text(part: Part) -> str:
    match part.kind:
        case "text" | "thinking":
            return part.text
        case "html":
            return part.html
        case "tool":
            return ""
