"""Anything that may be appended becomes a `ChatMessage`; apps teach it further types with `@message_content.register`.

Types of the SDKs we know are taught by the ``sdk_*`` modules. One is loaded when the first object from its SDK arrives,
so nobody pays for an SDK that is not in use.

Tools: a provider's chunk often holds a fragment of a call. A `ToolPart` whose status is "pending" carries what *joins*
the call's arguments; any other status carries them whole (or empty: as they stand). An empty ``call_id`` means the call
that spoke last. ``stream/tool_calls`` makes whole calls of them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import singledispatch
from typing import Any, cast

from htmltools import HTML, MetadataNode, ReprHtml, Tagifiable, TagList

from ..content import HtmlPart, Part, TextPart, ThinkingPart, ToolPart
from ..content.chat_message import ChatMessage
from . import adapters
from .content_blocks import as_block, as_list, block_parts, role_of

Handler = Callable[[Any], ChatMessage]


@singledispatch
def message_content(message: Any) -> ChatMessage:
    """Say what a whole message means.

    Parameters
    ----------
    message
        A string (markdown), `HTML`, UI, a dictionary with ``content``, a `ChatMessage`, a message of an SDK, or any
        type registered with ``@message_content.register``.

    Raises
    ------
    ValueError
        If nobody registered the type.
    """
    handler = _find(message, message_content, message_content_chunk)
    return _as_ui(message, "message_content") if handler is None else handler(message)


@singledispatch
def message_content_chunk(chunk: Any) -> ChatMessage:
    """Say what a chunk of a streamed message means.

    Parameters
    ----------
    chunk
        What `message_content` takes, or an event of an SDK's stream. A type that is registered with `message_content`
        only is read by that.

    Raises
    ------
    ValueError
        If nobody registered the type.
    """
    handler = _find(chunk, message_content_chunk, message_content)
    return _as_ui(chunk, "message_content_chunk") if handler is None else handler(chunk)


def register_both(cls: type[Any], handler: Handler) -> None:
    """Teach both functions a type, unless an app has taught it already."""
    for function in (message_content, message_content_chunk):
        if cls not in function.registry:
            function.register(cls, handler)


def _find(value: object, function: Any, other: Any) -> Handler | None:
    """Look for a handler: by loading adapters, then by asking the sister function."""
    cls = type(value)
    adapters.load_for(cls, register_both)
    for candidate in (function, other):
        handler = candidate.dispatch(cls)
        if handler is not candidate.registry[object]:
            return handler
    return None


def _as_ui(value: object, function: str) -> ChatMessage:
    if isinstance(value, Tagifiable | TagList | ReprHtml | MetadataNode):
        return ChatMessage(value)
    kind = f"{type(value).__module__}.{type(value).__qualname__}".removeprefix("builtins.")
    raise ValueError(
        f"No way is known to read {kind} as content of a chat: {_shortened(value)}. "
        f"Teach it with `@{function}.register`." + adapters.excuse_for(type(value))
    )


def _shortened(value: object, limit: int = 80) -> str:
    text = repr(value)
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _from_str(text: str) -> ChatMessage:
    return ChatMessage(str(text))


def _from_html(html: HTML) -> ChatMessage:
    return ChatMessage(html)


def _from_none(_: None) -> ChatMessage:
    return ChatMessage()


def _from_message(message: ChatMessage) -> ChatMessage:
    return message


def _from_part(part: Part) -> ChatMessage:
    return ChatMessage(parts=[part])


def _from_dict(message: dict[str, Any]) -> ChatMessage:
    if "content" not in message:
        raise ValueError("A dictionary is a message if it has `content`; this one has none.")
    content: object = message["content"]
    role = role_of(message.get("role"))
    attachments = message.get("attachments")
    if message.get("role") == "tool":
        return ChatMessage(parts=block_parts({**message, "type": "tool_result"}), role=role, attachments=attachments)
    calls = as_list(message.get("tool_calls"))
    if calls or _are_blocks(content):
        blocks = [*(as_list(content) or [content or ""]), *calls]
        return ChatMessage(
            parts=[part for block in blocks for part in block_parts(block)], role=role, attachments=attachments
        )
    read = message_content(content)
    read.role = role
    read.attachments = list(attachments or read.attachments)
    return read


def _are_blocks(content: object) -> bool:
    if not isinstance(content, list):
        return False
    return all(
        isinstance(block, str) or "type" in (as_block(block) or ()) for block in as_list(cast("object", content))
    )


def _register_own() -> None:
    register_both(str, _from_str)
    register_both(HTML, _from_html)
    register_both(type(None), _from_none)
    register_both(ChatMessage, _from_message)
    register_both(dict, _from_dict)
    for part in (TextPart, ThinkingPart, HtmlPart, ToolPart):
        register_both(part, _from_part)


_register_own()
