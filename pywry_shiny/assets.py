"""The browser side: which files a page needs, and how they are served.

Shiny serves the folder of an `HTMLDependency` as it is: neither compressed nor marked as cacheable. `serve_assets`
adds a route of our own in front of it, which does both. It is only ever quicker, never needed.
"""

from __future__ import annotations

import json
import os
import posixpath
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, cast

from htmltools import HTMLDependency, Tag, TagList
from starlette.datastructures import Headers
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from .errors import MissingAssetsError
from .version import __version__

if TYPE_CHECKING:
    from shiny import App
    from starlette.responses import Response
    from starlette.types import Scope

__all__ = ("chat_dependency", "markdown_stream_dependency", "serve_assets")

FOLDER = Path(__file__).parent / "www"
"""Where the build puts what browsers load."""

_MEDIA_TYPES = {".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".woff2": "font/woff2"}
"""Told, not guessed: a machine's own table of types may call a module `text/plain`, and browsers refuse that."""


class Manifest(TypedDict):
    """What the build says about itself (written by `www/build.mjs`)."""

    build: str
    entries: dict[str, list[str]]
    labels: dict[str, str]


@cache
def read_manifest() -> Manifest:
    """Read what was built, or say how to build it."""
    path = FOLDER / "manifest.json"
    try:
        return cast(Manifest, json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise MissingAssetsError(
            f"The browser side of pywry-shiny is not built: {path} is not there. "
            "In a checkout, run `make assets` (or `pip install -e .`); otherwise install the package again."
        ) from None


def _folder_href(lib_prefix: str | None) -> str:
    """Address the folder by version and build, so that what is behind an address never changes."""
    return posixpath.join(lib_prefix or "", f"pywry-shiny-{__version__}-{read_manifest()['build']}")


class _Entry(HTMLDependency):
    """An entry module and its style sheet.

    The entries share chunks. If each was served from a folder of its own, as dependencies are, a page with both would
    load the shared chunks twice.
    """

    def __init__(self, name: str) -> None:
        super().__init__(
            name,
            __version__,
            source={"package": "pywry_shiny", "subdir": "www"},
            script={"src": f"{name}.js", "type": "module"},
            stylesheet={"href": f"{name}.css"},
            all_files=True,
        )
        self.preloads = read_manifest()["entries"][f"{name}.js"]

    def source_path_map(  # pyright: ignore[reportIncompatibleMethodOverride]  (its return type is private)
        self, *, lib_prefix: str | None = "lib", include_version: bool = True
    ) -> dict[str, str]:
        return {"source": str(FOLDER), "href": _folder_href(lib_prefix)}

    def as_html_tags(self, *, lib_prefix: str | None = "lib", include_version: bool = True) -> TagList:
        """Ask for the shared chunks at once: the browser learns of them only when it has read the entry."""
        href = _folder_href(lib_prefix)
        preloads = [Tag("link", rel="modulepreload", href=posixpath.join(href, name)) for name in self.preloads]
        return TagList(preloads, super().as_html_tags(lib_prefix=lib_prefix, include_version=include_version))


def chat_dependency() -> HTMLDependency:
    """Give what a page needs to show `<pywry-chat>`."""
    return _Entry("pywry-chat")


def markdown_stream_dependency() -> HTMLDependency:
    """Give what a page needs to show `<pywry-markdown-stream>`."""
    return _Entry("pywry-markdown-stream")


class _BuiltFiles(StaticFiles):
    """Serve the build: the compressed twin of a file to whoever takes it, and all of it to be kept for ever."""

    def file_response(
        self,
        full_path: str | os.PathLike[str],
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        twin = f"{os.fspath(full_path)}.gz"
        packed = "gzip" in Headers(scope=scope).get("accept-encoding", "") and os.path.isfile(twin)
        served = twin if packed else full_path
        response = super().file_response(served, os.stat(served), scope, status_code)
        response.headers["cache-control"] = "public, max-age=31536000, immutable"
        response.headers["vary"] = "accept-encoding"
        media_type = _MEDIA_TYPES.get(Path(full_path).suffix)
        if media_type is not None and "content-type" in response.headers:
            response.headers["content-type"] = media_type
        if packed:
            response.headers["content-encoding"] = "gzip"
        return response


def serve_assets(app: App) -> None:
    """Serve the browser side compressed and cacheable.

    A chat does this for its app when its first session starts. Call it yourself, right after the app is made, to have
    the very first page served so too. Calling it twice does no harm.

    Parameters
    ----------
    app
        The app whose pages hold a chat.
    """
    path = "/" + _folder_href(app.lib_prefix)
    routes = app.starlette_app.router.routes
    if sys.platform == "emscripten" or any(isinstance(route, Mount) and route.path == path for route in routes):
        return
    routes.insert(0, Mount(path, _BuiltFiles(directory=FOLDER), name="pywry-shiny-assets"))
