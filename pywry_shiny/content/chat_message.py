"""What an app appends: a message in the making, whose UI is rendered only when it is sent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypedDict, cast, get_args

from htmltools import HTML, HTMLDependency, MetadataNode, TagChild, TagList, TagNode
from pydantic import TypeAdapter
from typing_extensions import NotRequired

from .messages import Role
from .parts import HtmlPart, Part, TextPart, ThinkingPart, ToolPart
from .well_formed import well_formed

ContentType = Literal["markdown", "html", "text", "thinking"]


class RenderedUi(TypedDict):
    """UI as it travels: its HTML, and the dependencies a page must load for it."""

    deps: list[dict[str, Any]]
    html: str


ProcessUi = Callable[[TagList], RenderedUi]
"""Renders UI and registers its dependencies. A Shiny session has one."""


class StringSegment(TypedDict):
    """A piece of a message that is a string, and how the string is meant."""

    content: str
    content_type: ContentType


class ChatMessageDict(TypedDict):
    """A message as ``Chat.messages()`` returns it."""

    content: str
    role: Role
    html_deps: NotRequired[list[dict[str, Any]]]
    attachments: NotRequired[list[Any]]


def render_ui(ui: TagList) -> RenderedUi:
    """Render UI where there is no session: nothing is registered, dependencies keep their usual address."""
    rendered = ui.render()
    return {"html": rendered["html"], "deps": [dep.as_dict() for dep in rendered["dependencies"]]}


@dataclass(frozen=True)
class _Island:
    """UI that is not rendered yet, since rendering belongs to the session that will show it."""

    ui: TagList


_Piece = TextPart | ThinkingPart | HtmlPart | ToolPart | _Island


class ChatMessage:
    """A message: strings, UI and parts in order.

    Parameters
    ----------
    content
        A string is markdown, `HTML` and tags are trusted UI of the app. Strings directly inside a `TagList` are
        markdown as well; the tags between them are UI, neighbours together.
    role
        Who speaks: "assistant", "user" or "system".
    content_type
        How strings are meant: "markdown", "html" (trusted, of the app), "text" (shown as it stands) or "thinking".
    attachments
        Files that came with the message.
    blocks
        Structured pieces that follow the content: parts, or parts as dictionaries.
    parts
        The whole content in order instead of `content` and `blocks`. Neighbouring strings become one; markdown is
        joined with a blank line, everything else directly.
    """

    def __init__(
        self,
        content: TagChild = "",
        role: Role = "assistant",
        content_type: ContentType | None = None,
        attachments: Iterable[Any] | None = None,
        blocks: Iterable[Part | Mapping[str, Any]] | None = None,
        parts: Iterable[TagChild | Part | Mapping[str, Any]] | None = None,
    ) -> None:
        if role not in get_args(Role):
            raise ValueError(f"`role` must be one of {get_args(Role)}, not {role!r}.")
        if content_type is not None and content_type not in get_args(ContentType):
            raise ValueError(f"`content_type` must be one of {get_args(ContentType)}, not {content_type!r}.")
        self.role: Role = role
        self.attachments: list[Any] = list(attachments or ())
        self._string_type: ContentType = content_type or ("html" if isinstance(content, HTML) else "markdown")
        if parts is None:
            self._pieces = _from_content(content, content_type)
            self._pieces.extend(_from_block(block) for block in blocks or ())
        else:
            if blocks is not None:
                raise ValueError("`parts` is the whole content in order; `blocks` cannot be given as well.")
            if not isinstance(content, str) or content:
                raise ValueError("`parts` is the whole content in order; `content` must be left empty.")
            self._pieces = _from_parts(parts, content_type)

    @property
    def content_type(self) -> ContentType:
        """How the message's strings are meant."""
        return self._string_type

    @property
    def segments(self) -> list[StringSegment | dict[str, Any]]:
        """The pieces in order: strings with their type, and structured blocks as dictionaries."""
        return [_as_string(piece) or _as_block(piece) for piece in self._pieces]

    @property
    def content(self) -> str:
        """The message's strings, joined. Setting it replaces them all by one; blocks stay, after it."""
        return "".join(string["content"] for piece in self._pieces if (string := _as_string(piece)))

    @content.setter
    def content(self, value: str) -> None:
        blocks = [piece for piece in self._pieces if _as_string(piece) is None]
        self._pieces = [_from_string(str(value), self._string_type), *blocks]

    @property
    def blocks(self) -> list[dict[str, Any]]:
        """The structured pieces, in order."""
        return [_as_block(piece) for piece in self._pieces if _as_string(piece) is None]

    @property
    def parts(self) -> list[str | dict[str, Any]] | None:
        """Strings and blocks in order, or None when there are not two of them."""
        if len(self._pieces) < 2:
            return None
        return [string["content"] if (string := _as_string(piece)) else _as_block(piece) for piece in self._pieces]

    @property
    def html_deps(self) -> list[HTMLDependency]:
        """The dependencies of the message's UI."""
        return [dep for piece in self._pieces if isinstance(piece, _Island) for dep in piece.ui.get_dependencies()]

    def to_parts(self, process_ui: ProcessUi | None = None) -> list[Part]:
        """Give the parts this message is made of; pieces that say nothing are left out.

        Parameters
        ----------
        process_ui
            Renders UI; in a session this is the session's own way, which also registers dependencies.
        """
        render = process_ui or render_ui
        parts: list[Part] = []
        for piece in self._pieces:
            if isinstance(piece, _Island):
                rendered = render(piece.ui)
                parts.append(HtmlPart(html=well_formed(rendered["html"]), deps=rendered["deps"]))
            elif not _is_silent(piece):
                parts.append(piece.model_copy())
        return parts

    def __repr__(self) -> str:
        return f"ChatMessage(role={self.role!r}, segments={self.segments!r})"


