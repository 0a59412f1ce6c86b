"""Reads blocks: dictionaries with a ``type``, as most providers spell the pieces of a message.

The spellings overlap (LangChain alone passes on those of every provider), so one table reads them all. Kinds that are
not in it say nothing: providers invent kinds faster than anyone can list them, and most are not meant to be read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, cast
from urllib.parse import quote

from ..content import Part, Role, TextPart, ThinkingPart, ToolPart

Block = Mapping[str, Any]

_ROLES: dict[str, Role] = {
    "user": "user",
    "human": "user",
    "assistant": "assistant",
    "ai": "assistant",
    "model": "assistant",
    "tool": "assistant",
    "function": "assistant",
    "system": "system",
    "developer": "system",
}


def role_of(name: str | None) -> Role:
    """Our name for a role, whoever named it."""
    if name is None:
        return "assistant"
    role = _ROLES.get(name.removesuffix("MessageChunk").lower())
    if role is None:
        raise ValueError(f"The role {name!r} is not known; it may be one of {', '.join(_ROLES)}.")
    return role


def block_parts(block: str | Block) -> list[Part]:
    """Read one block of a message's content; one whose kind is not known says nothing."""
    if isinstance(block, str):
        return text_parts(block)
    kind = str(block.get("type"))
    reader = _READERS.get(kind)
    if reader is None and kind.endswith("tool_result"):
        reader = _tool_result
    return [] if reader is None else reader(block)


def as_block(value: object) -> Block | None:
    """Give back what is a mapping; nothing is said of what it maps."""
    return cast("Block", value) if isinstance(value, Mapping) else None


def as_list(value: object) -> list[Any]:
    """Give back what is a list, or else an empty one."""
    return cast("list[Any]", value) if isinstance(value, list) else []


def text_parts(text: object) -> list[Part]:
    """Read markdown; what is empty, or no text, says nothing."""
    return [TextPart(text=text)] if isinstance(text, str) and text else []


def thinking_parts(text: object) -> list[Part]:
    """Read a thought; what is empty, or no text, says nothing."""
    return [ThinkingPart(text=text)] if isinstance(text, str) and text else []


def image_parts(url: object) -> list[Part]:
    """Show an image: one of the web, or one that is its own address."""
    if not isinstance(url, str) or not re.match(r"https?://|data:image/[\w.+-]+;base64,", url):
        return []
    # Nothing in the address may end the link's destination.
    return [TextPart(text=f"\n\n![](<{quote(url, safe=_URL_CHARS)}>)\n\n")]


_URL_CHARS = "%/:=&?~#+!$,;'@()*[]"


def code_parts(code: str, language: str = "") -> list[Part]:
    """Show code, in a fence that nothing in it can end."""
    longest = max((len(run) for run in re.findall(r"`+", code)), default=0)
    fence = "`" * max(3, longest + 1)
    return [TextPart(text=f"\n\n{fence}{language}\n{code.rstrip()}\n{fence}\n\n")]


def data_url(mime: object, data: object) -> str:
    """Give the address of an image that is at hand in base64."""
    return f"data:{mime};base64,{data}"


