"""What is said: parts, messages and threads as pure values."""

from __future__ import annotations

from .messages import Ending, Message, Role, Slot, Status, Thread
from .parts import HtmlPart, Part, TextPart, ThinkingPart, ToolPart

__all__ = (
    "Ending",
    "HtmlPart",
    "Message",
    "Part",
    "Role",
    "Slot",
    "Status",
    "TextPart",
    "Thread",
    "ThinkingPart",
    "ToolPart",
)
