"""A provider that follows a script: no key, no network, the same every time."""

from __future__ import annotations

import asyncio
import itertools
import re
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..content import TextPart, ThinkingPart, ToolPart

Update = str | TextPart | ThinkingPart | ToolPart


@dataclass(frozen=True)
class Say:
    """Stream markdown."""

    text: str


@dataclass(frozen=True)
class Think:
    """Stream a thought, as a model with a thinking API does. ``<topic>`` tags in it name what it is about."""

    text: str


@dataclass(frozen=True)
class Suggest:
    """Offer what the user may say next: cards with a title and a text each, or chips when there is no title."""

    items: Sequence[tuple[str, str] | str]
    submit: bool = True


@dataclass(frozen=True)
class Call:
    """Call a tool: its arguments stream in, it runs for some seconds, and ends with a result or an error."""

    name: str
    arguments: str
    result: str
    title: str | None = None
    seconds: float = 0.0
    failed: bool = False


@dataclass(frozen=True)
class Pause:
    """Be silent for some seconds."""

    seconds: float


@dataclass(frozen=True)
class Fail:
    """Break off with an error."""

    error: Exception


@dataclass(frozen=True)
class Forever:
    """Say the same again and again, until someone stops it."""

    text: str


Step = Say | Think | Suggest | Call | Pause | Fail | Forever
Script = Iterable[Step]

_TOKEN = re.compile(r"\s*\S{1,6}|\s+")


class ScriptedProvider:
    """Answers as its script says.

    Parameters
    ----------
    script
        The steps of an answer, or a function that gives them for what the user said.
    rate
        Tokens a second; None is as fast as possible.
    """

    def __init__(self, script: Script | Callable[[str], Script], *, rate: float | None = 60) -> None:
        self._script: Callable[[str], Script] = script if callable(script) else lambda text: script
        self._wait = 0.0 if rate is None else 1 / rate
        self._calls = itertools.count(1)

    async def reply(self, text: str) -> AsyncIterator[Update]:
        """Stream the answer to what the user said. What it yields may be given to ``append_message_stream``."""
        for step in self._script(text):
            match step:
                case Say():
                    async for token in self._tokens(step.text):
                        yield token
                case Think():
                    async for token in self._tokens(step.text):
                        yield ThinkingPart(text=token)
                case Suggest():
                    async for token in self._tokens(suggestions(step)):
                        yield token
                case Call():
                    async for part in self._call(step):
                        yield part
                case Pause():
                    await asyncio.sleep(step.seconds)
                case Fail():
                    raise step.error
                case Forever():
                    while True:
                        async for token in self._tokens(step.text):
                            yield token

    async def _tokens(self, text: str) -> AsyncIterator[str]:
        for token in tokens(text):
            yield token
            await asyncio.sleep(self._wait)

    async def _call(self, step: Call) -> AsyncIterator[ToolPart]:
        call = ToolPart(call_id=f"scripted-{next(self._calls)}", name=step.name, title=step.title)
        async for token in self._tokens(step.arguments):
            yield call.model_copy(update={"arguments": token})
        yield call.model_copy(update={"arguments": step.arguments, "status": "running"})
        await asyncio.sleep(step.seconds)
        status = "failed" if step.failed else "done"
        yield call.model_copy(update={"arguments": step.arguments, "status": status, "result": step.result})


def tokens(text: str) -> Iterator[str]:
    """Cut a text into pieces of the size that models stream."""
    return (match.group() for match in _TOKEN.finditer(text))


def suggestions(step: Suggest) -> str:
    """The markdown of suggestions: a list of cards, or chips in a line."""
    kind = "suggestion submit" if step.submit else "suggestion"
    lines: list[str] = []
    for item in step.items:
        if isinstance(item, str):
            lines.append(f'<span class="{kind}">{item}</span>')
        else:
            lines.append(f'* <span class="{kind}" title="{item[0]}">{item[1]}</span>')
    cards = any(not isinstance(item, str) for item in step.items)
    return "\n\n" + ("\n".join(lines) if cards else " ".join(lines)) + "\n"
