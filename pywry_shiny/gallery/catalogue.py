"""Which apps there are, and how one is read and loaded."""

from __future__ import annotations

import ast
import importlib.util
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from shiny import App
from shiny.express import is_express_app, wrap_express_app

SECTIONS: Mapping[str, Sequence[str]] = {
    "To begin with": ("hello", "hello_express", "own_model"),
    "In the chat": ("streaming", "markdown", "greeting", "suggestions", "message_stream_context", "errors"),
    "In Shiny": ("shiny_ui_in_messages", "reactive_dashboard", "two_chats", "dynamic", "markdown_stream", "theming"),
}
"""The apps by what they are about, in the order in which one would read them."""


def find_apps() -> Path:
    """Find the folder of apps: a wheel brings it along, in a checkout it stands beside the package."""
    shipped = Path(__file__).parent / "apps"
    return shipped if shipped.is_dir() else Path(__file__).parents[2] / "apps"


@dataclass(frozen=True)
class Example:
    """One app of the gallery, by the name of its folder."""

    name: str

    @property
    def path(self) -> Path:
        """The file of the app."""
        return find_apps() / self.name / "app.py"

    @cached_property
    def source(self) -> str:
        """What a reader would copy."""
        return self.path.read_text(encoding="utf-8")

    @property
    def title(self) -> str:
        """The first line of what the app says about itself."""
        return self._told[0]

    @property
    def summary(self) -> str:
        """What the app says about itself after that."""
        return " ".join(self._told[1].split())

    @cached_property
    def _told(self) -> tuple[str, str]:
        told = ast.get_docstring(ast.parse(self.source)) or self.name
        title, _, summary = told.partition("\n")
        return title, summary

    def load(self) -> App:
        """Make the app, as `shiny run` would."""
        if is_express_app(str(self.path), None):
            return wrap_express_app(self.path)
        spec = importlib.util.spec_from_file_location(f"pywry_shiny_app_{self.name}", self.path)
        if spec is None or spec.loader is None:
            raise ImportError(f"There is no app in {self.path}.")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module.app


def examples() -> dict[str, Example]:
    """Give all apps of the gallery, by name."""
    return {name: Example(name) for names in SECTIONS.values() for name in names}
