"""Tells what is said from what is thought in a stream of text, however the text is cut.

Tags count anywhere but in code: ``<thinking>`` or ``<think>`` begins a thought, the closing one of either ends it, and
``<topic>...</topic>`` inside names what is thought about. A tag at the start of a line counts even after a stray
backtick.
"""

from __future__ import annotations

import re
from copy import copy
from typing import Literal, NamedTuple

Kind = Literal["text", "thinking", "topic", "opened", "closed"]

TOPIC_CHARS = 200
"""A topic is a label: what is longer was never one, and is shown as it stands."""

_OPENING = ("<thinking>", "<think>")
_CLOSING = ("</thinking>", "</think>")
_TOPIC, _TOPIC_END = "<topic>", "</topic>"

_SPECIAL = re.compile(r"[<`~\\\n]")
_RUN = re.compile(r"`+|~+")
_LINE_START = re.compile(r"[ \t]*(?:(?:>|[-*+]|\d{1,9}[.)])[ \t]+|>)*[ \t]*\Z")
_FENCE_END = re.compile(r"[ \t>]*\Z")
_LINE_KEPT = 80


class Piece(NamedTuple):
    """A run of text of one kind, a topic's label, or the edge of a tagged thought."""

    kind: Kind
    text: str = ""


class ThoughtScanner:
    """Reads text in pieces; any cutting of the same text gives the same joined pieces.

    Parameters
    ----------
    structured
        The text is known to be thought: only topics are looked for.
    """

    def __init__(self, *, structured: bool = False) -> None:
        self._structured = structured
        self._thought = structured
        self._held: str = ""
        self._gap: str = ""
        self._trimming = structured
        self._start_document()

    def _start_document(self) -> None:
        self._line = ""
        self._ticks = 0
        self._fence = ""
        self._fence_opening = False
        self._fence_closing = False

    @property
    def unclosed(self) -> bool:
        """Whether a tag opened a thought that has not been closed."""
        return self._thought and not self._structured

    def copy(self) -> ThoughtScanner:
        """The scanner as it stands, to come back to."""
        return copy(self)

    def feed(self, text: str) -> list[Piece]:
        """Read more text; what cannot be told yet is held back."""
        return self._read(text, final=False)

    def finish(self) -> list[Piece]:
        """The text has ended: what was held back is only text."""
        pieces = self._read("", final=True)
        self._gap = ""
        self._trimming = self._structured
        return pieces

    def _read(self, text: str, *, final: bool) -> list[Piece]:
        buffer, self._held = self._held + text, ""
        pieces: list[Piece] = []
        at = 0
        while at < len(buffer):
            special = _SPECIAL.search(buffer, at)
            stop = special.start() if special else len(buffer)
            if stop > at:
                self._say(buffer[at:stop], pieces)
            if special is None:
                break
            taken = self._special(buffer, stop, pieces, final)
            if taken == 0:
                self._held = buffer[stop:]
                break
            at = stop + taken
        return pieces

    def _special(self, buffer: str, at: int, pieces: list[Piece], final: bool) -> int:
        """Deal with the special character at ``at``. Returns how much was read, 0 for "more is needed"."""
        char = buffer[at]
        if char == "\n":
            self._newline(pieces)
            return 1
        if char == "<" and not self._in_code():
            return self._tag(buffer, at, pieces, final)
        if char in "`~":
            return self._run(buffer, at, pieces, final)
        if char == "\\" and not self._fence and not self._ticks:
            if at + 1 == len(buffer) and not final:
                return 0
            escaped = buffer[at : at + 2].rstrip("\n")
            self._say(escaped, pieces)
            return len(escaped)
        self._say(char, pieces)
        return 1

    def _in_code(self) -> bool:
        return bool(self._fence) or (self._ticks > 0 and not _LINE_START.match(self._line))

    def _newline(self, pieces: list[Piece]) -> None:
        if self._fence_closing:
            self._fence = ""
        elif not self._line.strip():
            self._ticks = 0
        self._fence_opening = self._fence_closing = False
        self._say("\n", pieces)
        self._line = ""

    def _run(self, buffer: str, at: int, pieces: list[Piece], final: bool) -> int:
        match = _RUN.match(buffer, at)
        assert match is not None
        run = match.group()
        if match.end() == len(buffer) and not final:
            return 0
        starts_line = _LINE_START.match(self._line) is not None
        if self._fence and not (self._fence_opening and run[0] == "`"):
            ends_line = _FENCE_END.match(self._line) is not None
            self._say(run, pieces)
            self._fence_closing = ends_line and run[0] == self._fence[0] and len(run) >= len(self._fence)
        elif self._fence:
            # No backtick may follow on the line of a backtick fence: it was inline code all along.
            self._ticks, self._fence, self._fence_opening = len(self._fence), "", False
            self._toggle_ticks(run)
            self._say(run, pieces)
        else:
            if starts_line and len(run) >= 3:
                self._fence, self._fence_opening = run, True
            else:
                self._toggle_ticks(run)
            self._say(run, pieces)
        return len(run)

    def _toggle_ticks(self, run: str) -> None:
        if run[0] == "`":
            self._ticks = len(run) if self._ticks == 0 else 0 if self._ticks == len(run) else self._ticks

    def _tag(self, buffer: str, at: int, pieces: list[Piece], final: bool) -> int:
        known = (_TOPIC, *(() if self._structured else _CLOSING)) if self._thought else _OPENING
        ahead = buffer[at : at + len("</thinking>")].lower()
        for tag in known:
            if ahead.startswith(tag):
                return self._topic(buffer, at, pieces, final) if tag == _TOPIC else self._turn(tag, pieces)
        if not final and len(ahead) == len(buffer) - at and any(tag.startswith(ahead) for tag in known):
            return 0
        self._say("<", pieces)
        return 1

    def _turn(self, tag: str, pieces: list[Piece]) -> int:
        self._thought = not self._thought
        self._gap = ""
        self._trimming = True
        self._start_document()
        pieces.append(Piece("opened" if self._thought else "closed"))
        return len(tag)

    def _topic(self, buffer: str, at: int, pieces: list[Piece], final: bool) -> int:
        begin = at + len(_TOPIC)
        end = buffer.lower().find(_TOPIC_END, begin, begin + TOPIC_CHARS + len(_TOPIC_END))
        if end < 0:
            if not final and len(buffer) - begin < TOPIC_CHARS + len(_TOPIC_END):
                return 0
            self._say("<", pieces)
            return 1
        label = " ".join(buffer[begin:end].split())
        self._gap = ""
        self._trimming = True
        self._line = ""
        if label:
            pieces.append(Piece("topic", label))
        return end + len(_TOPIC_END) - at

    def _say(self, text: str, pieces: list[Piece]) -> None:
        """Text that is only text. Line breaks next to a tag belong to the tag."""
        if self._fence_closing and text.strip(" \t"):
            self._fence_closing = text == "\n"
        if len(self._line) < _LINE_KEPT:
            self._line += text
        if self._trimming or self._thought:
            text = self._trim(text)
        if text:
            kind: Kind = "thinking" if self._thought else "text"
            if pieces and pieces[-1].kind == kind:
                pieces[-1] = Piece(kind, pieces[-1].text + text)
            else:
                pieces.append(Piece(kind, text))

    def _trim(self, text: str) -> str:
        text, self._gap = self._gap + text, ""
        if self._trimming:
            # After a tag: blank lines go, the first line's own indentation stays.
            body = text.lstrip()
            if not body:
                self._gap = text
                return ""
            space = text[: len(text) - len(body)]
            text = space[space.rfind("\n") + 1 :] + body
            self._trimming = False
        if self._thought:
            # Before a closing tag: hold line breaks back until something follows them.
            body = text.rstrip("\n")
            self._gap = text[len(body) :]
            text = body
        return text
