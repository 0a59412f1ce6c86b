"""Reads a whole stream as a chat does, up to the parts a person sees."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pywry_shiny.content import Part, TextPart, ThinkingPart, ToolPart
from pywry_shiny.stream.message_content import message_content_chunk
from pywry_shiny.stream.tool_calls import ToolCalls


def seen(chunks: Iterable[Any]) -> list[Part]:
    """The parts after all chunks: neighbouring text joined, each call once, where it began."""
    calls = ToolCalls()
    parts: list[Part] = []
    for chunk in chunks:
        for part in message_content_chunk(chunk).to_parts():
            for ready in calls.feed(part) if isinstance(part, ToolPart) else [part]:
                _add(parts, ready)
    for ready in calls.finish():
        _add(parts, ready)
    return parts


def _add(parts: list[Part], part: Part) -> None:
    last = parts[-1] if parts else None
    if isinstance(part, ToolPart):
        for index, known in enumerate(parts):
            if isinstance(known, ToolPart) and known.call_id == part.call_id:
                parts[index] = part
                return
    elif isinstance(part, TextPart | ThinkingPart) and type(last) is type(part):
        assert isinstance(last, TextPart | ThinkingPart)
        last.text += part.text
        return
    parts.append(part)


def text(value: str) -> TextPart:
    return TextPart(text=value)


def thought(value: str) -> ThinkingPart:
    return ThinkingPart(text=value)


def call(call_id: str, name: str, **fields: Any) -> ToolPart:
    return ToolPart(call_id=call_id, name=name, **fields)
