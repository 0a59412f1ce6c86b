"""What a page may ask of the server. Every byte of it is hostile until it has been validated."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter


class _Ask(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Attach(_Ask):
    """The page wants to follow. ``thread`` and ``have`` say what it has; without them it gets a snapshot."""

    kind: Literal["attach"] = "attach"
    thread: str | None = Field(default=None, max_length=100)
    have: int = Field(default=0, ge=0)


class Submit(_Ask):
    """A user sends a text. The id is made by the page, so that a repeat is recognised."""

    kind: Literal["submit"] = "submit"
    id: str = Field(min_length=8, max_length=100, pattern=r"^[A-Za-z0-9_-]+$")
    text: str


class Stop(_Ask):
    """A user wants the answer to stop."""

    kind: Literal["stop"] = "stop"


class GreetingRequest(_Ask):
    """The chat is visible, has no message and no greeting."""

    kind: Literal["greeting_request"] = "greeting_request"


class GreetingDismissed(_Ask):
    """The greeting was hidden by the first message."""

    kind: Literal["greeting_dismissed"] = "greeting_dismissed"


ClientEvent = Annotated[
    Attach | Submit | Stop | GreetingRequest | GreetingDismissed,
    Field(discriminator="kind"),
]

client_events: TypeAdapter[Attach | Submit | Stop | GreetingRequest | GreetingDismissed] = TypeAdapter(ClientEvent)
"""Turns what came off the wire into a ClientEvent, or raises ``pydantic.ValidationError``."""
