"""Long texts of one kind each: what in markdown might cost more, the longer the text is."""

from __future__ import annotations

import random
from collections.abc import Callable

from .corpus import SEED, bullets, code, heading, make_corpus, paragraph, sentence, table, words

Maker = Callable[[random.Random, int], str]


def _until(size: int, make: Callable[[int], str], separator: str = "\n\n") -> str:
    """Put things together until they are long enough."""
    made: list[str] = []
    length = 0
    while length < size:
        made.append(make(len(made)))
        length += len(made[-1]) + len(separator)
    return separator.join(made)


def _prose(rng: random.Random, size: int) -> str:
    return _until(size, lambda at: heading(rng).markdown if at % 4 == 0 else paragraph(rng).markdown)


def _one_list(rng: random.Random, size: int) -> str:
    return _until(size, lambda _at: f"- {sentence(rng).markdown}", "\n")


def _loose_list(rng: random.Random, size: int) -> str:
    return _until(size, lambda at: f"{at + 1}. {sentence(rng).markdown}\n\n   {sentence(rng).markdown}")


def _nested_list(rng: random.Random, size: int) -> str:
    return _until(size, lambda at: f"{'  ' * (at % 4)}- {sentence(rng).markdown}", "\n")


def _lists(rng: random.Random, size: int) -> str:
    return _until(size, lambda at: bullets(rng).markdown if at % 2 else sentence(rng).markdown)


def _one_table(rng: random.Random, size: int) -> str:
    rows = _until(size, lambda _at: f"| {words(rng, 1, 4)} | **{words(rng, 1, 2)}** | {words(rng, 1, 3)} |", "\n")
    return f"| one | two | three |\n|---|---|---|\n{rows}"


def _tables(rng: random.Random, size: int) -> str:
    return _until(size, lambda _at: table(rng).markdown)


def _one_code(rng: random.Random, size: int) -> str:
    lines = _until(size, lambda at: f"    {rng.choice('abc')}_{at} = call({at}, '{words(rng, 1, 3)}')", "\n")
    return f"```python\n{lines}\n```"


def _codes(rng: random.Random, size: int) -> str:
    return _until(size, lambda _at: code(rng).markdown)


def _details(rng: random.Random, size: int, inside: int) -> str:
    def group(_at: int) -> str:
        text = _until(min(inside, size), lambda _at: paragraph(rng).markdown)
        return f"<details>\n<summary>{words(rng, 1, 3)}</summary>\n\n{text}\n\n</details>"

    return _until(size, group)


def _footnotes(rng: random.Random, size: int) -> str:
    return _until(
        size, lambda at: f"{sentence(rng).markdown}[^n{at}] again[^n{at}]\n\n[^n{at}]: {sentence(rng).markdown}"
    )


def _late_footnotes(rng: random.Random, size: int) -> str:
    count = size // 120
    calls = _until(size // 2, lambda at: f"{sentence(rng).markdown}[^n{at % count}]")
    return calls + "\n\n" + "\n".join(f"[^n{at}]: {sentence(rng).markdown}" for at in range(count))


def _links(rng: random.Random, size: int) -> str:
    return _until(
        size,
        lambda at: (
            f"see [{words(rng, 1, 3)}](https://example.com/{at}), [{words(rng, 1, 2)}][r{at}] and "
            f"https://example.org/{at}.\n\n[r{at}]: https://example.com/r/{at}"
        ),
    )


def _math(rng: random.Random, size: int) -> str:
    return _until(size, lambda at: f"{words(rng, 2, 6)} $x_{{{at}}}^2 + y$ and\n\n$$\n\\frac{{a}}{{{at}}}\n$$")


def _mixed(_rng: random.Random, size: int) -> str:
    return make_corpus(size).markdown


FEATURES: dict[str, Maker] = {
    "prose": _prose,
    "lists": _lists,
    "one list": _one_list,
    "one loose list": _loose_list,
    "one nested list": _nested_list,
    "tables": _tables,
    "one table": _one_table,
    "blocks of code": _codes,
    "one block of code": _one_code,
    "folds of 1,500 characters": lambda rng, size: _details(rng, size, 1_500),
    "one fold": lambda rng, size: _details(rng, size, size),
    "footnotes": _footnotes,
    "footnotes at the end": _late_footnotes,
    "links": _links,
    "math": _math,
    "mixed": _mixed,
}


def text_of(feature: str, size: int) -> str:
    """Make a text of about so many characters."""
    return FEATURES[feature](random.Random(SEED), size)
