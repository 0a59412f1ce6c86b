"""Where conversations meet Shiny's reactive graph."""

from __future__ import annotations

from .chat import Chat
from .markdown_stream import MarkdownStream

__all__ = ("Chat", "MarkdownStream")
