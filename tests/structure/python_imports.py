"""Who imports whom in the Python package."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.structure.sources import ROOT, files

PACKAGE = "pywry_shiny"


@dataclass(frozen=True)
class Import:
    """One imported module, as seen from the module that imports it."""

    importer: str
    imported: str
    line: int
    inside: bool
    """Whether it stands inside a function or a class, not at the top of its file."""


def module_name(path: Path) -> str:
    """The dotted name of a file: `pywry_shiny/chat/__init__.py` is `pywry_shiny.chat`."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def modules() -> dict[str, Path]:
    """All modules of the package, with their files."""
    return {module_name(path): path for path in files(".py", under=PACKAGE)}


def imports_of(module: str) -> Iterator[Import]:
    """What a module imports, ours and others'; names of our own modules are made absolute."""
    path = modules()[module]
    tree = ast.parse(path.read_text(encoding="utf-8"))
    at_top = {id(node) for node in _statements_at_top(tree)}
    for node in ast.walk(tree):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            for name in _imported_modules(node, module, path.name == "__init__.py"):
                yield Import(module, name, node.lineno, id(node) not in at_top)


def _statements_at_top(tree: ast.Module) -> Iterator[ast.stmt]:
    """Statements outside any function or class; `if TYPE_CHECKING:` and `try:` are still the top of the file."""
    waiting: list[ast.stmt] = list(tree.body)
    while waiting:
        statement = waiting.pop()
        yield statement
        if isinstance(statement, (ast.If, ast.Try)):
            waiting += [child for child in ast.walk(statement) if isinstance(child, (ast.Import, ast.ImportFrom))]


def _imported_modules(node: ast.Import | ast.ImportFrom, module: str, is_package: bool) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
        return
    base = node.module or ""
    if node.level:
        package = module.split(".") if is_package else module.split(".")[:-1]
        base = ".".join([*package[: len(package) - node.level + 1], *filter(None, [base])])
    for alias in node.names:
        submodule = f"{base}.{alias.name}"
        yield submodule if submodule in modules() else base


@cache
def all_imports() -> tuple[Import, ...]:
    """Every import in the package."""
    return tuple(one for module in modules() for one in imports_of(module))


def our_imports() -> list[Import]:
    """The imports of one of our modules by another."""
    return [one for one in all_imports() if one.imported.split(".")[0] == PACKAGE]
