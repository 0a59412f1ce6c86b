"""Writes the shared transcripts: ``python -m tests.transcripts.generate``.

A transcript is a list of events, orderly or not, and what the thread is after some of them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any, TypeVar

from pywry_shiny.content import HtmlPart, Message, Part, TextPart, ThinkingPart, Thread, ToolPart
from pywry_shiny.wire import (
    GreetingClear,
    MessageEnd,
    MessageStart,
    PartDelta,
    PartEnd,
    PartsReplace,
    PartStart,
    PartUpdate,
    ServerEvent,
    ThreadClear,
    apply,
)

FOLDER = Path(__file__).parent
EVENTS = 120
CHECK_EVERY = 24
SEEDS = range(6)
TEXTS = [
    "a",
    "",
    "Hello ",
    "wörld\n",
    "**bold",
    "**",
    "```py\n",
    "😀",
    "é",
    "\n\n",
    "<b>",
    "1. one\n",
    " \t",
    "שלום",
    "\\(",
]
T = TypeVar("T")


class Dice:
    """Chance from a seed. Only ``Random.random`` promises the same numbers in every version of Python."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def below(self, bound: int) -> int:
        return int(self._random.random() * bound)

    def one(self, choices: Sequence[T]) -> T:
        return choices[self.below(len(choices))]

    def chance(self, share: float) -> bool:
        return self._random.random() < share


def part(dice: Dice) -> Part:
    """Any part."""
    text = dice.one(TEXTS)
    match dice.below(5):
        case 0 | 1:
            return TextPart(text=text, format=dice.one(("markdown", "markdown", "plain", "html")))
        case 2:
            return ThinkingPart(text=text, topic=dice.one((None, "Topic")), seconds=dice.one((None, None, 1.5)))
        case 3:
            return HtmlPart(html=f"<p>{text}</p>", deps=dice.one(([], [{"name": "d", "version": "1"}])))
        case _:
            status = dice.one(("pending", "running", "done", "failed"))
            return ToolPart(call_id=f"c{dice.below(3)}", name="tool", arguments=text, status=status)


def message(dice: Dice, id: str) -> Message:
    """Any message that begins."""
    return Message(
        id=id,
        role=dice.one(("user", "assistant", "assistant", "system")),
        parts=[part(dice) for _ in range(dice.below(3))],
        status=dice.one(("open", "open", "open", "complete")),
        icon=dice.one((None, None, "", "<svg></svg>")),
        pinned=dice.chance(0.2),
    )


def orderly(seed: int) -> list[ServerEvent]:
    """What a server sends: parts one after another, each grown and ended, each message ended once."""
    dice = Dice(seed)
    events: list[ServerEvent] = []
    while len(events) < EVENTS:
        name = f"m{len(events)}"
        greeting = dice.chance(0.15)
        begun = message(dice, name).model_copy(update={"status": "open", "parts": []})
        events.append(MessageStart(slot="greeting" if greeting else "thread", message=begun))
        for index in range(dice.below(5)):
            begun_part = part(dice)
            events.append(PartStart(message=name, index=index, part=begun_part))
            if isinstance(begun_part, (TextPart, ThinkingPart)):
                events += [PartDelta(message=name, index=index, text=dice.one(TEXTS)) for _ in range(dice.below(8))]
            elif isinstance(begun_part, ToolPart):
                done = begun_part.model_copy(update={"status": "done", "result": dice.one(TEXTS)})
                events.append(PartUpdate(message=name, index=index, part=done))
            events.append(PartEnd(message=name, index=index, seconds=dice.one((None, 0.25, 3))))
        if dice.chance(0.2):
            events.append(PartsReplace(message=name, index=dice.below(2), parts=[part(dice), TextPart(text="new")]))
        status = dice.one(("complete", "complete", "stopped", "error", "interrupted"))
        events.append(MessageEnd(message=name, status=status, error="It broke" if status == "error" else None))
        if dice.chance(0.1):
            events.append(dice.one((ThreadClear(), GreetingClear())))
    return events


def disorderly(seed: int) -> list[ServerEvent]:
    """What no server should send: wrong indices, ids that are gone or used twice, text after the end."""
    dice = Dice(1000 + seed)
    return [stray(dice) for _ in range(EVENTS)]


def stray(dice: Dice) -> ServerEvent:
    """Any event for any of a few messages."""
    name, index = f"m{dice.below(4)}", dice.below(4)
    match dice.below(20):
        case 0 | 1 | 2:
            return MessageStart(slot=dice.one(("thread", "thread", "greeting")), message=message(dice, name))
        case 3 | 4 | 5 | 6 | 7:
            return PartDelta(message=name, index=index, text=dice.one(TEXTS))
        case 8 | 9 | 10 | 11:
            return PartStart(message=name, index=index, part=part(dice))
        case 12 | 13:
            return PartUpdate(message=name, index=index, part=part(dice))
        case 14 | 15:
            return PartEnd(message=name, index=index, seconds=dice.one((None, 2.0)))
        case 16 | 17:
            return PartsReplace(message=name, index=index, parts=[part(dice) for _ in range(dice.below(3))])
        case 18:
            return MessageEnd(message=name, status=dice.one(("complete", "error")), error=dice.one((None, "It broke")))
        case _:
            return dice.one((ThreadClear(), GreetingClear(), GreetingClear()))


def transcript(events: Sequence[ServerEvent]) -> dict[str, Any]:
    """The events, and the thread after some of them and at the end."""
    thread = Thread(id="t")
    checks: list[dict[str, Any]] = []
    for done, event in enumerate(events, start=1):
        apply(thread, event)
        if done % CHECK_EVERY == 0 or done == len(events):
            checks.append({"after": done, "thread": thread.model_dump(mode="json")})
    return {"events": [event.model_dump(mode="json") for event in events], "checks": checks}


def files() -> dict[Path, str]:
    """The files and what they should hold."""
    made = {f"orderly-{seed}": orderly(seed) for seed in SEEDS}
    made |= {f"disorderly-{seed}": disorderly(seed) for seed in SEEDS}
    return {FOLDER / f"{name}.json": source(transcript(events)) for name, events in made.items()}


def source(value: dict[str, Any]) -> str:
    """JSON with an event or a check on each line, so that a change can be read in a diff."""

    def lines(items: list[Any]) -> str:
        return ",\n  ".join(json.dumps(item, ensure_ascii=False) for item in items)

    return "{\n" + ",\n".join(f' "{key}": [\n  {lines(items)}\n ]' for key, items in value.items()) + "\n}\n"


def main() -> int:
    """Write them all."""
    for path, text in files().items():
        path.write_text(text, encoding="utf-8")
        print(path.name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
