"""The same names for Shiny Express: a chat and a markdown stream that show themselves with ``.ui()``."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol

from htmltools import Tag

from ..chat import Chat as CoreChat
from ..chat import MarkdownStream as CoreMarkdownStream
from ..ui import chat_ui, output_markdown_stream

__all__ = ("Chat", "MarkdownStream")

P = ParamSpec("P")


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


def _of_own_id(make: Callable[Concatenate[str, P], Tag]) -> Callable[Concatenate[_HasId, P], Tag]:
    """Make a method of a UI function: it takes all that the function takes, but the id."""

    @wraps(make)
    def ui(self: _HasId, *args: P.args, **kwargs: P.kwargs) -> Tag:
        return make(self.id, *args, **kwargs)

    return ui


class Chat(CoreChat):
    """A chat for Shiny Express. Takes what the chat of Shiny Core takes; ``ui()`` shows it."""

    ui = _of_own_id(chat_ui)


class MarkdownStream(CoreMarkdownStream):
    """A markdown stream for Shiny Express; ``ui()`` shows it."""

    ui = _of_own_id(output_markdown_stream)
