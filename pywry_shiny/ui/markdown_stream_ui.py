"""`output_markdown_stream`: the place on a page where a stream of markdown is shown."""

from __future__ import annotations

from collections.abc import AsyncIterable, Iterable, Mapping
from typing import Literal, get_args

from htmltools import Tag, TagChild
from shiny.ui.css import CssUnit

from ..assets import markdown_stream_dependency
from ..content import Message
from ..content.chat_message import ChatMessage
from .element import make_element
from .labels import check_labels
from .origins import check_origins
from .static_content import StaticContent

StreamContentType = Literal["markdown", "html", "text", "semi-markdown"]


def output_markdown_stream(
    id: str,
    *,
    content: TagChild = "",
    content_type: StreamContentType = "markdown",
    auto_scroll: bool = True,
    width: CssUnit = "min(680px, 100%)",
    height: CssUnit = "auto",
    allowed_origins: Iterable[str] = (),
    labels: Mapping[str, str] | None = None,
) -> Tag:
    """Show a stream of markdown. Its server side is the `MarkdownStream` of the same id.

    Parameters
    ----------
    id
        The id of the stream.
    content
        What is shown until something is streamed: a string, or UI.
    content_type
        How strings are read, these and the streamed ones: as "markdown", as "html" that is sanitised, as "text", or as
        "semi-markdown", in which HTML is shown as it is written. `HTML` and tags are UI, whatever is said here.
    auto_scroll
        Whether a reader who is at the end stays at the end.
    width, height
        CSS lengths; a number is in pixels.
    allowed_origins
        Other origins that images may be loaded from, such as "https://example.org"; "*" is all of them.
    labels
        Own words in the place of those the page shows or speaks, by the names of the labels.
    """
    if content_type not in get_args(StreamContentType):
        choices = ", ".join(map(repr, get_args(StreamContentType)))
        raise ValueError(f"`content_type` is one of {choices}, not {content_type!r}.")
    static = StaticContent()
    message = _message(content, static)
    return make_element(
        "pywry-markdown-stream",
        id,
        config={
            "message": None if message is None else message.model_dump(),
            "contentType": content_type,
            "autoScroll": bool(auto_scroll),
            "labels": check_labels(labels),
            "allowedOrigins": check_origins(allowed_origins),
        },
        dependencies=[*static.dependencies, markdown_stream_dependency()],
        size={"width": width, "height": height},
    )


def _message(content: TagChild, static: StaticContent) -> Message | None:
    if isinstance(content, AsyncIterable):
        raise ValueError(
            "The content of `output_markdown_stream()` is in the page from the start, so it cannot be streamed. "
            "Call `await MarkdownStream(...).stream()` on the server."
        )
    message = static.message(ChatMessage(content), "static")
    return message if message.parts else None
