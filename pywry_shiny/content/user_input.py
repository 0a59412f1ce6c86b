"""What a person submitted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal, SupportsIndex, overload


class UserInput(str):
    """What a person submitted: the text itself, which also unpacks into text and attachments.

    It *is* the text: compare it, format it, slice it, send it to a model. Apps written for a pair may still write
    ``text, attachments = chat.user_input()`` or ``value["attachments"]``.

    The price is iteration. ``for x in value``, ``list(value)`` and ``"".join(value)`` see two items, text and
    attachments, and not the characters, although ``len(value)`` counts those; iterate over ``value.text`` to see them.
    Whatever is derived from it (``value.strip()``, ``value[:3]``, ``value + "!"``) is a plain string.

    Parameters
    ----------
    text
        What was typed.
    attachments
        The files that came with it.
    """

    attachments: list[Any]

    def __new__(cls, text: str, attachments: Iterable[Any] = ()) -> UserInput:
        """Make the string, and lay the attachments beside it."""
        self = super().__new__(cls, text)
        self.attachments = list(attachments)
        return self

    @property
    def text(self) -> str:
        """The text as a plain string."""
        return str.__str__(self)

    def __iter__(self) -> Iterator[Any]:
        yield self.text
        yield self.attachments

    # A key that is a string is what `str` does not have; every key that it has works as it does there.
    @overload
    def __getitem__(self, key: Literal["text"], /) -> str: ...
    @overload
    def __getitem__(self, key: Literal["attachments"], /) -> list[Any]: ...
    @overload
    def __getitem__(self, key: SupportsIndex | slice, /) -> str: ...
    def __getitem__(  # pyright: ignore[reportIncompatibleMethodOverride]
        self, key: str | SupportsIndex | slice, /
    ) -> str | list[Any]:
        match key:
            case "text":
                return self.text
            case "attachments":
                return self.attachments
            case str():
                raise KeyError(key)
            case _:
                return super().__getitem__(key)

    def __repr__(self) -> str:
        return f"UserInput({self.text!r}, attachments={self.attachments!r})"

    def __reduce__(self) -> tuple[type[UserInput], tuple[str, list[Any]]]:
        return type(self), (self.text, self.attachments)