def as_text(value: object) -> str:
    """Write arguments or a result down: text as it stands, everything else as JSON."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, default=_plain)


def _plain(value: object) -> object:
    dump = getattr(value, "model_dump", None)
    return dump(mode="json") if callable(dump) else str(value)


def _first(block: Block, *keys: str) -> Any:
    return next((block[key] for key in keys if block.get(key) is not None), None)


def _each(blocks: object) -> list[Part]:
    return [part for block in as_list(blocks) for part in block_parts(block)]


def _texts(blocks: object) -> str:
    """The text of blocks, with blank lines between them."""
    return "\n\n".join(str(block["text"]) for block in as_list(blocks) if block.get("text"))


def _text(block: Block) -> list[Part]:
    return text_parts(_first(block, "text", "refusal", "transcript"))


def _thinking(block: Block) -> list[Part]:
    """A thought. OpenAI keeps summaries beside the full text; the full text says more."""
    wrapped = as_block(block.get("reasoning_content")) or {}
    thought = _first(block, "thinking", "reasoning", "text") or wrapped.get("text")
    return thinking_parts(thought or _texts(block.get("content")) or _texts(block.get("summary")))


def _tool_call(block: Block) -> list[Part]:
    call = {**block, **(as_block(_first(block, "function", "custom")) or {})}
    return [
        ToolPart(
            call_id=str(_first(call, "call_id", "tool_call_id", "id") or ""),
            name=str(call.get("name") or ""),
            arguments=as_text(_first(call, "input", "args", "arguments")),
            status="running",
        )
    ]


def _tool_call_piece(block: Block) -> list[Part]:
    return [
        ToolPart(
            call_id=block.get("id") or "",
            name=block.get("name") or "",
            arguments=as_text(_first(block, "args", "partial_json")),
        )
    ]


def _tool_result(block: Block) -> list[Part]:
    content = _first(block, "content", "output", "result")
    failed = bool(block.get("is_error")) or block.get("status") in ("error", "failed", "incomplete")
    error = (as_block(content) or {}).get("error_code")
    if error is not None:
        failed, content = True, str(error)
    return [
        ToolPart(
            call_id=str(_first(block, "tool_use_id", "call_id", "tool_call_id", "id") or ""),
            name=str(block.get("name") or ""),
            status="failed" if failed else "done",
            result=_result_text(content),
        )
    ]


def _result_text(content: Any) -> str:
    """What came of a tool, in words. Sources of a search are named; what only a machine can read is left out."""
    if isinstance(content, list):
        return "\n".join(filter(None, map(_result_text, as_list(cast("object", content)))))
    item = as_block(content)
    if item is None:
        return as_text(content)
    if item.get("text") is not None:
        return str(item["text"])
    if item.get("url") is not None:
        return " ".join(str(item[key]) for key in ("title", "url") if item.get(key))
    return as_text({key: value for key, value in item.items() if value is not None and "encrypted" not in key})


def _hosted_tool(block: Block) -> list[Part]:
    """A tool that runs at the provider: the call and what came of it are one block."""
    ended = block.get("status") in ("completed", "failed", "incomplete")
    result = _result_text(_first(block, "error", "output", "outputs", "results"))
    failed = block.get("status") in ("failed", "incomplete") or block.get("error") is not None
    return [
        ToolPart(
            call_id=str(block.get("id") or ""),
            name=str(block.get("name") or str(block["type"]).removesuffix("_call")),
            arguments=_hosted_arguments(block),
            status="failed" if failed else "done" if ended or result else "running",
            result=result or None,
        )
    ]


def _hosted_arguments(block: Block) -> str:
    action = _first(block, "arguments", "code", "queries", "action")
    named = as_block(action)
    return as_text((_first(named, "query", "url", "command") if named else None) or action)


def _image(block: Block) -> list[Part]:
    image = as_block(block.get("source")) or block
    if url := _first(image, "url", "image_url"):
        named = as_block(url)
        return image_parts(named.get("url") if named else url)
    data = _first(image, "base64", "data", "result")
    mime = _first(image, "mime_type", "media_type") or f"image/{image.get('output_format') or 'png'}"
    return image_parts(data_url(mime, data)) if data else []


def _nested(block: Block) -> list[Part]:
    return _each(block.get("content")) or text_parts(block.get("content"))


def _non_standard(block: Block) -> list[Part]:
    value = as_block(block.get("value"))
    return block_parts(value) if value else []


_READERS: dict[str, Callable[[Block], list[Part]]] = {
    **dict.fromkeys(("text", "output_text", "input_text", "text-plain", "refusal", "output_audio", "audio"), _text),
    **dict.fromkeys(("thinking", "reasoning", "reasoning_content", "reasoning_text", "summary_text"), _thinking),
    **dict.fromkeys(("tool_use", "server_tool_use", "mcp_tool_use", "tool_call", "server_tool_call"), _tool_call),
    **dict.fromkeys(("function_call", "custom_tool_call", "function", "custom", "invalid_tool_call"), _tool_call),
    **dict.fromkeys(("tool_call_chunk", "server_tool_call_chunk", "input_json_delta"), _tool_call_piece),
    **dict.fromkeys(("server_tool_result", "function_call_output", "custom_tool_call_output"), _tool_result),
    **dict.fromkeys(("web_search_call", "file_search_call", "code_interpreter_call", "mcp_call"), _hosted_tool),
    **dict.fromkeys(("image", "image_url", "input_image", "output_image", "image_generation_call"), _image),
    "message": _nested,
    "non_standard": _non_standard,
}
