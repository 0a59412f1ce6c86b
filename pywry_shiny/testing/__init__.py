"""For people who test apps with a chat in them: a session without a browser, and a provider that follows a script."""

from __future__ import annotations

from .scripted import Call, Fail, Forever, Pause, Say, ScriptedProvider, Step, Suggest, Think
from .session import ChatDriver, SessionDriver, open_session

__all__ = (
    "Call",
    "ChatDriver",
    "Fail",
    "Forever",
    "Pause",
    "Say",
    "ScriptedProvider",
    "SessionDriver",
    "Step",
    "Suggest",
    "Think",
    "open_session",
)
