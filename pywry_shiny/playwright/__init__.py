"""Drive a chat in a browser test: `ChatController` knows the page, so that a test need not."""

from __future__ import annotations

from ..errors import MissingPackageError

try:
    from .controllers import ChatController, MarkdownStreamController
except ModuleNotFoundError as error:
    if error.name is None or error.name.split(".")[0] != "playwright":
        raise
    raise MissingPackageError("playwright", extra="test", purpose="to drive a page") from error

__all__ = ("ChatController", "MarkdownStreamController")
