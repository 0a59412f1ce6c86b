"""The line between a conversation and one element of a page."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable
from contextlib import suppress

from shiny import Session

from ..assets import serve_assets
from ..errors import MissingAssetsError
from ..inbox import register
from ..manager import Conversation, Door, Listener, Role
from ..wire import ServerFrame
from .channel import ShinyChannel
from .reactor import flush_soon

logger = logging.getLogger(__name__)

EARLY_FRAMES = 100
"""How many frames are kept for an element that is not there yet."""


class Line:
    """Connects a conversation with the element of an id, whenever that appears.

    Parameters
    ----------
    replaced
        Called when another line takes the element over.
    role
        What the page may ask for.
    """

    def __init__(
        self,
        session: Session,
        id: str,
        conversation: Conversation,
        listener: Listener,
        replaced: Callable[[], None],
        role: Role = "editor",
    ) -> None:
        self._conversation = conversation
        self._channel = ShinyChannel(session, id, conversation)
        self._door = Door(conversation, listener)
        self._replaced = replaced
        self._role: Role = role
        self._early: deque[ServerFrame] = deque(maxlen=EARLY_FRAMES)
        early, self._unregister = register(session, id, self)
        if early:
            # Not at once: whoever makes a chat says only after that what is to be done with a submission.
            asyncio.get_running_loop().call_soon(self._catch_up, early)
        with suppress(MissingAssetsError):  # a page cannot be made without them, and says so itself
            serve_assets(session.root_scope().app)

    def receive(self, raw: object) -> None:
        """Do what the page asks."""
        try:
            self._door.receive(raw, self._channel, self._role)
        except Exception:
            # Shiny ends the session when an input handler raises; one bad event is not worth that.
            logger.exception("An event of the page could not be dealt with")
        if self._early and self._conversation.follows(self._channel):
            for frame in self._early:
                self._channel.send(frame)
            self._early.clear()

    def _catch_up(self, early: list[object]) -> None:
        for raw in early:
            self.receive(raw)
        flush_soon()

    def instruct(self, frame: ServerFrame) -> None:
        """Send the page something that is no event; if it is not there yet, once it is."""
        if self._conversation.follows(self._channel):
            self._channel.send(frame)
        else:
            self._early.append(frame)

    def replaced(self) -> None:
        """Another line takes the element over."""
        self._replaced()

    def close(self) -> None:
        """Hang up."""
        self._unregister()
        self._channel.close()
