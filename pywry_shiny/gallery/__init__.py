"""The gallery: small apps, each of which teaches one thing, behind a front page."""

from __future__ import annotations

from .server import address, listen, make_gallery, open_browser, serve

__all__ = ("address", "listen", "make_gallery", "open_browser", "serve")
