"""A reactive chat module for Shiny for Python.

Every public name is importable from here. Nothing of ours but the inbox is imported before it is asked for, so that
`import pywry_shiny` costs next to nothing over `import shiny`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from . import inbox as inbox  # at once: it says why
from .version import __version__

if TYPE_CHECKING:
    from .assets import serve_assets
    from .chat import Chat, MarkdownStream
    from .content import HtmlPart, Message, Part, TextPart, ThinkingPart, ToolPart
    from .content.chat_message import ChatMessage, ChatMessageDict
    from .content.greeting import ChatGreeting, chat_greeting
    from .content.user_input import UserInput
    from .errors import MissingAssetsError, MissingPackageError, PywryError
    from .stream.message_content import message_content, message_content_chunk
    from .ui import chat_ui, output_markdown_stream

__all__ = [
    "Chat",
    "ChatGreeting",
    "ChatMessage",
    "ChatMessageDict",
    "HtmlPart",
    "MarkdownStream",
    "Message",
    "MissingAssetsError",
    "MissingPackageError",
    "Part",
    "PywryError",
    "TextPart",
    "ThinkingPart",
    "ToolPart",
    "UserInput",
    "__version__",
    "chat_greeting",
    "chat_ui",
    "message_content",
    "message_content_chunk",
    "output_markdown_stream",
    "serve_assets",
]

_HOMES = {
    "Chat": "chat",
    "ChatGreeting": "content.greeting",
    "ChatMessage": "content.chat_message",
    "ChatMessageDict": "content.chat_message",
    "HtmlPart": "content",
    "MarkdownStream": "chat",
    "Message": "content",
    "MissingAssetsError": "errors",
    "MissingPackageError": "errors",
    "Part": "content",
    "PywryError": "errors",
    "TextPart": "content",
    "ThinkingPart": "content",
    "ToolPart": "content",
    "UserInput": "content.user_input",
    "chat_greeting": "content.greeting",
    "chat_ui": "ui",
    "message_content": "stream.message_content",
    "message_content_chunk": "stream.message_content",
    "output_markdown_stream": "ui",
    "serve_assets": "assets",
}
"""Which module each public name lives in (the three lists here are held equal by a test)."""


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for (PEP 562)."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
