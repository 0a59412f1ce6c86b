"""`MarkdownStream`: text that streams into a page, outside any chat."""

from __future__ import annotations

import warnings
from collections.abc import AsyncIterable, Callable, Iterable
from typing import Any

from shiny import reactive
from shiny.module import resolve_id
from shiny.reactive import ExtendedTask

from ..manager import Conversation
from ..stream.message_content import message_content_chunk
from ..stream.pull import drawable
from .failures import Failures, OnError
from .line import Line
from .reactor import flush_soon
from .shiny_session import live_session, named_value, ui_processor, when_over
from .streams import MessageStreamTask, Streams, writes


class MarkdownStream:
    """Streams markdown and UI into an ``output_markdown_stream`` of the same id.

    It is a conversation in which each stream is a message: streams that overlap stand below each other, each whole.

    Parameters
    ----------
    id
        The id of the ``output_markdown_stream``.
    on_error
        As in ``Chat``.
    """

    def __init__(self, id: str, *, on_error: OnError = "auto") -> None:
        self.id = resolve_id(id)
        session = live_session()
        self._failures = Failures(f"MarkdownStream('{self.id}')", on_error, session)
        self.on_error = self._failures.mode
        self._conversation = Conversation()
        process_ui = None if session is None else ui_processor(session)
        write = writes(lambda chunk: message_content_chunk(chunk).to_parts(process_ui))
        self._streams = Streams(self._conversation, write, self._failures)
        self._latest: reactive.Value[ExtendedTask[[], str]] = named_value("latest_stream", MessageStreamTask())
        self._line: Line | None = None
        self._forget: Callable[[], None] = lambda: None
        if session is not None:
            self._line = Line(session, self.id, self._conversation, self, self.destroy, "viewer")
            self._forget = when_over(session, self.destroy)

    async def stream(self, content: Iterable[Any] | AsyncIterable[Any], clear: bool = True) -> ExtendedTask[[], str]:
        """Show a stream. Returns at once; the stream goes on in the background.

        Parameters
        ----------
        content
            An iterable, sync or async, of strings or UI.
        clear
            Begin anew; else what streams stands below what is there.

        Returns
        -------
        :
            The stream's task. ``result()`` is the text it added.
        """
        content = drawable(content)
        if clear:
            await self.clear()
        task = self._streams.start(content, self._conversation.write())
        self._latest.set(task)
        flush_soon()
        return task

    async def clear(self) -> None:
        """Show nothing."""
        self._conversation.clear()

    @property
    def latest_stream(self) -> ExtendedTask[[], str]:
        """The task of the stream that began last (a reactive read)."""
        return self._latest()

    def get_latest_stream_result(self) -> str | None:
        """Read the text of the latest stream. Deprecated: use ``latest_stream.result()``."""
        warnings.warn("Use `latest_stream.result()`.", DeprecationWarning, stacklevel=2)
        return self.latest_stream.result()

    def destroy(self) -> None:
        """Take the stream away: what runs for it ends, its page is told nothing more."""
        self._streams.close()
        if self._line is not None:
            self._line.close()
        self._forget()

    def submitted(self, text: str) -> None:
        """A page may only read a stream: it never comes to this."""

    def stopped(self) -> None:
        """A page may only read a stream: it never comes to this."""

    def greeting_requested(self) -> None:
        """A stream has no greeting."""

    def greeting_dismissed(self) -> None:
        """A stream has no greeting."""
