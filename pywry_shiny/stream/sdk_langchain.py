"""Reads LangChain's messages and message chunks."""

from __future__ import annotations

from typing import Any, cast

from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage, ToolMessage

from ..content import Part, ToolPart
from ..content.chat_message import ChatMessage
from .adapters import Register
from .content_blocks import Block, as_text, block_parts, role_of, text_parts, thinking_parts


def register(register: Register) -> None:
    """Teach the types."""
    register(BaseMessage, _message)
    register(AIMessage, _answer)
    register(AIMessageChunk, _answer_chunk)
    register(ToolMessage, _tool)


def _message(message: BaseMessage) -> ChatMessage:
    # LangChain's message of an arbitrary role names it; the others are of the role their type says.
    role = getattr(message, "role", None) or message.type
    return ChatMessage(parts=_content(message), role=role_of(role))


def _answer(message: AIMessage) -> ChatMessage:
    calls: list[Part] = [
        ToolPart(call_id=call["id"] or "", name=call["name"], arguments=as_text(call["args"]), status="running")
        for call in message.tool_calls
    ]
    return ChatMessage(parts=_with_calls(message, calls))


def _answer_chunk(chunk: AIMessageChunk) -> ChatMessage:
    calls: list[Part] = [
        ToolPart(call_id=call["id"] or "", name=call["name"] or "", arguments=call["args"] or "")
        for call in chunk.tool_call_chunks
    ]
    return ChatMessage(parts=_with_calls(chunk, calls))


def _tool(message: ToolMessage) -> ChatMessage:
    text = "".join(part.text for part in _content(message) if part.kind == "text")
    status = "failed" if message.status == "error" else "done"
    return ChatMessage(
        parts=[ToolPart(call_id=message.tool_call_id, name=message.name or "", status=status, result=text)]
    )


def _with_calls(message: AIMessage, calls: list[Part]) -> list[Part]:
    parts = _content(message)
    if calls:
        # The content repeats them in the provider's spelling.
        parts = [part for part in parts if not _is_call(part)]
    return [*parts, *calls]


def _is_call(part: Part) -> bool:
    return isinstance(part, ToolPart) and part.status in ("pending", "running")


def _content(message: BaseMessage) -> list[Part]:
    thought: object = cast("dict[str, Any]", message.additional_kwargs).get("reasoning_content")
    content = cast("str | list[str | Block]", message.content)
    parts = (
        text_parts(content) if isinstance(content, str) else [part for block in content for part in block_parts(block)]
    )
    return [*thinking_parts(thought), *parts]
