"""What every test may use: Chromium as this machine has it, and Shiny apps in a process of their own."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from shiny.run import ShinyAppProc, run_shiny_app

ServeApp = Callable[..., ShinyAppProc]

START_TIMEOUT = 60
STOP_TIMEOUT = 10
BROWSER_FIXTURES = {"page", "context", "browser", "new_context", "browser_type"}
QUIET = [
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
RUNNING = pytest.StashKey[list[ShinyAppProc]]()


def find_chromium() -> str | None:
    """Find the browser: the one the environment names, else the system's own."""
    named = os.environ.get("PYWRY_CHROMIUM")
    return named or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Launch the system's Chromium, and keep it from talking to anybody."""
    chromium = find_chromium()
    assert chromium, "No Chromium here: `apt-get install chromium`, or name one in PYWRY_CHROMIUM"
    return {**browser_type_launch_args, "executable_path": chromium, "args": QUIET}


def stop(app: ShinyAppProc) -> None:
    """End an app, by force if it does not listen, and wait until it is gone."""
    app.proc.terminate()
    try:
        app.proc.wait(STOP_TIMEOUT)
    except subprocess.TimeoutExpired:
        app.proc.kill()
        app.proc.wait(STOP_TIMEOUT)


@pytest.fixture(scope="module")
def serve_app(request: pytest.FixtureRequest) -> Iterator[ServeApp]:
    """Give a function that serves an app: `serve_app("apps/hello/app.py", NAME="value").url`.

    A path is seen from the test's own folder. The same app with the same environment is started once in a module. If
    it does not start, the error holds what it printed; if a test fails, the report does.
    """
    running: dict[tuple[Path, frozenset[tuple[str, str]]], ShinyAppProc] = {}
    shown = request.node.stash.setdefault(RUNNING, [])

    def serve(app: str | Path, **env: str) -> ShinyAppProc:
        path = (request.path.parent / app).resolve()
        key = (path, frozenset(env.items()))
        if key not in running:
            running[key] = run_shiny_app(path, timeout_secs=START_TIMEOUT, env={"SHINY_TESTMODE": "1", **env})
            shown.append(running[key])
        return running[key]

    yield serve
    for app in running.values():
        stop(app)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show what the apps printed beside the failure of a test."""
    report = yield
    module = item.getparent(pytest.Module)
    if report.failed and module is not None and RUNNING in module.stash:
        for app in module.stash[RUNNING]:
            report.sections.append((f"output of {app.file}", f"{app.stdout}{app.stderr}"))
    return report


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that use a browser, and run them last.

    Playwright's synchronous API holds an event loop open from its first use to the end of the run, and no test may run
    a loop of its own beside it.
    """
    for item in items:
        if BROWSER_FIXTURES.intersection(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)
