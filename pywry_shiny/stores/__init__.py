"""Where the events of threads are kept."""

from __future__ import annotations

from .log import Log, MemoryLog

__all__ = ("Log", "MemoryLog")
