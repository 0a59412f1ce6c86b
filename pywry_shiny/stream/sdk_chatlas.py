"""Reads chatlas: what a stream with ``content="all"`` yields, and turns."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from chatlas import Turn
from chatlas.types import (
    Content,
    ContentImageInline,
    ContentImageRemote,
    ContentJson,
    ContentText,
    ContentToolRequest,
    ContentToolResult,
)

from ..content import Part, TextPart, ToolPart
from ..content.chat_message import ChatMessage
from .adapters import Register
from .content_blocks import as_text, code_parts, data_url, image_parts, role_of, text_parts, thinking_parts


def register(register: Register) -> None:
    """Teach the types."""
    register(Content, lambda content: ChatMessage(parts=_content(content)))
    register(Turn, _turn)


def _turn(turn: Turn) -> ChatMessage:
    return ChatMessage(parts=[part for content in turn.contents for part in _content(content)], role=role_of(turn.role))


def _content(content: Content) -> list[Part]:
    match content:
        case ContentText():
            return text_parts(content.text)
        case ContentToolRequest():
            return [_request(content)]
        case ContentToolResult():
            return [_result(content)]
        case ContentImageInline():
            return image_parts(data_url(content.image_content_type, content.data))
        case ContentImageRemote():
            return image_parts(content.url)
        case ContentJson():
            code = json.dumps(content.value, indent=2, ensure_ascii=False, default=str)
            return code_parts(code, "json")
        case _:
            return _by_type(content)


def _by_type(content: Content) -> list[Part]:
    """Read the kinds that are younger than the oldest chatlas we work with, by their name."""
    fields = dict[str, Any](content)
    match content.content_type:
        case "thinking" | "thinking_delta":
            return thinking_parts(fields["thinking"])
        case "web_search_request":
            return [ToolPart(call_id="web-search", name="web_search", arguments=fields["query"], status="running")]
        case "web_search_results":
            return [_found(fields["sources"])]
        case "web_fetch_request":
            return [ToolPart(call_id=fields["url"], name="web_fetch", arguments=fields["url"], status="running")]
        case "web_fetch_results":
            status = "failed" if fields["status"] == "error" else "done"
            return [ToolPart(call_id=fields["url"], name="web_fetch", arguments=fields["url"], status=status)]
        case "pdf" | "document":
            return [TextPart(text=f"\n\n{content}\n\n")]
        case _:
            return []


def _found(sources: Sequence[Any]) -> ToolPart:
    lines = [" ".join(filter(None, (source.title, source.url))) for source in sources]
    return ToolPart(call_id="web-search", name="web_search", status="done", result="\n".join(lines))


def _request(request: ContentToolRequest) -> ToolPart:
    return ToolPart(
        call_id=request.id,
        name=request.name,
        title=_title(request),
        arguments=as_text(request.arguments),
        status="running",
    )


def _result(result: ContentToolResult) -> ToolPart:
    request = result.request
    return ToolPart(
        call_id=request.id if request else "",
        name=request.name if request else "",
        title=_title(request) if request else None,
        arguments=as_text(request.arguments) if request else "",
        status="failed" if result.error else "done",
        result=str(result.error) if result.error else as_text(result.get_model_value()),
    )


def _title(request: ContentToolRequest) -> str | None:
    """Give the name a tool has for people, if it has one."""
    annotations: Any = getattr(getattr(request, "tool", None), "annotations", None)
    return annotations.get("title") if annotations else None
