"""Small rooms: a file, a class and a function each fit in a head. And each file is named for what it does."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.structure.sources import files, named

FILE, CLASS, FUNCTION = 400, 300, 60

CODE = (".py", ".ts", ".tsx", ".mjs", ".css")
GENERATED = {"wire.gen.ts"}
NAMELESS = re.compile(r"^(utils?|helpers?|common|misc|shared|tools)$", re.IGNORECASE)

_TS_CLASS = re.compile(r"^\s*(?:export )?(?:default )?(?:abstract )?class\b.*\{$")
_TS_FUNCTION = re.compile(r"\)(?:: .+)?(?: =>)? \{$")
_TS_STATEMENT = re.compile(r"^\s*(?:\} )?(?:if|else|for|while|switch|catch|with|describe)\b")


def python_blocks(path: Path) -> Iterator[tuple[str, int, int, int]]:
    """Each class and function of a file: its name, its first line, its length, and how long it may be."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if isinstance(node, ast.ClassDef):
                yield node.name, node.lineno, length, CLASS
            else:
                yield node.name, node.lineno, length - docstring_length(node), FUNCTION


def docstring_length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """How many lines tell what a function does; many parameters deserve many words."""
    first = node.body[0]
    if ast.get_docstring(node) is None:
        return 0
    return (first.end_lineno or first.lineno) - first.lineno + 1


def typescript_blocks(path: Path) -> Iterator[tuple[str, int, int, int]]:
    """The same for TypeScript. The formatter ends a block at the column where it began, so columns suffice."""
    lines = path.read_text(encoding="utf-8").splitlines()

    def column(at: int) -> int:
        return len(lines[at]) - len(lines[at].lstrip())

    for number, line in enumerate(lines):
        is_class = _TS_CLASS.match(line) is not None
        if not is_class and not _TS_FUNCTION.search(line):
            continue
        first = number
        if line.lstrip().startswith(")"):  # parameters on lines of their own: the block began above them
            above = (at for at in range(number - 1, -1, -1) if lines[at].strip() and column(at) <= column(number))
            first = next(above, number)
        if _TS_STATEMENT.match(lines[first]):
            continue
        below = range(number + 1, len(lines))
        last = next((at for at in below if lines[at].lstrip().startswith("}") and column(at) == column(first)), number)
        yield lines[first].strip(), first + 1, last - first + 1, CLASS if is_class else FUNCTION


def test_files_are_short() -> None:
    long = {
        named(path): length
        for path in files(*CODE)
        if path.name not in GENERATED and (length := path.read_text(encoding="utf-8").count("\n")) > FILE
    }
    assert long == {}, f"more than {FILE} lines"


def test_classes_and_functions_are_short() -> None:
    long: list[str] = []
    for path in files(".py", ".ts", ".tsx"):
        blocks = python_blocks(path) if path.suffix == ".py" else typescript_blocks(path)
        long += [f"{named(path)}:{line} {name}: {size} lines" for name, line, size, limit in blocks if size > limit]
    assert long == []


SAMPLE = """\
export class Box<T> {
  private open(a: string): void {
    if (
      a
    ) {
      go(() => {
        a();
      });
    }
  }
}
export const mend = (a: number): number => {
  return a;
};
async function go(
  a: string,
): Promise<void> {
}
"""


def test_typescript_blocks_are_seen(tmp_path: Path) -> None:
    source = tmp_path / "sample.ts"
    source.write_text(SAMPLE)
    seen = [(line, length, limit) for _, line, length, limit in typescript_blocks(source)]
    assert seen == [(1, 11, CLASS), (2, 9, FUNCTION), (6, 3, FUNCTION), (12, 3, FUNCTION), (15, 4, FUNCTION)]


def test_no_file_is_named_for_nothing() -> None:
    nameless = [
        named(path) for path in files(*CODE) if any(NAMELESS.match(part) for part in path.with_suffix("").parts)
    ]
    assert nameless == []
