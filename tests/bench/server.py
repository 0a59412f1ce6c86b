"""An app in a process of its own, and what that process costs."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from .sides import Side

ROOT = Path(__file__).parents[2]
START_TIMEOUT = 60
STOP_TIMEOUT = 10
HOST = "127.0.0.1"


class Server:
    """A running app."""

    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        self.process = process
        self.port = port
        self.url = f"http://{HOST}:{port}/"

    def cpu(self) -> float:
        """Seconds of processor time the process has used so far, all threads together."""
        # Linux names the processor clock of another process so (see clock_getcpuclockid in its C library).
        return time.clock_gettime((~self.process.pid << 3) | 2)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@contextmanager
def serve(side: Side, page: str = "chat") -> Generator[Server, None, None]:
    """Run the app of a side, with a page of a kind."""
    port = _free_port()
    command = [sys.executable, "-m", "shiny", "run", "--host", HOST, "--port", str(port), "--log-level", "warning"]
    environ = {**os.environ, "BENCH_SIDE": side.key, "BENCH_PAGE": page, "PYTHONPATH": str(ROOT)}
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            [*command, "tests.bench.app:app"], cwd=ROOT, env=environ, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            server = Server(process, port)
            _wait_for(server)
            yield server
        except Exception as error:
            said = os.pread(log.fileno(), 100_000, 0).decode(errors="replace")
            raise RuntimeError(f"{side.key}: {error!r}\nThe app said:\n{said[-4000:]}") from error
        finally:
            process.terminate()
            try:
                process.wait(STOP_TIMEOUT)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(STOP_TIMEOUT)


def _wait_for(server: Server) -> None:
    give_up = time.monotonic() + START_TIMEOUT
    while time.monotonic() < give_up and server.process.poll() is None:
        try:
            with urllib.request.urlopen(server.url, timeout=START_TIMEOUT):
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.05)
    raise RuntimeError("The app does not start")
