from __future__ import annotations

from typing import Any, get_args

import pytest
from openai.lib.streaming.chat import ChunkEvent, ContentDeltaEvent
from openai.types.chat import ChatCompletion, ChatCompletionChunk
from openai.types.responses import Response, ResponseStreamEvent
from pydantic import TypeAdapter

from pywry_shiny.errors import AnswerFailedError
from pywry_shiny.stream.annotations import members
from pywry_shiny.stream.message_content import message_content, message_content_chunk

from .reading import call, seen, text, thought


def chunk(delta: dict[str, Any] | None = None) -> ChatCompletionChunk:
    choices = [] if delta is None else [{"index": 0, "delta": delta, "finish_reason": None}]
    return ChatCompletionChunk.model_validate(
        {"id": "1", "choices": choices, "created": 0, "model": "m", "object": "chat.completion.chunk"}
    )


def completion(message: dict[str, Any]) -> ChatCompletion:
    return ChatCompletion.model_validate(
        {
            "id": "1",
            "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", **message}}],
            "created": 0,
            "model": "m",
            "object": "chat.completion",
        }
    )


def tool_delta(index: int, **fields: Any) -> dict[str, Any]:
    return {"tool_calls": [{"index": index, **fields}]}


@pytest.mark.parametrize(
    ("chunks", "parts"),
    [
        (
            [chunk({"role": "assistant", "content": ""}), chunk({"content": "a"}), chunk({"content": "b"})],
            [text("ab")],
        ),
        ([chunk(), chunk({})], []),
        ([chunk({"refusal": "no"})], [text("no")]),
        (
            [chunk({"reasoning_content": "hm", "content": None}), chunk({"content": "a"})],
            [thought("hm"), text("a")],
        ),
        ([chunk({"reasoning": "hm"})], [thought("hm")]),
        (
            [
                chunk(tool_delta(0, id="c1", type="function", function={"name": "add", "arguments": ""})),
                chunk(tool_delta(0, function={"arguments": '{"a"'})),
                chunk(tool_delta(0, function={"arguments": ":1}"})),
                chunk(tool_delta(1, id="c2", type="function", function={"name": "sub", "arguments": ""})),
                chunk(tool_delta(1, function={"arguments": "{}"})),
            ],
            [call("c1", "add", arguments='{"a":1}'), call("c2", "sub", arguments="{}")],
        ),
    ],
)
def test_chat_chunks(chunks: list[Any], parts: list[Any]) -> None:
    assert seen(chunks) == parts


def test_the_helpers_stream_says_nothing_twice() -> None:
    events = [
        ChunkEvent.model_construct(type="chunk", chunk=chunk({"content": "a"}), snapshot=None),
        ContentDeltaEvent(type="content.delta", delta="a", snapshot="a"),
    ]
    assert seen(events) == [text("a")]


@pytest.mark.parametrize(
    ("message", "parts"),
    [
        ({"content": "hi"}, [text("hi")]),
        ({"content": None, "refusal": "no"}, [text("no")]),
        ({"content": "a", "reasoning_content": "hm"}, [thought("hm"), text("a")]),
        (
            {
                "content": None,
                "tool_calls": [{"id": "1", "type": "function", "function": {"name": "f", "arguments": "{}"}}],
            },
            [call("1", "f", arguments="{}", status="running")],
        ),
        (
            {
                "content": None,
                "tool_calls": [{"id": "1", "type": "custom", "custom": {"name": "f", "input": "x"}}],
            },
            [call("1", "f", arguments="x", status="running")],
        ),
        (
            {"content": None, "audio": {"id": "a", "data": "", "expires_at": 0, "transcript": "said"}},
            [text("said")],
        ),
    ],
)
def test_whole_completions(message: dict[str, Any], parts: list[Any]) -> None:
    read = completion(message)
    assert message_content(read).to_parts() == parts
    assert message_content(read.choices[0].message).to_parts() == parts
    assert message_content_chunk(read).to_parts() == parts


EVENT: TypeAdapter[Any] = TypeAdapter(ResponseStreamEvent)


def event(kind: str, **fields: Any) -> Any:
    return EVENT.validate_python({"type": kind, "sequence_number": 0, "output_index": 0, "item_id": "i", **fields})


def said(delta: str) -> Any:
    return event("response.output_text.delta", delta=delta, content_index=0, logprobs=[])


def added(item: dict[str, Any]) -> Any:
    return event("response.output_item.added", item=item)


def done(item: dict[str, Any]) -> Any:
    return event("response.output_item.done", item=item)


def response(**fields: Any) -> Response:
    return Response.model_validate(
        {
            "id": "r",
            "created_at": 0,
            "model": "m",
            "object": "response",
            "output": [],
            "parallel_tool_calls": True,
            "tool_choice": "auto",
            "tools": [],
            "status": "completed",
            **fields,
        }
    )


