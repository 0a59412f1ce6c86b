"""What the server tells a page. Events are numbered in the thread's log; frames carry them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from ..content import Ending, Message, Part, Slot, Thread
from .limits import Limits


class _Wire(BaseModel):
    model_config = ConfigDict(extra="forbid")


class MessageStart(_Wire):
    """A message begins. It may already hold parts."""

    kind: Literal["message_start"] = "message_start"
    slot: Slot = "thread"
    message: Message


class PartStart(_Wire):
    """A part begins at an index that no part of the message had yet."""

    kind: Literal["part_start"] = "part_start"
    message: str
    index: int
    part: Part


class PartDelta(_Wire):
    """Text joins the open part."""

    kind: Literal["part_delta"] = "part_delta"
    message: str
    index: int
    text: str


class PartUpdate(_Wire):
    """A part is replaced whole, in its place."""

    kind: Literal["part_update"] = "part_update"
    message: str
    index: int
    part: Part


class PartEnd(_Wire):
    """A part is whole; ``seconds`` says how long it was thought about."""

    kind: Literal["part_end"] = "part_end"
    message: str
    index: int
    seconds: float | None = None


class PartsReplace(_Wire):
    """All parts from an index on are taken back, and these stand in their place."""

    kind: Literal["parts_replace"] = "parts_replace"
    message: str
    index: int
    parts: list[Part]


class MessageEnd(_Wire):
    """A message ends, exactly once."""

    kind: Literal["message_end"] = "message_end"
    message: str
    status: Ending
    error: str | None = None


class GreetingClear(_Wire):
    """The greeting is forgotten."""

    kind: Literal["greeting_clear"] = "greeting_clear"


class ThreadClear(_Wire):
    """Every message is forgotten. The greeting stays."""

    kind: Literal["thread_clear"] = "thread_clear"


ServerEvent = Annotated[
    MessageStart
    | PartStart
    | PartDelta
    | PartUpdate
    | PartEnd
    | PartsReplace
    | MessageEnd
    | GreetingClear
    | ThreadClear,
    Field(discriminator="kind"),
]


class Turn(_Wire):
    """How the answer stands. ``busy`` holds the composer; ``submission`` is the one that is being answered."""

    busy: bool = False
    streaming: bool = False
    submission: str | None = None


class EventsFrame(_Wire):
    """Events in a row; the first has the number ``first``."""

    kind: Literal["events"] = "events"
    thread: str
    first: int
    events: list[ServerEvent]


class SnapshotFrame(_Wire):
    """The whole thread as it stands after event number ``seq``."""

    kind: Literal["snapshot"] = "snapshot"
    seq: int
    thread: Thread
    turn: Turn
    limits: Limits


class TurnFrame(_Wire):
    """The turn, replaced whole."""

    kind: Literal["turn"] = "turn"
    thread: str
    turn: Turn


class ComposerFrame(_Wire):
    """An instruction to the composer of one page; what is None stays as it is."""

    kind: Literal["composer"] = "composer"
    value: str | None = None
    placeholder: str | None = None
    submit: bool = False
    focus: bool = False


class NoticeFrame(_Wire):
    """A sentence for the person at the page. With ``submission`` it refuses that one, and the draft comes back."""

    kind: Literal["notice"] = "notice"
    text: str
    submission: str | None = None


ServerFrame = Annotated[
    EventsFrame | SnapshotFrame | TurnFrame | ComposerFrame | NoticeFrame,
    Field(discriminator="kind"),
]
