"""What Shiny's session can do but does not offer in public: the only place that reaches into it."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, TypeVar, cast
from weakref import WeakMethod

from htmltools import TagList
from shiny import Session, reactive
from shiny.module import ResolvedId
from shiny.reactive import Effect_  # pyright: ignore[reportPrivateImportUsage]
from shiny.session import get_current_session, session_context
from shiny.types import SilentCancelOutputException, SilentException

from ..content.chat_message import ProcessUi, RenderedUi

Effect = Effect_
T = TypeVar("T")

SILENT = (SilentException, SilentCancelOutputException)
"""What ``req()`` raises: the end of a run, and no failure."""

__all__ = (
    "SILENT",
    "Effect",
    "live_session",
    "named_value",
    "set_input",
    "ui_processor",
    "unowned_effect",
    "when_over",
)

_HAS_NAMES = "name" in inspect.signature(cast("Any", reactive.Value).__init__).parameters


def named_value(name: str, *value: T) -> reactive.Value[T]:
    """Make a reactive value that knows its name, and that no session keeps a note of.

    Without a name Shiny searches the call stack for it, at some cost. With a session it is destroyed with the module it
    was made in, and a stream that was cancelled by that could not say so any more.
    """
    with session_context(None):
        return reactive.Value(*value, **({"name": name} if _HAS_NAMES else {}))


def unowned_effect(session: Session | None, run: Callable[[], None]) -> Effect:
    """Make an effect that runs in a session's context, and is gone once it has been destroyed.

    A session holds on to each of its own effects, and to all that they refer to, until it ends. Without a session the
    effect never runs.
    """

    @reactive.effect(session=None)
    def _in_session() -> None:
        with session_context(session):
            run()

    if session is None:
        _in_session.destroy()
    return _in_session


def when_over(session: Session, method: Callable[[], None]) -> Callable[[], None]:
    """Call a bound method when the session ends or the module of this session is destroyed.

    Returns
    -------
    :
        Lets the session forget about it.
    """
    if hasattr(session, "on_destroy"):  # Shiny 1.8; it can be told to forget nothing, so it holds a weak reference
        weak = WeakMethod(method)

        def call() -> None:
            alive = weak()
            if alive is not None:
                alive()

        session.on_destroy(call)
    return session.on_ended(method)


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
