"""The page that markdown's browser tests drive: the real pipeline with all decorators, and nothing of Shiny."""

from __future__ import annotations

import functools
import http.server
import shutil
import subprocess
import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

BUILD = Path(__file__).parents[2] / "www" / "test" / "decorators" / "page" / "build.mjs"
STRICT = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:"


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves files quietly; under `/strict/` with a policy that lets nothing inline through."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Serve `/strict/name` as `name`, with the policy."""
        self.strict = self.path.startswith("/strict/")
        self.path = self.path.removeprefix("/strict")
        super().do_GET()

    def end_headers(self) -> None:
        """Add the policy."""
        if self.strict:
            self.send_header("Content-Security-Policy", STRICT)
        super().end_headers()


def build(folder: Path) -> None:
    """Bundle the page into the folder."""
    node = shutil.which("node")
    assert node, "No Node.js here"
    subprocess.run([node, str(BUILD), str(folder)], check=True, timeout=120, capture_output=True)


@contextmanager
def served(folder: Path) -> Generator[str]:
    """Serve the folder on a port of its own, and give its address."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
