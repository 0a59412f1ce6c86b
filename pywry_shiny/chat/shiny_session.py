"""What Shiny's session can do but does not offer in public: the only place that reaches into it."""

from __future__ import annotations

import inspect
from typing import Any, TypeVar, cast

from htmltools import TagList
from shiny import Session, reactive
from shiny.module import ResolvedId
from shiny.reactive import Effect_  # pyright: ignore[reportPrivateImportUsage]
from shiny.session import get_current_session

from ..content.chat_message import ProcessUi, RenderedUi

Effect = Effect_
T = TypeVar("T")

__all__ = ("Effect", "live_session", "named_value", "set_input", "ui_processor")

_HAS_NAMES = "name" in inspect.signature(cast("Any", reactive.Value).__init__).parameters


def named_value(name: str, *value: T) -> reactive.Value[T]:
    """Make a reactive value that knows its name. Without one Shiny searches the call stack for it, at some cost."""
    return reactive.Value(*value, **({"name": name} if _HAS_NAMES else {}))


def live_session() -> Session | None:
    """The session this code runs in; None while an Express app is only asked for its UI.

    Raises
    ------
    RuntimeError
        If there is no session at all.
    """
    session = get_current_session()
    if session is None:
        raise RuntimeError(
            "A chat lives in a Shiny session, and there is none here. Create it inside the server function, "
            "or at the top level of an Express app."
        )
    return None if session.is_stub_session() else session


def set_input(session: Session, name: str, value: object) -> None:
    """Give one of the documented inputs a value, as if the page had sent it as an event."""
    # `force` makes an equal value count as new.
    session.root_scope().input[ResolvedId(name)]._set(value, force=True)  # pyright: ignore[reportPrivateUsage]


def ui_processor(session: Session) -> ProcessUi:
    """How UI becomes HTML in this session: dependencies are registered, so that the page can load them."""

    def process(content: TagList) -> RenderedUi:
        rendered = session._process_ui(content)  # pyright: ignore[reportPrivateUsage]
        return {"html": rendered["html"], "deps": rendered["deps"]}

    return process
