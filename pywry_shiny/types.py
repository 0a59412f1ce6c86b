"""Types that an app may want to name."""

from __future__ import annotations

from .content import HtmlPart, Message, Part, TextPart, ThinkingPart, ToolPart
from .content.chat_message import ChatMessage, ChatMessageDict
from .content.greeting import ChatGreeting
from .content.user_input import UserInput

__all__ = (
    "ChatGreeting",
    "ChatMessage",
    "ChatMessageDict",
    "HtmlPart",
    "Message",
    "Part",
    "TextPart",
    "ThinkingPart",
    "ToolPart",
    "UserInput",
)
