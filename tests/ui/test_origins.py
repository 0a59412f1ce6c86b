from __future__ import annotations

from typing import Any

import pytest

from pywry_shiny.ui import chat_ui
from pywry_shiny.ui.origins import check_origins
from tests.ui.page_markup import config_of


@pytest.mark.parametrize(
    ("written", "known_as"),
    [
        ("*", "*"),
        ("https://example.org", "https://example.org"),
        ("http://localhost:8080", "http://localhost:8080"),
        ("HTTPS://Example.ORG", "https://example.org"),
        ("https://example.org:443", "https://example.org"),
        ("http://example.org:80", "http://example.org"),
        ("http://example.org:443", "http://example.org:443"),
        ("http://127.0.0.1", "http://127.0.0.1"),
        ("http://[::1]:8080", "http://[::1]:8080"),
        ("https://xn--bcher-kva.example", "https://xn--bcher-kva.example"),
    ],
)
def test_an_origin_is_told_as_a_browser_writes_it(written: str, known_as: str) -> None:
    assert config_of(chat_ui("chat", allowed_origins=[written]))["allowedOrigins"] == [known_as]


def test_each_is_told_once_and_in_order() -> None:
    origins = ("https://b.example", "https://a.example", "https://B.example:443")
    assert check_origins(iter(origins)) == ["https://b.example", "https://a.example"]


@pytest.mark.parametrize(
    ("written", "because"),
    [
        ("", "http:// or https://"),
        ("example.org", "http:// or https://"),
        ("//example.org", "http:// or https://"),
        ("null", "http:// or https://"),
        ("data:", "http:// or https://"),
        ("javascript:alert(1)", "http:// or https://"),
        ("ftp://example.org", "http:// or https://"),
        ("https://", "host"),
        ("https:example.org", "host"),
        ("https://example.org/", "no path"),
        ("https://example.org/images", "no path"),
        ("https://example.org?", "no path"),
        ("https://example.org?a=b", "no path"),
        ("https://example.org#", "no path"),
        ("https://example.org\\@other.example", "no path"),
        ("https://me@example.org", "no user name"),
        ("https://me:secret@example.org", "no user name"),
        ("https://*.example.org", "wildcards"),
        ("https://*", "wildcards"),
        ("https://exa mple.org", "host"),
        ("https://exam\nple.org", "host"),
        (" https://example.org", "http"),
        ("https://example.org;", "host"),
        ("https://-", "host"),
        ("https://bücher.example", "ASCII"),
        ("https://example.org:0x50", ""),
        ("https://example.org:99999", ""),
        ("http://[::1", ""),
    ],
)
def test_what_is_no_origin_is_an_error(written: str, because: str) -> None:
    with pytest.raises(ValueError, match="`allowed_origins` holds origins such as") as raised:
        check_origins([written])
    assert because in str(raised.value)


def test_one_string_is_no_list() -> None:
    with pytest.raises(TypeError, match=r"write \['\*'\]"):
        chat_ui("chat", allowed_origins="*")


@pytest.mark.parametrize("origin", [None, b"https://example.org", 7])
def test_an_origin_is_a_string(origin: Any) -> None:
    with pytest.raises(TypeError, match="`allowed_origins` holds strings"):
        check_origins([origin])
