"""Classes out of type aliases."""

from __future__ import annotations

from typing import Annotated, Any, get_args, get_origin


def members(alias: object) -> list[type[Any]]:
    """Give the classes an alias of a union stands for, however it is nested, annotated or made generic."""
    if get_origin(alias) is Annotated:
        return members(get_args(alias)[0])
    if isinstance(alias, type) and get_origin(alias) is None:
        return [alias]
    origin = get_origin(alias)
    if isinstance(origin, type) and not _is_union(origin):
        return [origin]
    return [cls for member in get_args(alias) for cls in members(member)]


def _is_union(origin: type[Any]) -> bool:
    return origin.__name__ in ("Union", "UnionType")
