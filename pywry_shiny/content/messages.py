"""Messages and threads: who said what, and how it ended."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from .parts import HtmlPart, Part, TextPart, ThinkingPart

Role = Literal["user", "assistant", "system"]
Ending = Literal["complete", "stopped", "error", "interrupted"]
Status = Literal["open", "complete", "stopped", "error", "interrupted"]
Slot = Literal["thread", "greeting"]


class Message(BaseModel):
    """One message. It is ``open`` while it is being written and has one of four endings after.

    ``icon`` is HTML of the app: None is the default of the chat, an empty string is no icon.
    ``pinned`` matters in the greeting's slot: a pinned greeting stays when the conversation begins.
    """

    model_config = ConfigDict(extra="forbid")

    id: str
    role: Role = "assistant"
    parts: list[Part] = Field(default_factory=list[Part])
    status: Status = "open"
    icon: str | None = None
    pinned: bool = False
    error: str | None = None

    def content(self) -> str:
        """The text of the message; thoughts stand in ``<thinking>`` lines, tools say nothing."""
        pieces: list[str] = []
        thought: list[str] = []
        for part in self.parts:
            if isinstance(part, ThinkingPart):
                if part.topic is not None:
                    thought.append(f"<topic>{part.topic}</topic>\n")
                thought.append(part.text)
                continue
            if thought:
                pieces.append(_as_thinking(thought))
                thought = []
            if isinstance(part, TextPart):
                pieces.append(part.text)
            elif isinstance(part, HtmlPart):
                pieces.append(part.html)
        if thought:
            pieces.append(_as_thinking(thought))
        return "".join(pieces)


def _as_thinking(pieces: list[str]) -> str:
    body = "".join(pieces).strip("\n")
    return f"<thinking>\n{body}\n</thinking>\n\n"


class Thread(BaseModel):
    """A conversation: its messages in order, and the greeting that stands before them."""

    model_config = ConfigDict(extra="forbid")

    id: str
    messages: list[Message] = Field(default_factory=list[Message])
    greeting: Message | None = None
