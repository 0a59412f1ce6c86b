"""The numbered events of one live thread, for whoever missed some."""

from __future__ import annotations

from collections import deque
from typing import Protocol

from ..wire import ServerEvent


class Log(Protocol):
    """Numbered events. The first has the number 1; numbers never repeat and never skip."""

    @property
    def last(self) -> int:
        """The number of the last event, 0 before the first."""
        ...

    def append(self, events: list[ServerEvent]) -> int:
        """Keep events and return the number of the first."""
        ...

    def after(self, number: int) -> list[ServerEvent] | None:
        """All events with a higher number, or None where some of them are no longer kept."""
        ...


class MemoryLog:
    """A log in the process, bounded: the oldest events go first.

    Parameters
    ----------
    window
        How many events are kept.
    """

    def __init__(self, window: int) -> None:
        self._events: deque[ServerEvent] = deque(maxlen=window)
        self._last = 0

    @property
    def last(self) -> int:
        """The number of the last event, 0 before the first."""
        return self._last

    def append(self, events: list[ServerEvent]) -> int:
        """Keep events and return the number of the first."""
        first = self._last + 1
        self._events.extend(events)
        self._last += len(events)
        return first

    def after(self, number: int) -> list[ServerEvent] | None:
        """All events with a higher number, or None where some of them are no longer kept."""
        missing = self._last - number
        if missing < 0 or missing > len(self._events):
            return None
        return [self._events[index] for index in range(len(self._events) - missing, len(self._events))]
