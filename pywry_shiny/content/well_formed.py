"""Text that can be written down: no halves of characters."""

from __future__ import annotations


def well_formed(text: str) -> str:
    """Join the halves of characters that were cut apart; a half without its partner becomes U+FFFD."""
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def ends_in_half(text: str) -> bool:
    """Whether the last character waits for its other half."""
    return "\ud800" <= text[-1:] <= "\udbff"
