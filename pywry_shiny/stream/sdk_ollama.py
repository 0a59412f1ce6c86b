"""Reads Ollama's chat and generate responses."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import uuid4

from ollama import ChatResponse, GenerateResponse, Image, Message

from ..content import Part, ToolPart
from ..content.chat_message import ChatMessage
from .adapters import Register
from .content_blocks import as_text, data_url, image_parts, role_of, text_parts, thinking_parts


def register(register: Register) -> None:
    """Teach the types."""
    register(ChatResponse, lambda response: _message(response.message))
    register(Message, _message)
    register(GenerateResponse, _generated)


def _message(message: Message) -> ChatMessage:
    if message.role == "tool":
        result = ToolPart(call_id="", name=message.tool_name or "", status="done", result=message.content)
        return ChatMessage(parts=[result])
    parts: list[Part] = [*thinking_parts(message.thinking), *text_parts(message.content)]
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
    return ChatMessage(parts=[*thinking_parts(response.thinking), *text_parts(response.response)])


def _images(images: Sequence[Image] | None) -> list[Part]:
    # Serialised, an image is its base64, whatever it was made from.
    return [part for image in images or () for part in image_parts(data_url("image/png", image.model_dump()))]
