"""The places on a page where a chat, or a stream of markdown, is shown."""

from __future__ import annotations

from .chat_ui import chat_ui
from .markdown_stream_ui import output_markdown_stream

__all__ = ("chat_ui", "output_markdown_stream")
