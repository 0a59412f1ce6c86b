"""What a person is told when an answer fails."""

from __future__ import annotations

import logging
from typing import Literal

from shiny import Session, reactive, ui
from shiny.types import NotifyException, SafeException

from ..content.well_formed import well_formed
from .reactor import flush_soon
from .shiny_session import SILENT

logger = logging.getLogger(__name__)

_TOLD = "_pywry_told"
_MARKED = "_pywry_marked"
BRIEF = 8
"""Seconds for a notification of what stands in the transcript as well."""

OnError = Literal["auto", "actual", "sanitize", "unhandled"]


class Failures:
    """Tells a person of an error, once, in the way the app chose.

    Parameters
    ----------
    name
        What failed, as an app's author calls it.
    mode
        "actual" shows the error, "sanitize" a general sentence, "unhandled" shows nothing and ends the session, "auto"
        is one of the first two, as the app's ``sanitize_errors`` says.
    """

    def __init__(self, name: str, mode: OnError, session: Session | None) -> None:
        if mode not in ("auto", "actual", "sanitize", "unhandled"):
            raise ValueError(f"`on_error` must be 'auto', 'actual', 'sanitize' or 'unhandled', not {mode!r}.")
        app = None if session is None or session.is_stub_session() else session.app
        if mode == "auto":
            mode = "actual" if app is not None and not app.sanitize_errors else "sanitize"
        self.mode: Literal["actual", "sanitize", "unhandled"] = mode
        self._general = app.sanitize_error_msg if app is not None else "An error has occurred."
        self._name = name
        self._session = session

    def mark(self, error: Exception) -> str:
        """What a message that failed says of its error. A notification may be brief then: the message keeps it."""
        setattr(error, _MARKED, True)
        return self._text(error)

    def _text(self, error: Exception) -> str:
        return well_formed(self._said_of(error))

    def _said_of(self, error: BaseException) -> str:
        if isinstance(error, NotifyException):
            return self._general if error.sanitize else str(error.args[0])
        if self.mode == "actual" or isinstance(error, SafeException):
            return str(error) or type(error).__name__
        return self._general

    def tell(self, error: Exception) -> None:
        """Tell a person that something failed, unless they have been told of this very error."""
        if isinstance(error, SILENT) or getattr(error, _TOLD, False):
            return
        setattr(error, _TOLD, True)
        if self.mode == "unhandled":
            self._end_session(error)
            return
        logger.error("Error in %s", self._name, exc_info=error)
        if self._session is not None:
            said = self._text(error)
            duration = BRIEF if getattr(error, _MARKED, False) else None
            whole = said if said == self._general else f"Error in {self._name}: {said}"
            ui.notification_show(whole, type="error", duration=duration, session=self._session)

    def _end_session(self, error: Exception) -> None:
        @reactive.effect(session=self._session)
        def _raise() -> None:
            raise error

        flush_soon()
