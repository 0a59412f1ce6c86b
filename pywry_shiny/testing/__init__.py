"""For people who test apps with a chat in them: a session without a browser, and a provider that follows a script."""

from __future__ import annotations

from .session import ChatDriver, SessionDriver, open_session

__all__ = ("ChatDriver", "SessionDriver", "open_session")