def _from_content(content: TagChild, content_type: ContentType | None) -> list[_Piece]:
    if isinstance(content, HTML):
        return [_from_string(str(content), content_type or "html")]
    if isinstance(content, str):
        return [_from_string(str(content), content_type or "markdown")]
    if content_type == "html":
        return [_Island(TagList(content))]
    return _split(TagList(content), content_type or "markdown")


def _from_parts(
    parts: Iterable[TagChild | Part | Mapping[str, Any]],
    content_type: ContentType | None,
) -> list[_Piece]:
    pieces: list[_Piece] = []
    string_before = False
    for part in parts:
        if isinstance(part, TextPart | ThinkingPart | HtmlPart | ToolPart | Mapping):
            pieces.append(_from_block(part))
            string_before = False
            continue
        new = _from_content(part, content_type)
        last = pieces[-1] if pieces else None
        is_string = isinstance(part, str)
        if is_string and string_before and isinstance(last, TextPart | ThinkingPart):
            glue = "\n\n" if isinstance(last, TextPart) and last.format == "markdown" else ""
            last.text += glue + part
        elif is_string and string_before and isinstance(last, HtmlPart):
            last.html += part
        else:
            pieces.extend(new)
        string_before = is_string
    return pieces


def _from_string(text: str, content_type: ContentType) -> TextPart | ThinkingPart | HtmlPart:
    text = well_formed(text)
    match content_type:
        case "markdown":
            return TextPart(text=text)
        case "text":
            return TextPart(text=text, format="plain")
        case "thinking":
            return ThinkingPart(text=text)
        case "html":
            return HtmlPart(html=text)


def _split(nodes: Iterable[TagNode], string_type: ContentType) -> list[_Piece]:
    """Part strings from UI. Blank text between two tags is their spacing; a dependency breaks nothing apart."""
    pieces: list[_Piece] = []
    island: list[TagNode] = []
    loose: list[TagNode] = []
    text = ""

    def close_island() -> None:
        if island:
            pieces.append(_Island(TagList(*island)))
            island.clear()

    def close_text() -> None:
        if text.strip() or (text and not island):
            close_island()
            pieces.append(_from_string(text, string_type))
        elif text:
            island.append(text)

    for node in nodes:
        if isinstance(node, str):
            text += node
        elif isinstance(node, MetadataNode):
            loose.append(node)
        else:
            close_text()
            text = ""
            island.append(node)
    if text.strip():
        close_text()
    island.extend(loose)
    close_island()
    return pieces


_PART: TypeAdapter[Part] = TypeAdapter(Part)


def _from_block(block: Part | Mapping[str, Any]) -> TextPart | ThinkingPart | HtmlPart | ToolPart:
    if not isinstance(block, Mapping):
        return block.model_copy()
    if "kind" in block:
        return _PART.validate_python(dict(block))
    match block.get("type"):
        case "html_block":
            deps = cast("Sequence[dict[str, Any]]", block.get("html_deps") or ())
            return HtmlPart(html=str(block["content"]), deps=list(deps))
        case "tool_request":
            return ToolPart(
                call_id=block["request_id"],
                name=block["tool_name"],
                title=block.get("title"),
                arguments=block.get("arguments", ""),
                status="running",
            )
        case "tool_result":
            return ToolPart(
                call_id=block["request_id"],
                name=block["tool_name"],
                title=block.get("title"),
                status="failed" if block.get("status") == "error" else "done",
                result=block.get("value"),
            )
        case unknown:
            raise ValueError(
                f"A block of type {unknown!r} is not known. "
                "Give a part, an `html_block`, a `tool_request` or a `tool_result`."
            )


def _as_string(piece: _Piece) -> StringSegment | None:
    match piece:
        case TextPart():
            return {"content": piece.text, "content_type": "text" if piece.format == "plain" else "markdown"}
        case ThinkingPart():
            return {"content": piece.text, "content_type": "thinking"}
        case HtmlPart() if not piece.deps:
            return {"content": piece.html, "content_type": "html"}
        case _:
            return None


def _as_block(piece: _Piece) -> dict[str, Any]:
    if isinstance(piece, _Island):
        rendered = render_ui(piece.ui)
        piece = HtmlPart(html=rendered["html"], deps=rendered["deps"])
    return piece.model_dump()


def _is_silent(part: Part) -> bool:
    match part:
        case TextPart():
            return not part.text
        case ThinkingPart():
            return not part.text and part.topic is None
        case HtmlPart():
            return not part.html and not part.deps
        case ToolPart():
            return False
