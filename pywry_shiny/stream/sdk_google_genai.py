"""Reads what google-genai answers: responses (each a chunk, in a stream), contents and parts."""

from __future__ import annotations

import base64
from uuid import uuid4

from google.genai import types

from ..content import Part, ToolPart
from ..content.chat_message import ChatMessage
from .adapters import Register
from .content_blocks import as_text, code_parts, data_url, image_parts, role_of, text_parts, thinking_parts


def register(register: Register) -> None:
    """Teach the types."""
    register(types.GenerateContentResponse, _response)
    register(types.Candidate, lambda candidate: _content(candidate.content))
    register(types.Content, _content)
    register(types.Part, lambda part: ChatMessage(parts=_part(part)))
    register(types.LiveServerMessage, _live)


def _response(response: types.GenerateContentResponse) -> ChatMessage:
    return _content(response.candidates[0].content) if response.candidates else ChatMessage()


def _live(message: types.LiveServerMessage) -> ChatMessage:
    content = message.server_content
    read = _content(content.model_turn if content else None)
    calls = message.tool_call.function_calls if message.tool_call else None
    if not calls:
        return read
    return ChatMessage(parts=[*read.to_parts(), *(_call(call) for call in calls)])


def _content(content: types.Content | None) -> ChatMessage:
    if content is None:
        return ChatMessage()
    return ChatMessage(parts=[read for part in content.parts or () for read in _part(part)], role=role_of(content.role))


def _part(part: types.Part) -> list[Part]:
    if part.text:
        return thinking_parts(part.text) if part.thought else text_parts(part.text)
    if part.function_call is not None:
        return [_call(part.function_call)]
    if part.function_response is not None:
        return [_result(part.function_response)]
    if part.inline_data is not None and part.inline_data.data:
        data = base64.b64encode(part.inline_data.data).decode()
        return image_parts(data_url(part.inline_data.mime_type, data))
    if part.file_data is not None and (part.file_data.mime_type or "").startswith("image/"):
        return image_parts(part.file_data.file_uri)
    if part.executable_code is not None:
        language = part.executable_code.language
        return code_parts(part.executable_code.code or "", language.value.lower() if language else "")
    if part.code_execution_result is not None:
        return code_parts(part.code_execution_result.output or "")
    return []


def _call(call: types.FunctionCall) -> ToolPart:
    # Gemini's own API often gives a call no id.
    call_id = call.id or f"call-{uuid4().hex}"
    return ToolPart(call_id=call_id, name=call.name or "", arguments=as_text(call.args or {}), status="running")


def _result(response: types.FunctionResponse) -> ToolPart:
    result = response.response or {}
    failed = "error" in result
    return ToolPart(
        call_id=response.id or "",
        name=response.name or "",
        status="failed" if failed else "done",
        result=as_text(result.get("error") if failed else result.get("output", result)),
    )
