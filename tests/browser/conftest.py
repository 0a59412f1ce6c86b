"""Pages for tests in a browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.markdown_page import build, served


@pytest.fixture(scope="session")
def markdown_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the page of markdown's tests: at `/` without a policy, at `/strict/` with a strict one."""
    folder = tmp_path_factory.mktemp("markdown-page")
    build(folder)
    with served(folder) as url:
        yield url
