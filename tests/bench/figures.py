"""What is measured, in a table: ours, the peer's, the ratio, and whether it is within its bound."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

OURS, PEER = "ours", "peer"


@dataclass(frozen=True)
class Bound:
    """A limit for our figure, or for the ratio of ours to the peer's."""

    limit: float
    of: str = "ours"
    at_least: bool = False

    def __str__(self) -> str:
        sign = ">=" if self.at_least else "<="
        return f"{sign} {number(self.limit)}{' x peer' if self.of == 'ratio' else ''}"

    def holds(self, ours: float | None, ratio: float | None) -> bool | None:
        """Whether the figures are within the limit; None if a figure is missing."""
        value = ratio if self.of == "ratio" else ours
        if value is None:
            return None
        return value >= self.limit if self.at_least else value <= self.limit


@dataclass(frozen=True)
class Quantity:
    """Something that is measured.

    Attributes
    ----------
    combine
        Makes one figure of all runs'.
    """

    name: str
    unit: str
    bound: Bound | None = None
    combine: Callable[[Sequence[float]], float] = statistics.median


@dataclass
class Book:
    """Every sample of one section, and what was found wrong on the way."""

    section: str
    samples: dict[Quantity, dict[str, list[float]]] = field(default_factory=dict[Quantity, dict[str, list[float]]])
    faults: list[str] = field(default_factory=list[str])
    notes: list[str] = field(default_factory=list[str])
    checks: int = 0

    def add(self, quantity: Quantity, side: str, value: float) -> None:
        """Write a sample down."""
        self.samples.setdefault(quantity, {}).setdefault(side, []).append(value)

    def check(self, right: bool, what: str) -> None:
        """Write down that something is as it must be, or that it is not."""
        self.checks += 1
        if not right:
            self.faults.append(what)


@dataclass(frozen=True)
class Row:
    """A line of the table."""

    section: str
    name: str
    unit: str
    ours: float | None
    peer: float | None
    ratio: float | None
    bound: str
    ok: bool | None


def rows_of(book: Book) -> list[Row]:
    """Make a figure of each quantity's samples."""
    return [_row(book.section, quantity, samples) for quantity, samples in book.samples.items()]


def _row(section: str, quantity: Quantity, samples: dict[str, list[float]]) -> Row:
    ours, peer = (quantity.combine(samples[side]) if samples.get(side) else None for side in (OURS, PEER))
    ratio = ours / peer if ours is not None and peer else None
    bound = quantity.bound
    return Row(
        section=section,
        name=quantity.name,
        unit=quantity.unit,
        ours=ours,
        peer=peer,
        ratio=ratio,
        bound=str(bound) if bound else "",
        ok=bound.holds(ours, ratio) if bound else None,
    )


def number(value: float | None) -> str:
    """Three digits that matter."""
    if value is None:
        return "-"
    if value == 0 or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def table(rows: Sequence[Row]) -> str:
    """Lay rows out for a terminal."""
    head = ("", "figure", "unit", "ours", "peer", "ratio", "bound", "ok")
    said = {True: "ok", False: "MISSED", None: ""}
    cells = [head] + [
        (
            row.section,
            row.name,
            row.unit,
            number(row.ours),
            number(row.peer),
            number(row.ratio),
            row.bound,
            said[row.ok],
        )
        for row in rows
    ]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    left = (0, 1, 2, 6, 7)
    lines = [
        "  ".join(
            cell.ljust(width) if column in left else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in cells
    ]
    lines.insert(1, "-" * max(map(len, lines)))
    return "\n".join(lines)


def as_json(book: Book) -> dict[str, Any]:
    """Give everything of a section, every sample included."""
    return {
        "section": book.section,
        "rows": [asdict(row) for row in rows_of(book)],
        "samples": {quantity.name: samples for quantity, samples in book.samples.items()},
        "checks": book.checks,
        "faults": book.faults,
        "notes": book.notes,
    }


def percentile(values: Sequence[float], share: float) -> float:
    """Give the value that so large a share of the values does not exceed."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(share * len(ranked)))]
