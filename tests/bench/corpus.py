"""Answers as a model might write them: markdown, what a reader should see of it, and how it arrives.

All of it follows from a seed. Text is ASCII, so that characters are bytes.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate

SEED = 20261121

_TEXT = """
the a model answer stream page server session value token chunk list table where which because while after
before reader writer small large first second result request handler message window browser render update
change keeps makes takes gives finds shows wait cost time each every other same simple careful early late
question example function column number reason option default order state signal effect input output cache
"""
WORDS = _TEXT.split()
LANGUAGES = ("python", "javascript", "sql", "bash", "json")
TOKEN_LENGTHS = (2, 3, 4, 4, 5, 5, 6, 7)
"""4.5 characters on average, as tokens of English text have."""


@dataclass(frozen=True)
class Corpus:
    """A document, the text a reader sees (without white space), and its last sentence, by which its end is known."""

    markdown: str
    visible: str
    end: str


@dataclass(frozen=True)
class Piece:
    """Some markdown and what is seen of it."""

    markdown: str
    seen: str


def join(separator: str, pieces: list[Piece]) -> Piece:
    """Put pieces side by side."""
    return Piece(separator.join(piece.markdown for piece in pieces), " ".join(piece.seen for piece in pieces))


def words(rng: random.Random, low: int, high: int) -> str:
    """Some words."""
    return " ".join(rng.choices(WORDS, k=rng.randint(low, high)))


def phrase(rng: random.Random) -> Piece:
    """A few words, now and then with a mark-up."""
    text = words(rng, 1, 6)
    roll = rng.random()
    if roll < 0.08:
        return Piece(f"**{text}**", text)
    if roll < 0.13:
        return Piece(f"*{text}*", text)
    if roll < 0.21:
        name = "_".join(text.split())
        return Piece(f"`{name}`", name)
    if roll < 0.23:
        return Piece(f"[{text}](https://example.com/{rng.randrange(10_000)})", text)
    return Piece(text, text)


def sentence(rng: random.Random) -> Piece:
    """A sentence."""
    start = rng.choice(WORDS).capitalize()
    inner = join(" ", [phrase(rng) for _ in range(rng.randint(2, 5))])
    return Piece(f"{start} {inner.markdown}.", f"{start} {inner.seen}.")


def paragraph(rng: random.Random) -> Piece:
    """A paragraph."""
    return join(" ", [sentence(rng) for _ in range(rng.randint(2, 6))])


def heading(rng: random.Random) -> Piece:
    """A heading."""
    text = words(rng, 2, 6).capitalize()
    return Piece(f"{'#' * rng.randint(2, 4)} {text}", text)


def bullets(rng: random.Random) -> Piece:
    """A list, bulleted or numbered, some items with items of their own."""
    numbered = rng.random() < 0.4
    lines: list[Piece] = []
    for number in range(1, rng.randint(4, 8)):
        mark = f"{number}. " if numbered else "- "
        item = sentence(rng)
        lines.append(Piece(mark + item.markdown, item.seen))
        if rng.random() < 0.2:
            inner = sentence(rng)
            lines.append(Piece(f"{' ' * len(mark)}- {inner.markdown}", inner.seen))
    return join("\n", lines)


def code(rng: random.Random) -> Piece:
    """A fenced block of code."""
    lines: list[str] = []
    for _ in range(rng.randint(4, 14)):
        name, other = rng.sample(WORDS, 2)
        indent = "    " * rng.randint(0, 2)
        lines.append(f"{indent}{name}_{rng.randrange(100)} = {other}({rng.randrange(1000)}, '{words(rng, 1, 3)}')")
    text = "\n".join(lines)
    return Piece(f"```{rng.choice(LANGUAGES)}\n{text}\n```", text)


def table(rng: random.Random) -> Piece:
    """A table."""
    columns = rng.randint(2, 5)
    rows = [[words(rng, 1, 3) for _ in range(columns)] for _ in range(rng.randint(4, 9))]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    lines.insert(1, "|" + " --- |" * columns)
    return Piece("\n".join(lines), " ".join(cell for row in rows for cell in row))


def quote(rng: random.Random) -> Piece:
    """A quotation."""
    inner = sentence(rng)
    return Piece(f"> {inner.markdown}", inner.seen)


MAKERS: tuple[tuple[Callable[[random.Random], Piece], int], ...] = (
    (paragraph, 45),
    (heading, 15),
    (bullets, 17),
    (code, 13),
    (table, 7),
    (quote, 3),
)


def make_corpus(size: int, seed: int = SEED) -> Corpus:
    """Make a document of about so many characters (a block more or less)."""
    rng = random.Random(seed)
    makers, weights = zip(*MAKERS, strict=True)
    end = f"Here ends document {seed} of {size} characters."
    blocks = [paragraph(rng)]
    length = len(end) + len(blocks[0].markdown)
    while length < size:
        blocks.append(rng.choices(makers, weights)[0](rng))
        length += len(blocks[-1].markdown) + 2
    whole = join("\n\n", [*blocks, Piece(end, end)])
    return Corpus(whole.markdown, squeeze(whole.seen), end)


def squeeze(text: str) -> str:
    """Take all white space out: how a page lays text out is no part of what it says."""
    return "".join(text.split())


def cut(text: str, length: int) -> list[str]:
    """Cut a text into pieces of one length."""
    return [text[start : start + length] for start in range(0, len(text), length)]


def cut_into_tokens(text: str, seed: int = SEED) -> list[str]:
    """Cut a text as a model delivers it: a token of some 4.5 characters at a time."""
    ends = accumulate(_lengths(random.Random(seed)))
    pieces: list[str] = []
    start = 0
    while start < len(text):
        end = next(ends)
        pieces.append(text[start:end])
        start = end
    return pieces


def _lengths(rng: random.Random) -> Iterator[int]:
    while True:
        yield rng.choice(TOKEN_LENGTHS)


def counter(index: int) -> str:
    """The chunk of this number, of 8 characters. A full line is a paragraph, so that no paragraph grows for ever."""
    return f"w{index:06d}" + ("\n\n" if index % 20 == 19 else " ")
