"""Parts: the pieces a message is made of. Pure values that know nothing of a browser."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid")


class TextPart(_Part):
    """What is said, by someone who is not trusted.

    ``markdown`` is rendered, ``html`` is sanitised, ``plain`` text is shown as it stands.
    """

    kind: Literal["text"] = "text"
    text: str
    format: Literal["markdown", "plain", "html"] = "markdown"


class ThinkingPart(_Part):
    """What is thought before it is said.

    Neighbouring thinking parts are one panel on the page; each topic begins a part of its own.
    ``seconds`` is known once the part has ended while it was live.
    """

    kind: Literal["thinking"] = "thinking"
    text: str
    topic: str | None = None
    seconds: float | None = None


class HtmlPart(_Part):
    """Shiny UI that the app itself wrote: trusted, bound by Shiny, never rendered again."""

    kind: Literal["html"] = "html"
    html: str
    deps: list[dict[str, Any]] = Field(default_factory=list[dict[str, Any]])


class ToolPart(_Part):
    """A tool that was called, and what came of it."""

    kind: Literal["tool"] = "tool"
    call_id: str
    name: str
    title: str | None = None
    arguments: str = ""
    status: Literal["pending", "running", "done", "failed"] = "pending"
    result: str | None = None


Part = Annotated[TextPart | ThinkingPart | HtmlPart | ToolPart, Field(discriminator="kind")]
"""Any piece of content. A provider's update *is* a part: it extends the open part of its kind, or begins a new one."""
