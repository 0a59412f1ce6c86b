"""`python -m tests.bench`: measure ourselves against the chat that Shiny brings along."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import time
import traceback
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from . import first_load, growth, latency, server_load, stopping, streaming
from .figures import Book, as_json, rows_of, table
from .settings import Settings
from .sides import SIDES

BUSY = 3
"""A load average that the benchmark does not make by itself."""

SECTIONS: dict[str, Callable[[Settings], Book]] = {
    "a": streaming.run_paced,
    "b": streaming.run_burst,
    "c": first_load.run,
    "d": server_load.run,
    "e": latency.run,
    "m": growth.run,
    "s": stopping.run,
}


def parse(arguments: list[str] | None = None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one short run of each: shows that it works, not how well")
    parser.add_argument("--only", default=",".join(SECTIONS), help="sections, such as a,c")
    parser.add_argument("--sides", default="ours,peer", help="ours, peer or both")
    parser.add_argument("--runs", type=int, help="runs of each measure; the median counts (5)")
    parser.add_argument("--sessions", type=int, help="sessions at once in d (200)")
    parser.add_argument("--seconds", type=float, help="how long d's sessions stream (10)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every sample there")
    return parser.parse_args(arguments)


def settings_of(options: argparse.Namespace) -> Settings:
    """Make settings of the options."""
    quick = options.quick
    return Settings(
        sides=tuple(SIDES[key] for key in options.sides.split(",")),
        runs=options.runs or (1 if quick else 5),
        scale=0.1 if quick else 1,
        sessions=options.sessions or (20 if quick else 200),
        seconds=options.seconds or (2 if quick else 10),
    )


def machine(settings: Settings) -> dict[str, object]:
    """Say where this was measured: on a busy machine times mean little."""
    versions: dict[str, str] = {}
    for package in ("pywry-shiny", "shinychat", "shiny", "playwright", "uvicorn"):
        try:
            versions[package] = version(package)
        except PackageNotFoundError:
            versions[package] = "not installed"
    return {
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "load_before": os.getloadavg()[0],
        "versions": versions,
        "runs": settings.runs,
        "scale": settings.scale,
        "sessions": settings.sessions,
        "seconds": settings.seconds,
    }


def measure(key: str, settings: Settings) -> Book:
    """Measure a section; if that breaks, the others are still worth having."""
    try:
        return SECTIONS[key](settings)
    except Exception as error:
        traceback.print_exc()
        return Book(key, faults=[f"{key}: broke off: {error!r}"], checks=1)


def main() -> int:
    """Measure, print, and tell by the exit code whether all is right: 1 for a wrong text, 2 for a missed bound."""
    options = parse()
    settings = settings_of(options)
    about = machine(settings)
    books: list[Book] = []
    for key in options.only.split(","):
        started = time.monotonic()
        books.append(measure(key, settings))
        print(f"{key}: measured in {time.monotonic() - started:.0f} s", file=sys.stderr, flush=True)
    rows = [row for book in books for row in rows_of(book)]
    faults = [fault for book in books for fault in book.faults]
    checks = sum(book.checks for book in books)
    print(table(rows))
    print(f"\nmedians of {settings.runs}; {checks - len(faults)} of {checks} checks of the delivered text hold")
    for note in (note for book in books for note in book.notes):
        print(note)
    for fault in faults:
        print(f"WRONG  {fault}")
    if os.getloadavg()[0] > BUSY:
        print("The machine is busy with other things: a page that gets no time skips frames, and looks cheap.")
    print(" ".join(f"{name}={value}" for name, value in about.items()))
    if options.json:
        options.json.write_text(json.dumps({"machine": about, "sections": [as_json(book) for book in books]}, indent=1))
    if faults:
        return 1
    return 2 if not options.quick and any(row.ok is False for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
