"""A reactive chat module for Shiny for Python.

Every public name is importable from here. Nothing is imported before it is asked for, so that `import pywry_shiny`
costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from .version import __version__

if TYPE_CHECKING:
    from .assets import serve_assets
    from .errors import AnswerFailedError, MissingAssetsError, MissingPackageError, PywryError

__all__ = [
    "AnswerFailedError",
    "MissingAssetsError",
    "MissingPackageError",
    "PywryError",
    "__version__",
    "serve_assets",
]

_HOMES = {
    "AnswerFailedError": "errors",
    "MissingAssetsError": "errors",
    "MissingPackageError": "errors",
    "PywryError": "errors",
    "serve_assets": "assets",
}
"""Which module each public name lives in (the three lists here are held equal by a test)."""


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for (PEP 562)."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
