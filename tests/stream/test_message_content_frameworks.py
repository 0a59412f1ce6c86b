"""LangChain and pydantic-ai, which pass on what other SDKs said."""

from __future__ import annotations

from typing import Any

import pytest
from langchain_core.messages import (
    AIMessage,
    AIMessageChunk,
    ChatMessage,
    HumanMessage,
    SystemMessage,
    ToolMessage,
)
from pydantic_ai import messages as pa

from pywry_shiny.stream.message_content import message_content, message_content_chunk

from .reading import call, seen, text, thought


def ai(content: Any = "", **fields: Any) -> AIMessageChunk:
    return AIMessageChunk(content=content, **fields)


def piece(args: str | None, call_id: str | None = None, name: str | None = None) -> dict[str, Any]:
    return {"name": name, "args": args, "id": call_id, "index": 0, "type": "tool_call_chunk"}


@pytest.mark.parametrize(
    ("chunks", "parts"),
    [
        ([ai("hel"), ai("lo"), ai("", chunk_position="last")], [text("hello")]),
        ([ai(["a", {"type": "text", "text": "b", "index": 0}])], [text("ab")]),
        (
            [ai([{"type": "reasoning", "reasoning": "hm"}]), ai([{"type": "text", "text": "a"}])],
            [thought("hm"), text("a")],
        ),
        (
            [
                ai(
                    [
                        {"type": "thinking", "thinking": "hm", "index": 0},
                        {"type": "thinking", "signature": "zzz"},
                    ]
                )
            ],
            [thought("hm")],
        ),
        ([ai([{"type": "reasoning_content", "reasoning_content": {"text": "hm"}}])], [thought("hm")]),
        ([ai([{"type": "reasoning", "summary": [{"type": "summary_text", "text": "hm"}]}])], [thought("hm")]),
        ([ai("", additional_kwargs={"reasoning_content": "hm"}), ai("a")], [thought("hm"), text("a")]),
        (
            [
                ai(
                    [{"type": "tool_use", "id": "1", "name": "add", "input": {}, "index": 0}],
                    tool_call_chunks=[piece("", "1", "add")],
                ),
                ai(
                    [{"type": "input_json_delta", "partial_json": '{"a"', "index": 0}],
                    tool_call_chunks=[piece('{"a"')],
                ),
                ai(tool_call_chunks=[piece(": 1}")]),
                ToolMessage("2", tool_call_id="1", name="add"),
            ],
            [call("1", "add", arguments='{"a": 1}', status="done", result="2")],
        ),
        (
            [ai([{"type": "image", "url": "https://x.example/a.png"}])],
            [text("\n\n![](<https://x.example/a.png>)\n\n")],
        ),
        (
            [ai([{"type": "image_url", "image_url": {"url": "https://x.example/a"}}])],
            [text("\n\n![](<https://x.example/a>)\n\n")],
        ),
        ([ai([{"type": "something_new", "data": 1}])], []),
        ([ai([{"type": "non_standard", "value": {"type": "thinking", "thinking": "hm"}}])], [thought("hm")]),
    ],
)
def test_langchain_chunks(chunks: list[Any], parts: list[Any]) -> None:
    assert seen(chunks) == parts


@pytest.mark.parametrize(
    ("message", "role", "parts"),
    [
        (HumanMessage("hi"), "user", [text("hi")]),
        (SystemMessage("be good"), "system", [text("be good")]),
        (ChatMessage("hi", role="user"), "user", [text("hi")]),
        (AIMessage("hi"), "assistant", [text("hi")]),
        (
            AIMessage(
                [
                    {"type": "text", "text": "a"},
                    {"type": "tool_use", "id": "1", "name": "f", "input": {"a": 1}},
                ],
                tool_calls=[{"name": "f", "args": {"a": 1}, "id": "1"}],
            ),
            "assistant",
            [text("a"), call("1", "f", arguments='{"a": 1}', status="running")],
        ),
        (
            ToolMessage([{"type": "text", "text": "no"}], tool_call_id="1", status="error"),
            "assistant",
            [call("1", "", status="failed", result="no")],
        ),
    ],
)
def test_langchain_messages(message: Any, role: str, parts: list[Any]) -> None:
    read = message_content(message)
    assert (read.role, read.to_parts()) == (role, parts)


