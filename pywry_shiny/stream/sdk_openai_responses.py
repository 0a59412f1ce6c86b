"""Reads OpenAI's Responses API: whole responses, and the events of a stream."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from openai.types.responses import Response, ResponseStreamEvent

from ..content import Part, ThinkingPart, ToolPart
from ..content.chat_message import ChatMessage
from ..errors import AnswerFailedError
from .adapters import Register
from .annotations import members
from .content_blocks import block_parts, text_parts, thinking_parts

if TYPE_CHECKING:
    # Events are told apart by their type, so that one that is renamed costs no more than itself.
    from openai.types.responses import (
        ResponseErrorEvent,
        ResponseFailedEvent,
        ResponseOutputItemAddedEvent,
        ResponseOutputItemDoneEvent,
        ResponseReasoningSummaryPartAddedEvent,
    )


def register(register: Register) -> None:
    """Teach the types."""
    register(Response, _response)
    for event in members(ResponseStreamEvent):
        register(event, _event)


def _response(response: Response) -> ChatMessage:
    if response.error is not None:
        raise AnswerFailedError(response.error.message)
    parts: list[Part] = []
    spoke = False
    for item in response.output:
        speaks = item.type == "message"
        if speaks and spoke:
            parts += text_parts("\n\n")
        spoke = spoke or speaks
        parts += block_parts(item.model_dump(mode="json"))
    return ChatMessage(parts=parts)


def _event(event: Any) -> ChatMessage:
    reader = _READERS.get(event.type)
    return ChatMessage() if reader is None else ChatMessage(parts=reader(event))


def _said(event: Any) -> list[Part]:
    return text_parts(event.delta)


def _thought(event: Any) -> list[Part]:
    return thinking_parts(event.delta)


def _next_thought(event: ResponseReasoningSummaryPartAddedEvent) -> list[Part]:
    return [ThinkingPart(text="\n\n")] if event.summary_index > 0 else []


def _arguments(event: Any) -> list[Part]:
    # The event names the item and not the call; arguments come item by item, so it is the call that spoke last.
    return [ToolPart(call_id="", name="", arguments=event.delta)]


_SAID_BY_DELTAS = {"message", "reasoning"}


def _item_begins(event: ResponseOutputItemAddedEvent) -> list[Part]:
    if event.item.type in _SAID_BY_DELTAS:
        return []
    parts = block_parts(event.item.model_dump(mode="json"))
    # Pending, whatever the item says of itself: its arguments are still to come.
    return [
        part.model_copy(update={"status": "pending", "result": None}) if isinstance(part, ToolPart) else part
        for part in parts
    ]


def _item_ends(event: ResponseOutputItemDoneEvent) -> list[Part]:
    return [] if event.item.type in _SAID_BY_DELTAS else block_parts(event.item.model_dump(mode="json"))


def _failed(event: ResponseFailedEvent) -> list[Part]:
    error = event.response.error
    raise AnswerFailedError(error.message if error is not None else "The response failed.")


def _error(event: ResponseErrorEvent) -> list[Part]:
    raise AnswerFailedError(event.message)


_READERS: dict[str, Callable[[Any], list[Part]]] = {
    "response.output_text.delta": _said,
    "response.refusal.delta": _said,
    "response.audio.transcript.delta": _said,
    "response.reasoning_text.delta": _thought,
    "response.reasoning_summary_text.delta": _thought,
    "response.reasoning_summary_part.added": _next_thought,
    "response.function_call_arguments.delta": _arguments,
    "response.custom_tool_call_input.delta": _arguments,
    "response.mcp_call_arguments.delta": _arguments,
    "response.code_interpreter_call_code.delta": _arguments,
    "response.output_item.added": _item_begins,
    "response.output_item.done": _item_ends,
    "response.failed": _failed,
    "error": _error,
}
