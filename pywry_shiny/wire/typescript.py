"""Writes the wire's types for TypeScript: ``python -m pywry_shiny.wire.typescript [--check] FILE``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, cast

from pydantic import TypeAdapter

from .client_events import ClientEvent
from .server_events import ServerEvent, ServerFrame

Schema = dict[str, Any]

_ROOTS: dict[str, Any] = {"ServerEvent": ServerEvent, "ServerFrame": ServerFrame, "ClientEvent": ClientEvent}
_SCALARS = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"}
_HEADER = "// Made from the Python models by `python -m pywry_shiny.wire.typescript`. Not to be edited.\n"


def source() -> str:
    """The whole file of types."""
    definitions: dict[str, Schema] = {}
    roots: dict[str, str] = {}
    for name, union in _ROOTS.items():
        # What the server sends always carries its defaults; what a page sends may leave them out.
        mode = "validation" if name == "ClientEvent" else "serialization"
        schema = TypeAdapter[Any](union).json_schema(mode=mode)
        definitions.update(schema.pop("$defs"))
        roots[name] = _type(schema)
    lines = [_HEADER]
    for name in sorted(definitions):
        lines.append(_interface(name, definitions[name], complete=name not in _asks()))
    lines += [f"export type {name} = {union};\n" for name, union in roots.items()]
    return "\n".join(lines)


def _asks() -> set[str]:
    return set(TypeAdapter[Any](ClientEvent).json_schema()["$defs"])


def _interface(name: str, schema: Schema, *, complete: bool) -> str:
    required = set(cast("list[str]", schema.get("required", [])))
    fields = [
        f"  {key}{'' if complete or key in required or key == 'kind' else '?'}: {_type(value)};"
        for key, value in cast("dict[str, Schema]", schema["properties"]).items()
    ]
    return f"export interface {name} {{\n" + "\n".join(fields) + "\n}\n"


def _type(schema: Schema) -> str:
    if "$ref" in schema:
        return cast(str, schema["$ref"]).rsplit("/", 1)[1]
    if "const" in schema:
        return f'"{schema["const"]}"'
    if "enum" in schema:
        return " | ".join(f'"{value}"' for value in schema["enum"])
    for union in ("anyOf", "oneOf"):
        if union in schema:
            return " | ".join(_type(member) for member in schema[union])
    if schema.get("type") == "array":
        item = _type(schema["items"])
        return f"({item})[]" if " " in item else f"{item}[]"
    if schema.get("type") == "object":
        return "Record<string, unknown>"
    return _SCALARS[schema["type"]]


def main(arguments: list[str]) -> int:
    """Write the file, or with ``--check`` say whether it is up to date."""
    check = "--check" in arguments
    paths = [Path(argument) for argument in arguments if argument != "--check"]
    if len(paths) != 1:
        print("usage: python -m pywry_shiny.wire.typescript [--check] FILE", file=sys.stderr)
        return 2
    path = paths[0]
    if not check:
        path.write_text(source(), encoding="utf-8")
        return 0
    if path.exists() and path.read_text(encoding="utf-8") == source():
        return 0
    print(
        f"{path} is not what the Python models say. Run: python -m pywry_shiny.wire.typescript {path}", file=sys.stderr
    )
    return 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
