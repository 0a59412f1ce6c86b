"""Running conversations. Knows no Shiny."""

from __future__ import annotations

from .conversation import Channel, Conversation
from .door import Door, Listener
from .policy import Role, allowed
from .writer import MessageWriter

__all__ = ("Channel", "Conversation", "Door", "Listener", "MessageWriter", "Role", "allowed")
