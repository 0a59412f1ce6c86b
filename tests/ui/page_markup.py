"""Markup read back as a browser reads it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from htmltools import HTML, Tag

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass
class Element:
    name: str
    attributes: dict[str, str | None]
    children: list[Element] = field(default_factory=list["Element"])
    text: str = ""

    def all(self, name: str) -> list[Element]:
        """The elements of this name, at any depth."""
        return [one for one in self.walk() if one.name == name]

    def walk(self) -> Iterator[Element]:
        yield self
        for child in self.children:
            yield from child.walk()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs))
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop().name == tag, f"</{tag}> closes another element"

    def handle_data(self, data: str) -> None:
        self.open[-1].text += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment was opened: {data!r}")


def read(ui: Tag | HTML) -> Element:
    """The one element that this UI is."""
    reader = _Reader()
    reader.feed(str(ui))
    reader.close()
    (root,) = reader.open
    (element,) = root.children
    return element


def config_of(ui: Tag) -> dict[str, Any]:
    """What the element will read as its configuration: its first child, a script that is no script."""
    script = read(ui).children[0]
    assert script.name == "script"
    assert script.attributes == {"type": "application/json", "data-pywry": "config"}
    assert script.text.isascii()
    assert not set(script.text) & set("<>&"), "what HTML knows has no place in a script's JSON"
    return json.loads(script.text)
