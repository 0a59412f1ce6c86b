"""One server for all of the gallery."""

from __future__ import annotations

import os
import socket
import sys
import threading
import webbrowser
from collections.abc import AsyncGenerator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import uvicorn
from shiny import App
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Mount, Route

from .catalogue import SECTIONS, examples
from .pages import front_page, source_page

USUAL_PORT = 8000


def make_gallery() -> Starlette:
    """Make the front page, with every app under `/apps/NAME/`."""
    known = examples()
    sections = {title: [known[name] for name in names] for title, names in SECTIONS.items()}
    mounts = {f"/apps/{name}": example.load() for name, example in known.items()}
    mounts["/source"] = source_page(known)
    mounts["/"] = front_page(sections)
    return Starlette(
        routes=[
            Route("/favicon.ico", _icon),
            *(Route(path, _to_folder) for path in mounts if path != "/"),
            *(Mount(path, app) for path, app in mounts.items()),
        ],
        lifespan=_lifespan_of(mounts),
    )


async def _icon(request: Request) -> Response:
    """Give the icon that browsers ask for."""
    return FileResponse(Path(__file__).parent / "icon.svg", media_type="image/svg+xml")


async def _to_folder(request: Request) -> Response:
    """Pages address their files from where they are, so the slash at the end matters."""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"{request.url.path}/{query}")


def _lifespan_of(apps: Mapping[str, App]):
    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncGenerator[None]:
        """A mounted app is not told of start and end by itself."""
        async with AsyncExitStack() as stack:
            for app in apps.values():
                inner = app.starlette_app
                await stack.enter_async_context(inner.router.lifespan_context(inner))
            yield

    return lifespan


def listen(host: str, port: int | None) -> socket.socket:
    """Open a port: the one that is asked for, else the usual one if it is free, else any."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    if port is not None:
        return socket.create_server((host, port), family=family)
    try:
        return socket.create_server((host, USUAL_PORT), family=family)
    except OSError:
        return socket.create_server((host, 0), family=family)


def address(host: str, port: int) -> str:
    """Write the address as a person on this machine would open it."""
    if host in ("0.0.0.0", "::", ""):
        host = "localhost"
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def serve(app: Starlette, opened: socket.socket) -> None:
    """Serve the gallery on an open port until it is interrupted."""
    uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[opened])


def open_browser(url: str) -> threading.Thread | None:
    """Show an address in the browser, in the background, if there is one."""
    if not has_display():
        return None
    thread = threading.Thread(target=webbrowser.open, args=(url,), daemon=True)
    thread.start()
    return thread


def has_display() -> bool:
    """Tell whether a browser would have a screen; one for terminals would take ours."""
    if sys.platform in ("darwin", "win32"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
