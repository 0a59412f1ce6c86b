"""The other origins that a page may load images from: read strictly, since a wrong one is a hole or does nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import SplitResult, urlsplit

_DEFAULT_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"(?!-)[a-z0-9_-]+(?:\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\]")


def check_origins(origins: Iterable[str]) -> list[str]:
    """Give the origins as a browser writes them, each once and in order.

    Raises
    ------
    TypeError
        If this is one string and not several, or if one of them is none.
    ValueError
        If one of them is no origin.
    """
    if isinstance(origins, str):
        raise TypeError(f"`allowed_origins` is a list of origins: write [{origins!r}].")
    return list(dict.fromkeys(_check(origin) for origin in origins))


def _check(origin: object) -> str:
    if not isinstance(origin, str):
        raise TypeError(f"`allowed_origins` holds strings, not {type(origin).__name__}.")
    if origin == "*":
        return origin
    try:
        return _as_browsers_write(urlsplit(origin), origin)
    except ValueError as error:
        raise ValueError(
            f"`allowed_origins` holds origins such as 'https://example.org', 'http://localhost:8080' or '*'. "
            f"{origin!r} is none: {error}."
        ) from None


def _as_browsers_write(url: SplitResult, written: str) -> str:
    if url.scheme not in _DEFAULT_PORTS:
        raise ValueError("it must begin with http:// or https://")
    host = f"[{url.hostname}]" if url.hostname and ":" in url.hostname else (url.hostname or "")
    if url.path or any(sign in written for sign in "?#\\"):
        raise ValueError("an origin has no path, so nothing may follow the host and its port")
    if "@" in url.netloc:
        raise ValueError("an origin has no user name")
    if not host.isascii():
        raise ValueError("the host must be in ASCII, as the network knows it ('xn--...')")
    # urlsplit drops tabs and newlines; what was dropped must not be taken for what was meant.
    if not _HOST.fullmatch(host) or any(sign.isspace() for sign in written):
        raise ValueError("it needs a plain host name or address, and wildcards are not known")
    port = url.port
    return f"{url.scheme}://{host}" + ("" if port in (None, _DEFAULT_PORTS[url.scheme]) else f":{port}")
