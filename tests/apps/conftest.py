"""The gallery as its users have it: one process, all apps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Request, Response, expect

from tests.apps.served import WAIT_MS, open_page, served_gallery

OpenApp = Callable[[str], Page]


@pytest.fixture(scope="session")
def gallery_url() -> Iterator[str]:
    """Serve the gallery for all tests that ask for it."""
    with served_gallery() as url:
        yield url


@pytest.fixture
def watched(page: Page, gallery_url: str) -> Iterator[Page]:
    """Give a page on which no script may fail, nothing may be missing, and nobody else may be asked for anything."""
    wrong: list[str] = []

    def see_request(request: Request) -> None:
        if urlsplit(request.url).scheme not in ("data", "blob") and not request.url.startswith(gallery_url):
            wrong.append(f"asked of another: {request.url}")

    def see_response(response: Response) -> None:
        if response.status >= 400:
            wrong.append(f"{response.status}: {response.url}")

    page.on("request", see_request)
    page.on("response", see_response)
    page.on("pageerror", lambda error: wrong.append(f"a script failed: {error}"))
    expect.set_options(timeout=WAIT_MS)
    yield page
    expect.set_options(timeout=None)
    assert wrong == []


@pytest.fixture
def open_app(watched: Page, gallery_url: str) -> OpenApp:
    """Give a function that opens an app by its name."""

    def open(name: str) -> Page:
        open_page(watched, f"{gallery_url}apps/{name}/")
        return watched

    return open
