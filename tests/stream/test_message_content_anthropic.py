from __future__ import annotations

from typing import Any

import pytest
from anthropic.lib.streaming import InputJsonEvent, TextEvent
from anthropic.types import Message, RawMessageStreamEvent
from anthropic.types.beta import BetaMessage, BetaRawMessageStreamEvent
from pydantic import TypeAdapter

from pywry_shiny.stream.message_content import message_content, message_content_chunk

from .reading import call, seen, text, thought

STABLE: TypeAdapter[Any] = TypeAdapter(RawMessageStreamEvent)
BETA: TypeAdapter[Any] = TypeAdapter(BetaRawMessageStreamEvent)
USAGE = {"input_tokens": 1, "output_tokens": 1}
MESSAGE = {
    "id": "m",
    "type": "message",
    "role": "assistant",
    "model": "claude",
    "content": [],
    "stop_reason": None,
    "stop_sequence": None,
    "usage": USAGE,
}
TOOL = {"type": "tool_use", "id": "t1", "name": "add", "input": {}}
SEARCH = {"type": "server_tool_use", "id": "s1", "name": "web_search", "input": {}}
FOUND = {
    "type": "web_search_tool_result",
    "tool_use_id": "s1",
    "content": [
        {
            "type": "web_search_result",
            "title": "Cats",
            "url": "https://cats.example",
            "encrypted_content": "zzz",
            "page_age": None,
        }
    ],
}
NOT_FOUND = {**FOUND, "content": {"type": "web_search_tool_result_error", "error_code": "unavailable"}}


def start(block: dict[str, Any], index: int = 0) -> dict[str, Any]:
    return {"type": "content_block_start", "index": index, "content_block": block}


def delta(kind: str, index: int = 0, **fields: Any) -> dict[str, Any]:
    return {"type": "content_block_delta", "index": index, "delta": {"type": kind, **fields}}


def stop(index: int = 0) -> dict[str, Any]:
    return {"type": "content_block_stop", "index": index}


STREAMS = [
    (
        [
            {"type": "message_start", "message": MESSAGE},
            start({"type": "text", "text": ""}),
            delta("text_delta", text="hel"),
            delta("text_delta", text="lo"),
            stop(),
            {
                "type": "message_delta",
                "delta": {"stop_reason": "end_turn", "stop_sequence": None},
                "usage": {"output_tokens": 1},
            },
            {"type": "message_stop"},
        ],
        [text("hello")],
    ),
    (
        [
            start({"type": "thinking", "thinking": "", "signature": ""}),
            delta("thinking_delta", thinking="h"),
            delta("thinking_delta", thinking="m"),
            delta("signature_delta", signature="zzz"),
            stop(),
            start({"type": "redacted_thinking", "data": "zzz"}, 1),
            start({"type": "text", "text": ""}, 2),
            delta("text_delta", 2, text="a"),
        ],
        [thought("hm"), text("a")],
    ),
    (
        [
            start(TOOL),
            delta("input_json_delta", partial_json=""),
            delta("input_json_delta", partial_json='{"a"'),
            delta("input_json_delta", partial_json=": 1}"),
            stop(),
            start({**TOOL, "id": "t2", "name": "sub"}, 1),
            delta("input_json_delta", 1, partial_json="{}"),
            stop(1),
        ],
        [call("t1", "add", arguments='{"a": 1}'), call("t2", "sub", arguments="{}")],
    ),
    (
        [start(SEARCH), delta("input_json_delta", partial_json='{"query": "cats"}'), stop(), start(FOUND, 1)],
        [
            call(
                "s1",
                "web_search",
                arguments='{"query": "cats"}',
                status="done",
                result="Cats https://cats.example",
            )
        ],
    ),
    (
        [start(SEARCH), stop(), start(NOT_FOUND, 1)],
        [call("s1", "web_search", status="failed", result="unavailable")],
    ),
]


@pytest.mark.parametrize("adapter", [STABLE, BETA])
@pytest.mark.parametrize(("events", "parts"), STREAMS)
def test_events(adapter: TypeAdapter[Any], events: list[Any], parts: list[Any]) -> None:
    assert seen(adapter.validate_python(event) for event in events) == parts


def test_the_helpers_stream_says_nothing_twice() -> None:
    events = [
        STABLE.validate_python(delta("text_delta", text="a")),
        TextEvent(type="text", text="a", snapshot="a"),
        InputJsonEvent(type="input_json", partial_json="{", snapshot={}),
    ]
    assert seen(events) == [text("a")]


@pytest.mark.parametrize("cls", [Message, BetaMessage])
def test_whole_messages(cls: Any) -> None:
    content = [
        {"type": "thinking", "thinking": "hm", "signature": "zzz"},
        {"type": "text", "text": "one "},
        {"type": "text", "text": "two"},
        {**TOOL, "input": {"a": "ü"}},
        SEARCH,
        FOUND,
    ]
    message = cls.model_validate({**MESSAGE, "content": content})
    parts = [
        thought("hm"),
        text("one "),
        text("two"),
        call("t1", "add", arguments='{"a": "ü"}', status="running"),
        call("s1", "web_search", arguments="{}", status="running"),
        call("s1", "", status="done", result="Cats https://cats.example"),
    ]
    assert message_content(message).to_parts() == parts
    assert message_content_chunk(message).to_parts() == parts
    assert message_content(message).role == "assistant"
    assert message_content(message.content[1]).to_parts() == [text("one ")]
