"""Which role may send which ClientEvent. Asked at the one door, for every kind; what is not listed is refused."""

from __future__ import annotations

from typing import Literal

from ..wire import ClientEvent

Role = Literal["viewer", "editor", "admin"]

_RANK: dict[Role, int] = {"viewer": 0, "editor": 1, "admin": 2}

NEEDED: dict[str, Role] = {
    "attach": "viewer",
    "submit": "editor",
    "stop": "editor",
    "greeting_request": "viewer",
    "greeting_dismissed": "viewer",
}
"""The lowest role that may send an event of a kind."""


def allowed(role: Role, event: ClientEvent) -> bool:
    """Whether someone of this role may send this event."""
    needed = NEEDED.get(event.kind)
    return needed is not None and _RANK[role] >= _RANK[needed]
