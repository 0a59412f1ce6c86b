"""Reads Anthropic's messages and the events of a stream, both of the stable and of the beta API."""

from __future__ import annotations

from typing import Any

from anthropic.lib import streaming
from anthropic.types import (
    ContentBlock,
    Message,
    RawContentBlockDeltaEvent,
    RawContentBlockStartEvent,
    RawMessageStreamEvent,
)
from anthropic.types.beta import (
    BetaContentBlock,
    BetaMessage,
    BetaRawContentBlockDeltaEvent,
    BetaRawContentBlockStartEvent,
    BetaRawMessageStreamEvent,
)

from ..content import Part, ToolPart
from ..content.chat_message import ChatMessage
from .adapters import Register
from .annotations import members
from .content_blocks import block_parts, role_of, text_parts, thinking_parts

_ADDED = (
    "MessageStreamEvent",
    "ParsedMessageStreamEvent",
    "BetaMessageStreamEvent",
    "ParsedBetaMessageStreamEvent",
)
"""What `messages.stream()` adds, by the names of several versions."""


def register(register: Register) -> None:
    """Teach the types."""
    register(Message, _message)
    register(BetaMessage, _message)
    for alias in (ContentBlock, BetaContentBlock):
        for block in members(alias):
            register(block, _block)
    register(RawContentBlockStartEvent, _block_start)
    register(BetaRawContentBlockStartEvent, _block_start)
    register(RawContentBlockDeltaEvent, _block_delta)
    register(BetaRawContentBlockDeltaEvent, _block_delta)
    # The others, and those that `messages.stream()` adds, tell over what the three above have told.
    added = [getattr(streaming, name, None) for name in _ADDED]
    for alias in (RawMessageStreamEvent, BetaRawMessageStreamEvent, *added):
        for event in members(alias):
            register(event, _nothing)


def _nothing(_: object) -> ChatMessage:
    return ChatMessage()


def _message(message: Message | BetaMessage) -> ChatMessage:
    parts = [part for block in message.content for part in _block_parts(block)]
    return ChatMessage(parts=parts, role=role_of(message.role))


def _block(block: Any) -> ChatMessage:
    return ChatMessage(parts=_block_parts(block))


def _block_parts(block: Any) -> list[Part]:
    return block_parts(block.model_dump(mode="json"))


def _block_start(event: RawContentBlockStartEvent | BetaRawContentBlockStartEvent) -> ChatMessage:
    # A call's input begins as an empty object and comes in deltas.
    return ChatMessage(
        parts=[
            part.model_copy(update={"status": "pending", "arguments": "" if part.arguments == "{}" else part.arguments})
            if isinstance(part, ToolPart) and part.status == "running"
            else part
            for part in _block_parts(event.content_block)
        ]
    )


def _block_delta(event: RawContentBlockDeltaEvent | BetaRawContentBlockDeltaEvent) -> ChatMessage:
    delta = event.delta
    match delta.type:
        case "text_delta":
            return ChatMessage(parts=text_parts(delta.text))
        case "thinking_delta":
            return ChatMessage(parts=thinking_parts(delta.thinking))
        case "input_json_delta":
            # The event names the block and not the call; blocks come one after the other, so it is the last call.
            return ChatMessage(parts=[ToolPart(call_id="", name="", arguments=delta.partial_json)])
        case _:
            return ChatMessage()
