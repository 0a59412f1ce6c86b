"""Reads pydantic-ai: the events of a run, the messages of its history, and their parts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pydantic_ai import messages

from ..content import Part, Role, ToolPart
from ..content.chat_message import ChatMessage
from .adapters import Register
from .annotations import members
from .content_blocks import as_text, data_url, image_parts, text_parts, thinking_parts


def register(register: Register) -> None:
    """Teach the types."""
    for event in (*members(messages.AgentStreamEvent), *members(messages.ModelResponseStreamEvent)):
        register(event, _event)
    register(messages.ModelResponse, _response)
    register(messages.ModelRequest, _request)
    for part in (*members(messages.ModelResponsePart), *members(messages.ModelRequestPart)):
        register(part, lambda part: ChatMessage(parts=_part(part)))


def _event(event: Any) -> ChatMessage:
    match getattr(event, "event_kind", None):
        case "part_start":
            return ChatMessage(parts=[_unfinished(part) for part in _part(event.part)])
        case "part_delta":
            return ChatMessage(parts=_delta(event.delta))
        case "function_tool_call" | "output_tool_call":
            return ChatMessage(parts=_part(event.part))
        case "function_tool_result" | "output_tool_result":
            # It was called `result` once.
            return ChatMessage(parts=_part(getattr(event, "part", None) or event.result))
        case _:
            return ChatMessage()


def _response(response: messages.ModelResponse) -> ChatMessage:
    return ChatMessage(parts=[read for part in response.parts for read in _part(part)])


def _request(request: messages.ModelRequest) -> ChatMessage:
    kinds = {part.part_kind for part in request.parts}
    role: Role = "user" if "user-prompt" in kinds else "system" if "system-prompt" in kinds else "assistant"
    shown = [part for part in request.parts if part.part_kind != "system-prompt" or role == "system"]
    return ChatMessage(parts=[read for part in shown for read in _part(part)], role=role)


def _part(part: Any) -> list[Part]:
    reader = _READERS.get(part.part_kind)
    return [] if reader is None else reader(part)


def _unfinished(part: Part) -> Part:
    """Give a part as it begins: of a call, the arguments are still to come."""
    if isinstance(part, ToolPart) and part.status == "running":
        return part.model_copy(update={"status": "pending"})
    return part


def _delta(delta: Any) -> list[Part]:
    match delta.part_delta_kind:
        case "text":
            return text_parts(delta.content_delta)
        case "thinking":
            return thinking_parts(delta.content_delta)
        case "tool_call":
            return [
                ToolPart(
                    call_id=delta.tool_call_id or "",
                    name=delta.tool_name_delta or "",
                    arguments=as_text(delta.args_delta),
                )
            ]
        case _:
            return []


def _call(part: Any) -> list[Part]:
    return [
        ToolPart(call_id=part.tool_call_id, name=part.tool_name, arguments=as_text(part.args), status="running"),
    ]


def _returned(part: Any) -> list[Part]:
    failed = getattr(part, "outcome", "success") not in ("success", None)
    return [
        ToolPart(
            call_id=part.tool_call_id,
            name=part.tool_name,
            status="failed" if failed else "done",
            result=as_text(part.content),
        )
    ]


def _retry(part: Any) -> list[Part]:
    # Without a tool it is a word to the model about its own answer, not to anybody who reads along.
    if part.tool_name is None:
        return []
    return [
        ToolPart(call_id=part.tool_call_id, name=part.tool_name, status="failed", result=as_text(part.content)),
    ]


def _prompt(part: Any) -> list[Part]:
    pieces = [part.content] if isinstance(part.content, str) else part.content
    return [read for piece in pieces for read in text_parts(piece)]


def _file(part: Any) -> list[Part]:
    return image_parts(data_url(part.content.media_type, part.content.base64))


_READERS: dict[str, Callable[[Any], list[Part]]] = {
    "text": lambda part: text_parts(part.content),
    "thinking": lambda part: thinking_parts(part.content),
    "tool-call": _call,
    "builtin-tool-call": _call,
    "tool-return": _returned,
    "builtin-tool-return": _returned,
    "retry-prompt": _retry,
    "user-prompt": _prompt,
    "system-prompt": lambda part: text_parts(part.content),
    "file": _file,
}
