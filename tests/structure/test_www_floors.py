"""The same for the front end: imports go down only, and only packages we name ourselves are used."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from tests.structure.sources import ROOT, files, find_cycles, named

SRC = ROOT / "www" / "src"

FLOORS: dict[str, int] = {
    "wire.gen.ts": 0,
    "markdown": 1,
    "state": 2,
    "channel": 3,
    "view": 4,
    "elements": 5,
    "elements.ts": 5,
    "chat.ts": 6,
    "markdown-stream.ts": 6,
}

_IMPORT = re.compile(
    r"""^\s*(?:import|export)\b[^;'"]*?\bfrom\s*["']([^"']+)["']  # import x from "y", export * from "y"
      | ^\s*import\s*["']([^"']+)["']                             # import "y"
      | \bimport\(\s*["']([^"']+)["']\s*\)                        # import("y")
    """,
    re.VERBOSE | re.MULTILINE,
)


def scripts() -> list[Path]:
    return [path for path in files(".ts", ".tsx", under="www/src") if ".test." not in path.name]


@cache
def imports_of(path: Path) -> tuple[str, ...]:
    """What a file imports, at once or later, as it is written there."""
    found = _IMPORT.findall(path.read_text(encoding="utf-8"))
    return tuple(next(filter(None, groups)) for groups in found)


def resolve(path: Path, written: str) -> Path:
    """The file that a relative import means."""
    aim = (path.parent / written).resolve()
    choices = [aim, *(aim.with_name(aim.name + end) for end in (".ts", ".tsx")), aim / "index.ts"]
    found = next((choice for choice in choices if choice.is_file()), None)
    assert found, f"{named(path)} imports {written}, which is not there"
    return found


def part_of(path: Path) -> str:
    """The folder or, for a file beside the folders, the file."""
    return path.relative_to(SRC).parts[0]


def our_imports() -> list[tuple[Path, Path]]:
    return [(path, resolve(path, one)) for path in scripts() for one in imports_of(path) if one.startswith(".")]


def test_every_part_has_a_floor() -> None:
    assert not {part_of(path) for path in scripts()} - set(FLOORS), "give each of these a floor in FLOORS"


def test_imports_go_down_only() -> None:
    up = [
        f"{named(importer)} imports {named(imported)}"
        for importer, imported in our_imports()
        if part_of(importer) != part_of(imported) and FLOORS[part_of(importer)] <= FLOORS[part_of(imported)]
    ]
    assert our_imports()
    assert up == []


def test_no_file_imports_itself_on_a_way_round() -> None:
    graph: dict[str, set[str]] = {named(path): set() for path in scripts()}
    for importer, imported in our_imports():
        graph[named(importer)].add(named(imported))
    assert find_cycles(graph) == []


def test_every_package_used_is_named_in_package_json() -> None:
    package: dict[str, Any] = json.loads((ROOT / "www" / "package.json").read_text(encoding="utf-8"))
    used: set[str] = set()
    for path in scripts():
        for one in imports_of(path):
            if not one.startswith("."):
                parts = one.split("/")
                used.add("/".join(parts[:2]) if one.startswith("@") else parts[0])
    assert used <= {*package["dependencies"], "mdast", "hast", "unist"}, "add it with npm install"
    assert set(package["dependencies"]) <= used, "npm uninstall what nothing uses"
