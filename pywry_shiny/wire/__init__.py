"""What travels between a server and a page, and the fold that both sides make of it."""

from __future__ import annotations

from .client_events import (
    Attach,
    ClientEvent,
    GreetingDismissed,
    GreetingRequest,
    Stop,
    Submit,
    client_events,
)
from .fold import apply, find_message
from .limits import Limits
from .server_events import (
    ComposerFrame,
    EventsFrame,
    GreetingClear,
    MessageEnd,
    MessageStart,
    NoticeFrame,
    PartDelta,
    PartEnd,
    PartsReplace,
    PartStart,
    PartUpdate,
    ServerEvent,
    ServerFrame,
    SnapshotFrame,
    ThreadClear,
    Turn,
    TurnFrame,
)

__all__ = (
    "Attach",
    "ClientEvent",
    "ComposerFrame",
    "EventsFrame",
    "GreetingClear",
    "GreetingDismissed",
    "GreetingRequest",
    "Limits",
    "MessageEnd",
    "MessageStart",
    "NoticeFrame",
    "PartDelta",
    "PartEnd",
    "PartStart",
    "PartUpdate",
    "PartsReplace",
    "ServerEvent",
    "ServerFrame",
    "SnapshotFrame",
    "Stop",
    "Submit",
    "ThreadClear",
    "Turn",
    "TurnFrame",
    "apply",
    "client_events",
    "find_message",
)
