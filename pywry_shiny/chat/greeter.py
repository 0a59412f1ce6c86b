"""The greeting: set, streamed, or made when someone looks at an empty chat."""

from __future__ import annotations

import inspect
from collections.abc import AsyncIterable, Callable
from contextlib import aclosing
from typing import Any

from htmltools import HTML, Tag, TagList

from ..content.chat_message import ProcessUi
from ..content.greeting import ChatGreeting
from ..manager import Conversation
from ..stream.pull import pull
from .failures import Failures
from .reactor import Reactor, flush_soon
from .streams import Write

GreetingSource = str | HTML | Tag | TagList | ChatGreeting | Callable[..., Any]
"""What ``Chat(greeting=)`` takes."""


class Greeter:
    """Puts the greeting into its slot of the conversation."""

    def __init__(
        self,
        conversation: Conversation,
        source: GreetingSource | None,
        process_ui: ProcessUi | None,
        write: Write,
        reactor: Reactor,
        failures: Failures,
    ) -> None:
        self._conversation = conversation
        self._source = source
        self._process_ui = process_ui
        self._write = write
        self._reactor = reactor
        self._failures = failures
        self._making = False
        self.in_vain = False
        """Whether what was streamed last came to nothing: who asks again would be answered so again."""

    def set(self, greeting: Any) -> None:
        """Show a greeting. A streamed one goes on in the background."""
        self.in_vain = False
        if greeting is None:
            self._conversation.clear_greeting()
            return
        if not isinstance(greeting, ChatGreeting):
            greeting = ChatGreeting(greeting)
        if greeting.stream is None:
            self._conversation.greet(greeting.to_parts(self._process_ui), pinned=greeting.persistent)
        else:
            self._reactor.spawn(self._stream(greeting.stream, pinned=greeting.persistent))

    def get(self) -> str | None:
        """The greeting's text; None where there is none, or while it is still being streamed."""
        greeting = self._conversation.thread.greeting
        return None if greeting is None or greeting.status == "open" else greeting.content()

    def requested(self) -> None:
        """Someone looks at an empty chat: resolve the app's own greeting, if it has one."""
        if self._source is None or self._making:
            return
        if callable(self._source) and not isinstance(self._source, str | Tag | TagList | ChatGreeting):
            self._making = True
            self._reactor.spawn(self._make(self._source))
        else:
            self.set(self._source)

    async def _make(self, source: Callable[..., Any]) -> None:
        try:
            made = source()
            if inspect.isawaitable(made):
                made = await made
            self.set(made)
        except Exception as error:
            self._failures.tell(error)
        finally:
            self._making = False
            flush_soon()

    async def _stream(self, source: AsyncIterable[Any], *, pinned: bool) -> None:
        writer = self._conversation.write(slot="greeting", pinned=pinned)
        try:
            async with aclosing(pull(source)) as chunks:
                async for chunk in chunks:
                    self._write(writer, chunk)
                    if not writer.alive:
                        return
        except Exception as error:
            writer.end("error", self._failures.mark(error))
            self._failures.tell(error)
            return
        except BaseException:
            writer.end("stopped")
            raise
        if writer.alive and not writer.message.content().strip():
            self.in_vain = True
            self._conversation.clear_greeting()
        writer.end()
