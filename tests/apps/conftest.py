"""The gallery as its users have it: one process, all apps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.apps.served import WAIT_MS, open_page, served_gallery

OpenApp = Callable[[str], Page]


@pytest.fixture(scope="session")
def gallery_url() -> Iterator[str]:
    """Serve the gallery for all tests that ask for it."""
    with served_gallery() as url:
        yield url


@pytest.fixture
def open_app(page: Page, gallery_url: str) -> Iterator[OpenApp]:
    """Give a function that opens an app by its name.

    At the end of the test, no script of the page may have failed, and nothing may have been asked of another origin.
    """
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(f"a script failed: {error}"))
    page.on("request", lambda request: None if _is_ours(request.url) else wrong.append(f"a request: {request.url}"))

    def _is_ours(url: str) -> bool:
        return urlsplit(url).scheme in ("data", "blob") or url.startswith(gallery_url)

    def open(name: str) -> Page:
        open_page(page, f"{gallery_url}apps/{name}/")
        return page

    expect.set_options(timeout=WAIT_MS)
    yield open
    expect.set_options(timeout=None)
    assert wrong == []
