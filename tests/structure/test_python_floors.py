"""Imports go down only: each part of the package stands on a floor and knows nothing of those above."""

from __future__ import annotations

import pytest

from tests.structure.python_imports import PACKAGE, Import, all_imports, modules, our_imports
from tests.structure.sources import find_cycles

FLOORS: dict[str, int] = {
    "errors": 0,
    "assets": 0,
    "inbox": 0,
    "version": 0,
    "content": 1,
    "wire": 2,
    "stream": 3,
    "stores": 3,
    "providers": 4,
    "manager": 5,
    "ui": 6,
    "chat": 6,
    "markdown": 6,
    "notebook": 6,
    "mcp": 6,
    "express": 7,
}
"""The parts of the package, by how high they stand."""

BESIDE = {"__main__", "gallery", "playwright", "testing", "types"}
"""For people who use or test the product, or names gathered for them: these import all, and no floor imports them."""

NEIGHBOURS = {("assets", "errors"), ("assets", "version"), ("chat", "ui"), ("markdown", "ui")}
"""On one floor, the first may import the second."""

SDKS = {"anthropic", "chatlas", "google", "langchain_core", "ollama", "openai", "pydantic_ai"}
"""May be imported inside a function: they are optional, and slow to load."""


def part_of(module: str) -> str | None:
    """The part of the package a module belongs to; the package's own `__init__` belongs to none."""
    return module.split(".")[1] if "." in module else None


def told(one: Import) -> str:
    """An import as a reader looks it up."""
    return f"{modules()[one.importer].name} of {one.importer}, line {one.line}: imports {one.imported}"


def goes_down(one: Import) -> bool:
    importer, imported = part_of(one.importer), part_of(one.imported)
    if importer is None or importer in BESIDE or importer == imported:
        return True
    if imported is None or imported in BESIDE:
        return False
    return FLOORS[importer] > FLOORS[imported] or (importer, imported) in NEIGHBOURS


def test_every_part_has_a_floor() -> None:
    parts = {part for part in map(part_of, modules()) if part is not None}
    assert not parts - set(FLOORS) - BESIDE, "give each of these a floor in FLOORS, or put it BESIDE"


def test_imports_go_down_only() -> None:
    known = [one for one in our_imports() if {part_of(one.importer), part_of(one.imported)} <= {*FLOORS, *BESIDE, None}]
    assert known
    assert [told(one) for one in known if not goes_down(one)] == []


def test_imports_stand_at_the_top_of_the_file() -> None:
    inside = [one for one in all_imports() if one.inside and one.imported.split(".")[0] not in SDKS]
    assert [told(one) for one in inside] == []


def test_no_module_imports_itself_on_a_way_round() -> None:
    """A package's `__init__` gathers names for those outside: inside the package, its modules are named themselves."""
    graph: dict[str, set[str]] = {module: set() for module in modules()}
    for one in our_imports():
        graph[one.importer].add(one.imported)
    assert find_cycles(graph) == []


@pytest.mark.parametrize(
    ("importer", "imported", "allowed"),
    [
        ("manager.door", "wire.fold", True),
        ("wire.fold", "manager.door", False),
        ("stream.turn", "stores.log", False),
        ("chat.chat", "ui.chat_ui", True),
        ("ui.chat_ui", "chat.chat", False),
        ("testing", "chat.chat", True),
        ("chat.chat", "testing", False),
    ],
)
def test_the_rule_itself(importer: str, imported: str, allowed: bool) -> None:
    assert goes_down(Import(f"{PACKAGE}.{importer}", f"{PACKAGE}.{imported}", 1, inside=False)) is allowed
