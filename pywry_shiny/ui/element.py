"""One of our custom elements as a tag: its configuration, its size, and the files it needs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from htmltools import HTML, HTMLDependency, Tag, TagAttrValue, TagChild
from shiny.module import resolve_id
from shiny.ui.css import CssUnit, as_css_unit


def make_element(
    name: str,
    id: str,
    *,
    config: Mapping[str, Any],
    children: tuple[TagChild, ...] = (),
    dependencies: list[HTMLDependency],
    size: Mapping[str, CssUnit],
    attributes: Mapping[str, TagAttrValue] | None = None,
) -> Tag:
    """Make the tag of an element.

    Parameters
    ----------
    name
        The name of the element.
    id
        Its id, in the module it stands in.
    config
        What the element reads when it starts; it finds it in a script of its own.
    children
        UI inside it.
    dependencies
        Files the page must load.
    size
        CSS properties and their values.
    attributes
        Further attributes; class and style are added to ours, and go before.
    """
    if not isinstance(id, str):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise TypeError(f"The id of an element is a string, not {type(id).__name__}.")
    style = "".join(f"{name}:{as_css_unit(value)};" for name, value in size.items())
    return Tag(
        name,
        {"id": resolve_id(id), "class": name, "style": style},
        Tag("script", HTML(as_safe_json(config)), type="application/json", data_pywry="config"),
        *children,
        *dependencies,
        **(attributes or {}),
    )


def as_safe_json(value: object) -> str:
    """Write JSON that may stand in a script, whatever its texts say.

    Only ASCII is written, and no sign that HTML knows: nothing ends the script, opens a comment, or depends on how the
    page is encoded.
    """
    text = json.dumps(value, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
