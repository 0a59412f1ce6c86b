"""Our own source text, read for the rules the other files here state."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]


@cache
def source_files() -> tuple[Path, ...]:
    """Every file that is, or is about to be, under version control: what is built or installed is not ours to judge."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    ).stdout
    paths = (ROOT / name for name in sorted(set(listed.split("\0")) - {""}))
    return tuple(path for path in paths if path.is_file())


def all_files(*, under: str) -> list[Path]:
    """Source files of any kind, in this folder of the project."""
    return [path for path in source_files() if path.is_relative_to(ROOT / under)]


def files(*suffixes: str, under: str = "") -> list[Path]:
    """Source files with one of these suffixes, in this folder of the project."""
    return [path for path in all_files(under=under) if path.suffix in suffixes]


def named(path: Path) -> str:
    """A path as a reader of the project would write it."""
    return path.relative_to(ROOT).as_posix()


def find_cycles(graph: dict[str, set[str]]) -> list[list[str]]:
    """Groups of modules that import each other, directly or on a way round (Tarjan's algorithm)."""
    index: dict[str, int] = {}
    lowest: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(node: str) -> None:
        index[node] = lowest[node] = len(index)
        stack.append(node)
        for target in sorted(graph.get(node, ())):
            if target not in index:
                visit(target)
                lowest[node] = min(lowest[node], lowest[target])
            elif target in stack:
                lowest[node] = min(lowest[node], index[target])
        if lowest[node] == index[node]:
            group = [stack.pop()]
            while group[-1] != node:
                group.append(stack.pop())
            if len(group) > 1 or node in graph.get(node, ()):
                found.append(sorted(group))

    for start in sorted(graph):
        if start not in index:
            visit(start)
    return found