MESSAGE = {
    "id": "m",
    "type": "message",
    "role": "assistant",
    "status": "completed",
    "content": [{"type": "output_text", "text": "hello", "annotations": []}],
}
FUNCTION = {
    "type": "function_call",
    "id": "i",
    "call_id": "c",
    "name": "add",
    "arguments": "",
    "status": "in_progress",
}
SEARCH = {
    "type": "web_search_call",
    "id": "w",
    "status": "in_progress",
    "action": {"type": "search", "query": "cats"},
}
IMAGE = {"type": "image_generation_call", "id": "g", "status": "completed", "result": "QUJD"}
MCP = {"type": "mcp_call", "id": "p", "name": "ask", "server_label": "s", "arguments": "{}", "output": "yes"}
REASONING = {
    "type": "reasoning",
    "id": "t",
    "summary": [{"type": "summary_text", "text": "one"}, {"type": "summary_text", "text": "two"}],
}


@pytest.mark.parametrize(
    ("events", "parts"),
    [
        (
            [
                event("response.created", response=response(status="in_progress").model_dump()),
                added({**MESSAGE, "content": [], "status": "in_progress"}),
                said("hel"),
                said("lo"),
                event("response.output_text.done", text="hello", content_index=0, logprobs=[]),
                done(MESSAGE),
                event("response.completed", response=response(output=[MESSAGE]).model_dump()),
            ],
            [text("hello")],
        ),
        (
            [
                added({**REASONING, "summary": []}),
                event(
                    "response.reasoning_summary_part.added",
                    summary_index=0,
                    part={"type": "summary_text", "text": ""},
                ),
                event("response.reasoning_summary_text.delta", summary_index=0, delta="one"),
                event(
                    "response.reasoning_summary_part.added",
                    summary_index=1,
                    part={"type": "summary_text", "text": ""},
                ),
                event("response.reasoning_summary_text.delta", summary_index=1, delta="two"),
                event("response.reasoning_summary_text.done", summary_index=1, text="two"),
                done(REASONING),
            ],
            [thought("one\n\ntwo")],
        ),
        ([event("response.reasoning_text.delta", content_index=0, delta="hm")], [thought("hm")]),
        ([event("response.refusal.delta", content_index=0, delta="no")], [text("no")]),
        (
            [
                added(FUNCTION),
                event("response.function_call_arguments.delta", delta='{"a"'),
                event("response.function_call_arguments.delta", delta=":1}"),
                event("response.function_call_arguments.done", arguments='{"a":1}', name="add"),
                done({**FUNCTION, "arguments": '{"a":1}', "status": "completed"}),
            ],
            [call("c", "add", arguments='{"a":1}', status="running")],
        ),
        (
            [
                added(SEARCH),
                event("response.web_search_call.searching"),
                done({**SEARCH, "status": "completed"}),
            ],
            [call("w", "web_search", arguments="cats", status="done")],
        ),
        (
            [added({**MCP, "output": None}), done(MCP)],
            [call("p", "ask", arguments="{}", status="done", result="yes")],
        ),
        ([done(IMAGE)], [text("\n\n![](<data:image/png;base64,QUJD>)\n\n")]),
    ],
)
def test_response_events(events: list[Any], parts: list[Any]) -> None:
    assert seen(events) == parts


def test_whole_responses() -> None:
    read = message_content(response(output=[REASONING, MESSAGE, SEARCH, {**FUNCTION, "arguments": "{}"}, MESSAGE]))
    assert read.to_parts() == [
        thought("one\n\ntwo"),
        text("hello"),
        call("w", "web_search", arguments="cats", status="running"),
        call("c", "add", arguments="{}", status="running"),
        text("\n\n"),
        text("hello"),
    ]


FAILURE = {"code": "server_error", "message": "out of paper"}


@pytest.mark.parametrize(
    "failed",
    [
        event("error", code="x", message="out of paper", param=None),
        event("response.failed", response=response(status="failed", error=FAILURE).model_dump()),
        response(status="failed", error=FAILURE),
    ],
)
def test_a_failure_is_raised(failed: Any) -> None:
    with pytest.raises(AnswerFailedError, match="out of paper"):
        message_content_chunk(failed)


def test_every_event_is_known() -> None:
    known = members(ResponseStreamEvent)
    assert len(known) == len(get_args(get_args(ResponseStreamEvent)[0])) > 50
    for cls in known:
        # Only those that tell of a failure raise; the fields of the others are filled where they are read.
        fields: dict[str, Any] = {"delta": "x", "summary_index": 0, "item": None, "message": "m"}
        kind = get_args(cls.model_fields["type"].annotation)[0]
        if kind in ("error", "response.failed", "response.output_item.added", "response.output_item.done"):
            continue
        assert message_content_chunk(cls.model_construct(type=kind, **fields)).role == "assistant"
