"""Runs what an app does on a submission: in a task of its own, outside Shiny's flush, so that nobody else waits."""

from __future__ import annotations

import asyncio
import inspect
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

from shiny import Session, reactive

from ..content.user_input import UserInput
from ..manager import Conversation
from .failures import Failures
from .reactor import Reactor, flush_soon
from .shiny_session import Effect, named_value, unowned_effect

UserSubmitFunction = Callable[..., Any | Awaitable[Any]]
"""Takes nothing, the text, or the text and the attachments; sync or async."""

KEPT = 100
"""How many submissions are kept for handlers that have not seen them."""


class Submissions:
    """What users submitted, and the handlers that answer."""

    def __init__(
        self, conversation: Conversation, session: Session | None, reactor: Reactor, failures: Failures
    ) -> None:
        self._conversation = conversation
        self._session = session
        self._reactor = reactor
        self._failures = failures
        self._submitted: deque[tuple[int, UserInput]] = deque(maxlen=KEPT)
        self._count: reactive.Value[int] = named_value("submissions", 0)
        self._running: dict[asyncio.Task[None], Callable[[], None]] = {}
        """What answers, and what says that it has."""

    def add(self, value: UserInput) -> None:
        """Let every handler know of a submission."""
        with reactive.isolate():
            number = self._count() + 1
        self._submitted.append((number, value))
        self._count.set(number)
        if self._session is not None:
            # Held until every handler had its chance to begin: who has none, or appends nothing, is free then.
            self._session.on_flushed(self._conversation.expect(), once=True)

    def handle(self, fn: UserSubmitFunction) -> Effect:
        """Run ``fn`` on every submission from now on."""
        with reactive.isolate():
            seen = self._count()

        def run_new() -> None:
            nonlocal seen
            self._count()
            for number, value in list(self._submitted):
                if number > seen:
                    seen = number
                    self._begin(fn, value)

        return unowned_effect(self._session, run_new)

    def stop(self) -> None:
        """Cancel the handlers that are running, and wait for none: some may take their time, or go on regardless."""
        for task, release in list(self._running.items()):
            release()
            if task is not asyncio.current_task():
                task.cancel()

    def _begin(self, fn: UserSubmitFunction, value: UserInput) -> None:
        release = self._conversation.expect()
        task = self._reactor.spawn(self._run(fn, value))
        self._running[task] = release

        def done(task: asyncio.Task[None]) -> None:
            del self._running[task]
            release()
            if not task.cancelled() and (error := task.exception()) is not None:
                self._failures.tell(RuntimeError(f"A handler broke off with {error!r}."))
            flush_soon()

        task.add_done_callback(done)

    async def _run(self, fn: UserSubmitFunction, value: UserInput) -> None:
        try:
            # The task inherits the effect's reactive context; reading something must not make the effect depend on it.
            with reactive.isolate():
                result = fn(*_arguments(fn, value))
                if inspect.isawaitable(result):
                    await result
        except Exception as error:
            self._failures.tell(error)


def _arguments(fn: UserSubmitFunction, value: UserInput) -> tuple[Any, ...]:
    wanted = [
        parameter
        for parameter in inspect.signature(fn).parameters.values()
        if parameter.kind in (parameter.POSITIONAL_ONLY, parameter.POSITIONAL_OR_KEYWORD)
    ]
    if len(wanted) > 2:
        raise TypeError(
            "A function for `on_user_submit` takes the text and the attachments, so at most 2 parameters; "
            f"this one has {len(wanted)}."
        )
    return (value, value.attachments)[: len(wanted)]
