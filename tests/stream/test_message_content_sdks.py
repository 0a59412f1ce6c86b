"""The SDKs that need a table each and no more: chatlas, google-genai, Ollama."""

from __future__ import annotations

import base64
from typing import Any

import chatlas
import ollama
import pytest
from chatlas import types as cl
from google.genai import types as gg

from pywry_shiny.content import ToolPart
from pywry_shiny.stream.message_content import message_content, message_content_chunk

from .reading import call, seen, text, thought

PNG = base64.b64encode(b"ABC").decode()
IMAGE = text(f"\n\n![](<data:image/png;base64,{PNG}>)\n\n")
REQUEST = cl.ContentToolRequest(id="1", name="add", arguments={"a": 1})
TITLED = cl.ContentToolRequest(
    id="1",
    name="add",
    arguments="{",
    tool=cl.ToolInfo(name="add", description="", parameters={}, annotations={"title": "Add up"}),
)
SOURCES = [cl.WebSource(url="https://cats.example", title="Cats"), cl.WebSource(url="https://x.example")]


@pytest.mark.parametrize(
    ("content", "parts"),
    [
        (cl.ContentText(text="hi"), [text("hi")]),
        (cl.ContentThinking(thinking="hm"), [thought("hm")]),
        (cl.ContentThinkingDelta(thinking="hm", phase="start"), [thought("hm")]),
        (cl.ContentThinkingDelta(thinking="", phase="end"), []),
        (REQUEST, [call("1", "add", arguments='{"a": 1}', status="running")]),
        (TITLED, [call("1", "add", title="Add up", arguments="{", status="running")]),
        (
            cl.ContentToolResult(value={"sum": 2}, request=REQUEST),
            [call("1", "add", arguments='{"a": 1}', status="done", result='{"sum":2}')],
        ),
        (
            cl.ContentToolResult(value=None, error=ValueError("no"), request=REQUEST),
            [call("1", "add", arguments='{"a": 1}', status="failed", result="no")],
        ),
        (cl.ContentToolResult(value="2"), [call("", "", status="done", result="2")]),
        (cl.ContentImageInline(image_content_type="image/png", data=PNG), [IMAGE]),
        (
            cl.ContentImageRemote(url="https://x.example/a b(1).png"),
            [text("\n\n![](<https://x.example/a%20b(1).png>)\n\n")],
        ),
        (cl.ContentImageRemote(url="javascript:alert(1)"), []),
        (cl.ContentJson(value={"a": "ü"}), [text('\n\n```json\n{\n  "a": "ü"\n}\n```\n\n')]),
        (cl.ContentPDF(data=b"x", filename="a.pdf"), None),
        (cl.ContentDocument(data=b"x", filename="a.csv", mime_type="text/csv"), None),
        (cl.ContentUploaded(id="f", mime_type="text/csv", provider="openai"), []),
        (cl.ContentCitation(grounded_span="x"), []),
        (
            cl.ContentToolRequestSearch(query="cats"),
            [call("web-search", "web_search", arguments="cats", status="running")],
        ),
        (
            cl.ContentToolResponseSearch(sources=SOURCES),
            [
                call(
                    "web-search",
                    "web_search",
                    status="done",
                    result="Cats https://cats.example\nhttps://x.example",
                )
            ],
        ),
        (
            cl.ContentToolRequestFetch(url="https://x.example"),
            [call("https://x.example", "web_fetch", arguments="https://x.example", status="running")],
        ),
        (
            cl.ContentToolResponseFetch(url="https://x.example", status="error"),
            [call("https://x.example", "web_fetch", arguments="https://x.example", status="failed")],
        ),
    ],
)
def test_chatlas_contents(content: Any, parts: list[Any] | None) -> None:
    for read in (message_content, message_content_chunk):
        got = read(content).to_parts()
        if parts is None:
            assert content.filename in got[0].model_dump()["text"]
        else:
            assert got == parts


@pytest.mark.parametrize(
    ("turn", "role"),
    [(chatlas.UserTurn, "user"), (chatlas.SystemTurn, "system"), (chatlas.AssistantTurn, "assistant")],
)
def test_chatlas_turns(turn: Any, role: str) -> None:
    message = message_content(turn("hi"))
    assert (message.role, message.to_parts()) == (role, [text("hi")])


def test_a_chatlas_turn_with_a_tool() -> None:
    contents = [cl.ContentThinking(thinking="hm"), REQUEST, cl.ContentText(text="2")]
    assert [part.kind for part in message_content(chatlas.AssistantTurn(contents)).to_parts()] == [
        "thinking",
        "tool",
        "text",
    ]