def test_a_subclass_of_langchains_message() -> None:
    class Mine(AIMessage):
        pass

    assert message_content_chunk(Mine("hi")).content == "hi"


CALL = pa.ToolCallPart(tool_name="add", args={"a": 1}, tool_call_id="1")
RETURN = pa.ToolReturnPart(tool_name="add", content={"sum": 2}, tool_call_id="1")


@pytest.mark.parametrize(
    ("events", "parts"),
    [
        (
            [
                pa.PartStartEvent(index=0, part=pa.ThinkingPart(content="h")),
                pa.PartDeltaEvent(index=0, delta=pa.ThinkingPartDelta(content_delta="m")),
                pa.PartEndEvent(index=0, part=pa.ThinkingPart(content="hm")),
                pa.PartStartEvent(index=1, part=pa.TextPart(content="hel")),
                pa.FinalResultEvent(tool_name=None, tool_call_id=None),
                pa.PartDeltaEvent(index=1, delta=pa.TextPartDelta(content_delta="lo")),
            ],
            [thought("hm"), text("hello")],
        ),
        (
            [
                pa.PartStartEvent(index=0, part=pa.ToolCallPart(tool_name="add", args=None, tool_call_id="1")),
                pa.PartDeltaEvent(index=0, delta=pa.ToolCallPartDelta(args_delta='{"a"', tool_call_id="1")),
                pa.PartDeltaEvent(index=0, delta=pa.ToolCallPartDelta(args_delta=": 1}")),
                pa.FunctionToolCallEvent(part=CALL),
                pa.FunctionToolResultEvent(part=RETURN),
            ],
            [call("1", "add", arguments='{"a": 1}', status="done", result='{"sum": 2}')],
        ),
        (
            [
                pa.FunctionToolCallEvent(part=CALL),
                pa.FunctionToolResultEvent(
                    part=pa.ToolReturnPart(tool_name="add", content="no", tool_call_id="1", outcome="retried"),
                ),
            ],
            [call("1", "add", arguments='{"a": 1}', status="failed", result="no")],
        ),
    ],
)
def test_pydantic_ai_events(events: list[Any], parts: list[Any]) -> None:
    assert seen(events) == parts


def test_pydantic_ai_messages() -> None:
    response = pa.ModelResponse(parts=[pa.ThinkingPart(content="hm"), pa.TextPart(content="a"), CALL])
    assert message_content(response).to_parts() == [
        thought("hm"),
        text("a"),
        call("1", "add", arguments='{"a": 1}', status="running"),
    ]
    request = message_content(
        pa.ModelRequest(parts=[pa.SystemPromptPart(content="be good"), pa.UserPromptPart(content=["hi"])])
    )
    assert (request.role, request.to_parts()) == ("user", [text("hi")])
    system = message_content(pa.ModelRequest(parts=[pa.SystemPromptPart(content="be good")]))
    assert (system.role, system.content) == ("system", "be good")
    returned = message_content(pa.ModelRequest(parts=[RETURN]))
    assert (returned.role, returned.to_parts()) == (
        "assistant",
        [call("1", "add", status="done", result='{"sum": 2}')],
    )
    assert message_content(pa.TextPart(content="a")).content == "a"
    (image,) = message_content(pa.FilePart(content=pa.BinaryContent(b"ABC", media_type="image/png"))).to_parts()
    assert image == text("\n\n![](<data:image/png;base64,QUJD>)\n\n")


@pytest.mark.parametrize(
    ("fields", "parts"),
    [
        ({"tool_name": "add", "tool_call_id": "1"}, [call("1", "add", status="failed", result="again")]),
        ({}, []),
    ],
)
def test_pydantic_ai_retries_as_older_versions_put_them(fields: dict[str, str], parts: list[Any]) -> None:
    with pytest.warns(Warning, match="RetryPromptPart"):
        retry = pa.RetryPromptPart(content="again", **fields)
    assert message_content(retry).to_parts() == parts
