"""How much is measured, and in which order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .sides import Side


@dataclass(frozen=True)
class Settings:
    """What the command line asks for.

    Attributes
    ----------
    scale
        Multiplies the sizes of the documents (1 as the bounds say; less for a quick look, whose figures say little).
    sessions, seconds
        The load on the server.
    """

    sides: tuple[Side, ...]
    runs: int = 5
    scale: float = 1
    sessions: int = 200
    seconds: float = 10

    def rounds(self, runs: int | None = None) -> Iterator[tuple[int, Side]]:
        """Take turns, and change who begins, so that whatever else the machine does hits both sides alike."""
        for run in range(self.runs if runs is None else runs):
            for side in self.sides if run % 2 == 0 else reversed(self.sides):
                yield run, side

    def size(self, size: int) -> int:
        """Scale a document's size."""
        return max(2_000, round(size * self.scale))
