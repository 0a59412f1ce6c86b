"""Every bound that both sides must know. The page is sent these figures; it writes none of its own."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Limits(BaseModel):
    """Bounds of a chat."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    pause_seconds: float = 0.015
    """Text that comes after this long a pause goes at once."""
    flush_seconds: float = 0.030
    """Text that comes thicker waits for at most this long, to travel together."""
    flush_chars: int = 300
    """Text longer than this does not wait."""
    submit_chars: int = 500_000
    """The longest text a user may send at once."""
    log_events: int = 2_000
    """How many events of a thread are kept for those who missed some; past that they get a snapshot."""
