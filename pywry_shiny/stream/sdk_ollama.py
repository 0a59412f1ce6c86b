"""Reads Ollama's chat and generate responses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import uuid4

from ollama import ChatResponse, GenerateResponse, Message

from ..content import Part, ToolPart
from ..content.chat_message import ChatMessage
from .adapters import Register
from .content_blocks import as_text, data_url, image_parts, role_of, text_parts, thinking_parts

if TYPE_CHECKING:
    from ollama import Image


def register(register: Register) -> None:
    """Teach the types."""
    register(ChatResponse, lambda response: _message(response.message))
    register(Message, _message)
    register(GenerateResponse, _generated)


def _message(message: Message) -> ChatMessage:
    if message.role == "tool":
        name: str | None = getattr(message, "tool_name", None)
        return ChatMessage(parts=[ToolPart(call_id="", name=name or "", status="done", result=message.content)])
    parts: list[Part] = [*_thoughts(message), *text_parts(message.content)]
    for call in message.tool_calls or ():
        function = call.function
        parts.append(
            ToolPart(
                # Ollama gives calls no id.
                call_id=f"ollama-{uuid4().hex}",
                name=function.name,
                arguments=as_text(dict(function.arguments)),
                status="running",
            )
        )
    parts += _images(message.images)
    return ChatMessage(parts=parts, role=role_of(message.role))


def _generated(response: GenerateResponse) -> ChatMessage:
    return ChatMessage(parts=[*_thoughts(response), *text_parts(response.response)])


def _thoughts(said: Message | GenerateResponse) -> list[Part]:
    # The oldest versions have no such field.
    return thinking_parts(getattr(said, "thinking", None))


def _images(images: Sequence[Image] | None) -> list[Part]:
    # Serialised, an image is its base64, whatever it was made from.
    return [part for image in images or () for part in image_parts(data_url("image/png", image.model_dump()))]
