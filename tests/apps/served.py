"""The gallery in a process of its own, and its pages in a browser."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile

from playwright.sync_api import Page

ROOT = Path(__file__).parents[2]
STOP_TIMEOUT = 10
WAIT_MS = 20_000
"""Browser and server share a machine with other tests."""


@contextmanager
def served_gallery() -> Generator[str]:
    """Run `python -m pywry_shiny` on a free port; give its address."""
    command = [sys.executable, "-m", "pywry_shiny", "--port", "0", "--no-browser"]
    with (
        TemporaryFile("w+") as errors,
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=errors, text=True) as process,
    ):
        assert process.stdout is not None
        told = process.stdout.readline()  # ends with the process, if that fails
        try:
            if "http" not in told:
                errors.seek(0)
                raise RuntimeError(f"The gallery did not start: {told}{errors.read()}")
            yield next(word for word in told.split() if word.startswith("http"))
        finally:
            process.terminate()
            try:
                process.wait(STOP_TIMEOUT)
            except subprocess.TimeoutExpired:
                process.kill()


def open_page(page: Page, url: str) -> None:
    """Open an address, and wait until Shiny is there."""
    page.set_default_timeout(WAIT_MS)
    page.goto(url)
    page.wait_for_function("window.Shiny?.shinyapp?.isConnected()")
