"""Where what pages send arrives, whether or not the chat it is meant for exists yet.

Shiny ends a session that sends an input of a type nobody registered, so this is loaded with the package: a page that
comes back to a restarted server may be quicker than the app's first chat.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol
from weakref import WeakKeyDictionary

from shiny import Session
from shiny.input_handler import input_handlers
from shiny.module import ResolvedId

INPUT_SUFFIX = "_pywry"
INPUT_TYPE = "pywry.event"

EARLY = 16
"""How many events of a page are kept for a chat that does not exist yet."""
EARLY_IDS = 64


class Receiver(Protocol):
    """Takes what the page of one element sends."""

    def receive(self, raw: object) -> None:
        """Must not raise: Shiny would end the session."""
        ...

    def replaced(self) -> None:
        """Another receiver takes this one's place."""
        ...


class _Page:
    """The receivers of one session, and what came for those that do not exist yet."""

    def __init__(self) -> None:
        self.receivers: dict[str, Receiver] = {}
        self.early: dict[str, list[object]] = {}
        self.attached: set[str] = set()


_pages: WeakKeyDictionary[Session, _Page] = WeakKeyDictionary()


def register(session: Session, id: str, receiver: Receiver) -> tuple[list[object], Callable[[], None]]:
    """Give the element with this id a receiver, in place of the one it had.

    Returns
    -------
    :
        The events that came before, which the receiver should take, and what takes the receiver away again.
    """
    page = _page_of(session)
    if id in page.receivers:
        page.receivers[id].replaced()
    page.receivers[id] = receiver
    early: list[object] = page.early.pop(id, [])
    if id in page.attached and not early:
        # The element is there and followed another receiver: it is told of this one.
        early = [{"kind": "attach"}]

    def unregister() -> None:
        if page.receivers.get(id) is receiver:
            del page.receivers[id]

    return early, unregister


def _page_of(session: Session) -> _Page:
    return _pages.setdefault(session.root_scope(), _Page())


def _receive(value: object, name: ResolvedId, session: Session) -> None:
    element = str(name).removesuffix(INPUT_SUFFIX)
    page = _page_of(session)
    receiver = page.receivers.get(element)
    if receiver is not None:
        page.attached.add(element)
        receiver.receive(value)
    elif element in page.early or len(page.early) < EARLY_IDS:
        page.attached.add(element)
        waiting = page.early.setdefault(element, [])
        if len(waiting) < EARLY:
            waiting.append(value)


if INPUT_TYPE not in input_handlers:
    input_handlers.add(INPUT_TYPE)(_receive)