def test_an_apps_own_result_of_a_tool() -> None:
    class Weather(cl.ContentToolResult):
        pass

    assert message_content_chunk(Weather(value="sun", request=REQUEST)).to_parts()[0].model_dump()["result"] == "sun"


def gemini(*parts: dict[str, Any], role: str = "model") -> gg.GenerateContentResponse:
    return gg.GenerateContentResponse.model_validate(
        {"candidates": [{"content": {"role": role, "parts": list(parts)}}]}
    )


@pytest.mark.parametrize(
    ("chunks", "parts"),
    [
        ([gemini({"text": "hel"}), gemini({"text": "lo"})], [text("hello")]),
        ([gemini({"text": "hm", "thought": True}), gemini({"text": "a"})], [thought("hm"), text("a")]),
        ([gg.GenerateContentResponse(), gg.GenerateContentResponse(candidates=[gg.Candidate()])], []),
        (
            [
                gemini({"function_call": {"id": "1", "name": "add", "args": {"a": 1}}}),
                gemini({"function_response": {"id": "1", "name": "add", "response": {"output": "2"}}}),
            ],
            [call("1", "add", arguments='{"a": 1}', status="done", result="2")],
        ),
        (
            [
                gemini({"function_call": {"id": "1", "name": "add"}}),
                gemini({"function_response": {"id": "1", "name": "add", "response": {"error": "no"}}}),
            ],
            [call("1", "add", arguments="{}", status="failed", result="no")],
        ),
        ([gemini({"inline_data": {"data": b"ABC", "mime_type": "image/png"}})], [IMAGE]),
        ([gemini({"inline_data": {"data": b"ABC", "mime_type": "audio/wav"}})], []),
        (
            [gemini({"executable_code": {"code": "1 + 1\n", "language": "PYTHON"}})],
            [text("\n\n```python\n1 + 1\n```\n\n")],
        ),
        (
            [gemini({"code_execution_result": {"output": "2", "outcome": "OUTCOME_OK"}})],
            [text("\n\n```\n2\n```\n\n")],
        ),
    ],
)
def test_gemini(chunks: list[Any], parts: list[Any]) -> None:
    assert seen(chunks) == parts


def test_code_cannot_end_its_fence() -> None:
    chunk = gemini({"executable_code": {"code": "a = '''\n```\n'''", "language": "PYTHON"}})
    assert seen([chunk]) == [text("\n\n````python\na = '''\n```\n'''\n````\n\n")]


def test_gemini_contents_and_live_messages() -> None:
    content = gg.Content(role="user", parts=[gg.Part(text="hi")])
    assert (message_content(content).role, message_content(content).content) == ("user", "hi")
    assert message_content(gg.Part(text="hi")).content == "hi"
    live = gg.LiveServerMessage.model_validate(
        {
            "server_content": {"model_turn": {"parts": [{"text": "a"}]}},
            "tool_call": {"function_calls": [{"id": "1", "name": "f"}]},
        }
    )
    assert seen([live, gg.LiveServerMessage()]) == [text("a"), call("1", "f", arguments="{}", status="running")]


def test_gemini_calls_without_an_id_are_told_apart() -> None:
    parts = seen([gemini({"function_call": {"name": "f"}}, {"function_call": {"name": "f"}})])
    assert len({part.call_id for part in parts if isinstance(part, ToolPart)}) == 2


def test_ollama() -> None:
    def chunk(**fields: Any) -> ollama.ChatResponse:
        return ollama.ChatResponse(model="m", message=ollama.Message(role="assistant", **fields))

    tool = ollama.Message.ToolCall(function=ollama.Message.ToolCall.Function(name="add", arguments={"a": 1}))
    parts = seen(
        [
            chunk(thinking="h"),
            chunk(thinking="m"),
            chunk(content="a"),
            chunk(content="b"),
            chunk(tool_calls=[tool]),
        ]
    )
    assert parts[:2] == [thought("hm"), text("ab")]
    made = parts[2]
    assert isinstance(made, ToolPart)
    assert (made.name, made.arguments, made.status) == ("add", '{"a": 1}', "running")
    result = ollama.Message(role="tool", tool_name="add", content="2")
    settled = seen([chunk(tool_calls=[tool]), result])[0]
    assert isinstance(settled, ToolPart)
    assert (settled.name, settled.status, settled.result) == ("add", "done", "2")


def test_ollama_messages_and_generated_text() -> None:
    message = ollama.Message(role="user", content="hi", images=[ollama.Image(value=b"ABC")])
    read = message_content(message)
    assert (read.role, read.to_parts()) == ("user", [text("hi"), IMAGE])
    assert seen([ollama.GenerateResponse(model="m", response="a", thinking="hm")]) == [thought("hm"), text("a")]
