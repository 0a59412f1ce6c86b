"""Reads OpenAI's chat completions, and those of the many servers that speak like it."""

from __future__ import annotations

from typing import Any

from openai.lib.streaming.chat import ChatCompletionStreamEvent, ChunkEvent
from openai.types.chat import ChatCompletion, ChatCompletionChunk, ChatCompletionMessage

from ..content import Part, ToolPart
from ..content.chat_message import ChatMessage
from .adapters import Register
from .annotations import members
from .content_blocks import block_parts, role_of, text_parts, thinking_parts


def register(register: Register) -> None:
    """Teach the types."""
    register(ChunkEvent, lambda event: _chunk(event.chunk))
    for event in members(ChatCompletionStreamEvent):
        # The others tell over what a chunk event has told, or the end of it.
        register(event, _nothing)
    register(ChatCompletionChunk, _chunk)
    register(ChatCompletion, _completion)
    register(ChatCompletionMessage, _message)


def _nothing(_: object) -> ChatMessage:
    return ChatMessage()


def _chunk(chunk: ChatCompletionChunk) -> ChatMessage:
    if not chunk.choices:
        return ChatMessage()
    delta = chunk.choices[0].delta
    parts: list[Part] = [*_reasoning(delta.model_extra), *text_parts(delta.content), *text_parts(delta.refusal)]
    for call in delta.tool_calls or ():
        function = call.function
        parts.append(
            ToolPart(
                call_id=call.id or "",
                name=(function and function.name) or "",
                arguments=(function and function.arguments) or "",
            )
        )
    return ChatMessage(parts=parts)


def _completion(completion: ChatCompletion) -> ChatMessage:
    return _message(completion.choices[0].message) if completion.choices else ChatMessage()


def _message(message: ChatCompletionMessage) -> ChatMessage:
    parts = [*_reasoning(message.model_extra), *text_parts(message.content), *text_parts(message.refusal)]
    if message.audio is not None:
        parts += text_parts(message.audio.transcript)
    for call in message.tool_calls or ():
        parts += block_parts(call.model_dump())
    return ChatMessage(parts=parts, role=role_of(message.role))


def _reasoning(extra: dict[str, Any] | None) -> list[Part]:
    """Read thoughts, which are not in the API itself: DeepSeek and vLLM use one name, OpenRouter and Groq another."""
    if not extra:
        return []
    return thinking_parts(extra.get("reasoning_content") or extra.get("reasoning"))
