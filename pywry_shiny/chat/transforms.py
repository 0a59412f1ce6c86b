"""The deprecated way to rewrite what the assistant says, kept for apps that use it."""

from __future__ import annotations

import inspect
from collections.abc import AsyncGenerator, AsyncIterable, Awaitable, Callable, Iterable
from contextlib import aclosing
from typing import Any

from htmltools import HTML

from ..content import HtmlPart, Part, TextPart
from ..manager import MessageWriter
from ..stream.pull import pull

TransformAssistantResponse = Callable[..., Awaitable[str | HTML | None] | str | HTML | None]
"""Takes the content, or the content so far, the chunk and whether it was the last; None drops the message."""


class Transform:
    """An app's function, called in either of its two forms.

    Raises
    ------
    TypeError
        If the function takes neither 1 nor 3 parameters.
    """

    def __init__(self, fn: TransformAssistantResponse) -> None:
        count = len(inspect.signature(fn).parameters)
        if count not in (1, 3):
            raise TypeError(
                f"A transform takes the content, or content, chunk and done; this one has {count} parameters."
            )
        self._fn = fn
        self._whole = count == 1

    async def __call__(self, content: str, chunk: str, *, done: bool) -> list[Part] | None:
        """Rewrite the content; None drops the message."""
        result = self._fn(content) if self._whole else self._fn(content, chunk, done)
        if inspect.isawaitable(result):
            result = await result
        if result is None:
            return None
        return [HtmlPart(html=str(result))] if isinstance(result, HTML) else [TextPart(text=result)]

    async def stream(
        self, source: Iterable[Any] | AsyncIterable[Any], text_of: Callable[[Any], str]
    ) -> AsyncGenerator[list[Part]]:
        """Rewrite a stream: each chunk gives the whole message anew."""
        content = ""
        async with aclosing(pull(source)) as items:
            async for item in items:
                chunk = text_of(item)
                content += chunk
                yield await self(content, chunk, done=False) or []
        yield await self(content, "", done=True) or []


def replaces(writer: MessageWriter) -> Callable[[MessageWriter, list[Part]], None]:
    """Write a message anew with each chunk."""
    start = writer.checkpoint()

    def write(writer: MessageWriter, parts: list[Part]) -> None:
        writer.go_back(start)
        writer.parts(parts)

    return write
