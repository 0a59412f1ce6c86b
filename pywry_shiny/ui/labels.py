"""An app's own words in the place of ours. The table itself belongs to the browser side, whose build tells us of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches

from ..assets import read_manifest

_SLOT = re.compile(r"\{(\w+)\}")


def check_labels(labels: Mapping[str, str] | None) -> dict[str, str]:
    """Give the labels if each is known and fills in nothing that the page does not know.

    Raises
    ------
    TypeError
        If this is no mapping, or a label's text is no string.
    ValueError
        If there is no label of a name, or a text asks for a value that its label does not get.
    """
    if labels is None:
        return {}
    if not isinstance(labels, Mapping):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise TypeError(f"`labels` maps names of labels to texts; this is {type(labels).__name__}.")
    for name, text in labels.items():
        _check(name, text)
    return dict(labels)


def _check(name: str, text: object) -> None:
    table = read_manifest()["labels"]
    if name not in table:
        near = get_close_matches(str(name), table, n=1)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        raise ValueError(f"There is no label {name!r}.{hint} The labels are: {', '.join(sorted(table))}.")
    if not isinstance(text, str):
        raise TypeError(f"The label {name!r} is a string, not {type(text).__name__}.")
    known = set(_SLOT.findall(table[name]))
    unknown = sorted(set(_SLOT.findall(text)) - known)
    if unknown:
        given = ", ".join(f"{{{slot}}}" for slot in sorted(known)) or "no values"
        raise ValueError(f"The label {name!r} is given {given}; it cannot fill in {{{unknown[0]}}}.")
