"""What this package raises: every error of ours is a `PywryError`, and a fitting built-in error as well."""

from __future__ import annotations


class PywryError(Exception):
    """The base of every error this package defines."""


class MissingPackageError(PywryError, ImportError):
    """A package that comes with an extra is needed and not installed.

    Parameters
    ----------
    package
        The missing package, by the name it is imported by.
    extra
        The extra of `pywry-shiny` that brings it.
    purpose
        What it is needed for, as the end of "... is needed".
    """

    def __init__(self, package: str, *, extra: str, purpose: str = "") -> None:
        wanted = f" {purpose}" if purpose else ""
        super().__init__(
            f"The package {package!r} is needed{wanted}. Install it with: pip install 'pywry-shiny[{extra}]'",
            name=package,
        )
        self.extra = extra


class MissingAssetsError(PywryError, FileNotFoundError):
    """The browser side was never built, so there is nothing to serve."""


class AnswerFailedError(PywryError, RuntimeError):
    """Whoever answers says, in the middle of the answer, that it failed."""
