"""Anything that may be appended becomes a `ChatMessage`; apps teach it further types with `@message_content.register`.

Types of the SDKs we know are taught by the ``sdk_*`` modules. One is loaded when the first object from its SDK arrives,
so nobody pays for an SDK that is not in use.

Tools: a provider's chunk often holds a fragment of a call. A `ToolPart` whose status is "pending" carries what *joins*
the call's arguments; any other status carries them whole (or empty: as they stand). An empty ``call_id`` means the call
that spoke last. ``stream/tool_calls`` makes whole calls of them.
"""

from __future__ import annotations

from functools import singledispatch
from typing import Any, cast

from htmltools import HTML, MetadataNode, ReprHtml, Tagifiable, TagList

from ..content import HtmlPart, Part, TextPart, ThinkingPart, ToolPart
from ..content.chat_message import ChatMessage
from . import adapters
from .adapters import Handler
from .content_blocks import as_block, as_list, block_parts, role_of


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
    handler = _find(message, message_content_chunk)
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
    handler = _find(chunk, message_content)
    return _as_ui(chunk, "message_content_chunk") if handler is None else handler(chunk)


def _find(value: object, sister: Any) -> Handler | None:
    """Look for what reads a value that a function itself was not taught.

    What an app taught the sister function goes before what we know of an SDK, unless ours is meant for a class nearer
    to the value's. Ours stand beside the functions' registries: whenever an adapter is loaded, it overrides no app.
    """
    cls = type(value)
    ours = adapters.handlers_for(cls)
    for base in cls.__mro__[:-1]:
        handler = sister.registry.get(base) or ours.get(base)
        if handler is not None:
            return handler
    handler = sister.dispatch(cls)
    return None if handler is sister.registry[object] else handler


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
    if message.get("type") == "html_block":
        return ChatMessage(blocks=[message])
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


_OWN: dict[type[Any], Handler] = {
    str: _from_str,
    HTML: _from_html,
    type(None): _from_none,
    ChatMessage: _from_message,
    dict: _from_dict,
    **dict.fromkeys((TextPart, ThinkingPart, HtmlPart, ToolPart), _from_part),
}

for _cls, _handler in _OWN.items():
    message_content.register(_cls, _handler)
    message_content_chunk.register(_cls, _handler)
