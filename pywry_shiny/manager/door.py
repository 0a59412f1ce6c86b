"""The one door in: what a page asks is read, allowed and done here, or refused with a sentence."""

from __future__ import annotations

import logging
from collections import OrderedDict
from typing import Protocol

from pydantic import ValidationError

from ..content import Message, TextPart
from ..wire import (
    Attach,
    GreetingDismissed,
    GreetingRequest,
    NoticeFrame,
    Stop,
    Submit,
    client_events,
)
from .conversation import Channel, Conversation
from .policy import Role, allowed

logger = logging.getLogger(__name__)

REMEMBERED = 1_000
"""How many submissions are remembered, to know a repeat."""

NOT_UNDERSTOOD = (
    "The page sent something that this app does not understand, so nothing was done. Reload the page if it goes on."
)
NOT_ALLOWED = "You may read this conversation, but not change it."


class Listener(Protocol):
    """Who reacts to what came through the door."""

    def submitted(self, text: str) -> None:
        """A user's message is in the thread and waits for its answer."""
        ...

    def stopped(self) -> None:
        """A user wants all answers to stop."""
        ...

    def greeting_requested(self) -> None:
        """The chat is seen, has no message and no greeting."""
        ...

    def greeting_dismissed(self) -> None:
        """The greeting is out of sight."""
        ...


class Door:
    """Takes what pages send into a conversation. Nothing that comes through it raises."""

    def __init__(self, conversation: Conversation, listener: Listener) -> None:
        self._conversation = conversation
        self._listener = listener
        self._seen: OrderedDict[str, None] = OrderedDict()

    def receive(self, raw: object, channel: Channel, role: Role) -> None:
        """Do what a page asks, if it may."""
        try:
            event = client_events.validate_python(raw)
        except (ValidationError, RecursionError) as error:
            logger.warning("A page sent an event that was refused: %.500s", error)
            channel.send(NoticeFrame(text=NOT_UNDERSTOOD))
            return
        if not allowed(role, event):
            channel.send(NoticeFrame(text=NOT_ALLOWED, submission=event.id if isinstance(event, Submit) else None))
            return
        match event:
            case Attach():
                self._conversation.attach(channel, thread=event.thread, have=event.have)
            case Submit():
                self._submit(event, channel)
            case Stop():
                self._listener.stopped()
            case GreetingRequest():
                thread = self._conversation.thread
                if not thread.messages and thread.greeting is None:
                    self._listener.greeting_requested()
            case GreetingDismissed():
                self._listener.greeting_dismissed()

    def _submit(self, event: Submit, channel: Channel) -> None:
        if event.id in self._seen or self._conversation.knows(event.id):
            return
        longest = self._conversation.limits.submit_chars
        if len(event.text) > longest:
            refusal = f"This message has {len(event.text):,} characters; at most {longest:,} can be sent at once."
            channel.send(NoticeFrame(text=refusal, submission=event.id))
            return
        self._seen[event.id] = None
        if len(self._seen) > REMEMBERED:
            self._seen.popitem(last=False)
        if not event.text.strip():
            channel.send(NoticeFrame(text="There is nothing to send.", submission=event.id))
            return
        self._conversation.begin_turn(event.id)
        self._conversation.add(Message(id=event.id, role="user", parts=[TextPart(text=event.text)]))
        self._listener.submitted(event.text)
