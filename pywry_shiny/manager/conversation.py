"""One live thread: the server's own record of it, who follows it, and how its answer stands."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Protocol
from uuid import uuid4

from ..content import Ending, Message, Part, Slot, Thread
from ..stores import MemoryLog
from ..wire import (
    EventsFrame,
    GreetingClear,
    Limits,
    MessageEnd,
    MessageStart,
    ServerEvent,
    ServerFrame,
    SnapshotFrame,
    ThreadClear,
    Turn,
    TurnFrame,
    apply,
    find_message,
)
from .writer import MessageWriter


class Channel(Protocol):
    """How frames reach one page, in order."""

    def send(self, frame: ServerFrame) -> None:
        """Pass a frame on. Must not block and must not raise."""
        ...


class Conversation:
    """A thread while it is live. Every change goes through ``emit``: record, log, channels, in this order.

    Parameters
    ----------
    limits
        The bounds of this chat.
    changed
        Called when the messages that have ended are others than before.
    """

    def __init__(self, *, limits: Limits | None = None, changed: Callable[[], None] = lambda: None) -> None:
        self.limits = limits or Limits()
        self.turn = Turn()
        self._changed = changed
        self._thread = Thread(id=uuid4().hex[:12])
        self._log = MemoryLog(self.limits.log_events)
        self._channels: list[Channel] = []
        self._writers: dict[str, MessageWriter] = {}
        self._unsent: list[tuple[int, Message]] = []
        """The system's messages, and how many of the thread stand before each."""
        self._ids = count(1)
        self._expected: set[object] = set()
        """One for each who is going to answer."""
        self._answered = False

    # --- reading -------------------------------------------------------------------------------------------------

    @property
    def thread(self) -> Thread:
        """The thread, true to the last character that was written."""
        for writer in list(self._writers.values()):
            writer.flush()
        return self._thread

    def ended_messages(self) -> list[Message]:
        """The messages that are no longer being written, in order; those of the system are among them."""
        messages = list(self._thread.messages)
        for place, message in reversed(self._unsent):
            messages.insert(place, message)
        return [message for message in messages if message.status != "open"]

    def knows(self, message_id: str) -> bool:
        """Whether a message of this id is in the thread."""
        return find_message(self._thread, message_id) is not None

    def stop(self) -> None:
        """End every answer under way, as stopped, with what it has."""
        for writer in list(self._writers.values()):
            if writer.message is not self._thread.greeting:
                writer.end("stopped")

    def close(self) -> None:
        """End all that is under way, the greeting too, and wait for nobody."""
        self._expected.clear()
        for writer in list(self._writers.values()):
            writer.end("stopped")
        self._tell_turn()

    # --- following -----------------------------------------------------------------------------------------------

    def attach(self, channel: Channel, *, thread: str | None = None, have: int = 0) -> None:
        """Tell a channel what it lacks, and all that comes after."""
        missing = self._log.after(have) if thread == self._thread.id else None
        if missing is None:
            # Made first: making it passes on what waits, which is of no use to who has not seen the rest.
            snapshot = self.snapshot()
            self._follow(channel)
            channel.send(snapshot)
        else:
            self._follow(channel)
            channel.send(EventsFrame(thread=self._thread.id, first=have + 1, events=missing))
            channel.send(TurnFrame(thread=self._thread.id, turn=self.turn))

    def _follow(self, channel: Channel) -> None:
        if channel not in self._channels:
            self._channels.append(channel)

    def follows(self, channel: Channel) -> bool:
        """Whether a channel is attached."""
        return channel in self._channels

    def detach(self, channel: Channel) -> None:
        """Tell a channel no more."""
        if channel in self._channels:
            self._channels.remove(channel)

    def snapshot(self) -> SnapshotFrame:
        """The whole thread as it stands."""
        thread = self.thread.model_copy(deep=True)
        return SnapshotFrame(seq=self._log.last, thread=thread, turn=self.turn, limits=self.limits)

    def tell(self, frame: ServerFrame) -> None:
        """Pass a frame that is no event to every page that follows."""
        for channel in self._channels:
            channel.send(frame)

    # --- writing -------------------------------------------------------------------------------------------------

    def add(self, message: Message) -> None:
        """Put a whole message into the thread. One of the system is kept, but no page is told of it."""
        if message.role == "system":
            whole = message.model_copy(update={"status": "complete", "id": message.id or self._next_id()})
            self._unsent.append((len(self._thread.messages), whole))
            self._changed()
            return
        status: Ending = "complete" if message.status == "open" else message.status
        opened = message.model_copy(update={"status": "open", "id": message.id or self._next_id()})
        self.emit([MessageStart(message=opened), MessageEnd(message=opened.id, status=status, error=message.error)])
        if message.role == "assistant":
            self._answered = True
        self._tell_turn()
        self._changed()

    def write(
        self, *, role: str = "assistant", icon: str | None = None, slot: Slot = "thread", pinned: bool = False
    ) -> MessageWriter:
        """Begin a message that grows."""
        message = Message.model_validate({"id": self._next_id(), "role": role, "icon": icon, "pinned": pinned})
        if slot == "greeting":
            self.clear_greeting()
        self.emit([MessageStart(slot=slot, message=message)])
        kept = find_message(self._thread, message.id)
        assert kept is not None
        writer = MessageWriter(self, kept)
        self._writers[message.id] = writer
        self._tell_turn()
        return writer

    def greet(self, parts: list[Part], *, pinned: bool) -> None:
        """Set the greeting whole."""
        writer = self.write(slot="greeting", pinned=pinned)
        writer.parts(parts)
        writer.end()

    def clear_greeting(self) -> None:
        """Forget the greeting."""
        greeting = self._thread.greeting
        self.emit([GreetingClear()])
        if greeting is not None and greeting.id in self._writers:
            self._writers[greeting.id].forget()

    def clear(self) -> None:
        """Forget all messages. Those under way are gone as well, and stay gone."""
        gone = [message.id for message in self._thread.messages]
        self._unsent.clear()
        self.emit([ThreadClear()])
        for message_id in gone:
            if message_id in self._writers:
                self._writers[message_id].forget()
        self._changed()

    def emit(self, events: list[ServerEvent]) -> None:
        """Apply events to the record, keep them and pass them on. For writers; others use the verbs above."""
        if not events:
            return
        for event in events:
            apply(self._thread, event)
        first = self._log.append(events)
        if self._channels:
            self.tell(EventsFrame(thread=self._thread.id, first=first, events=events))

    def written(self, writer: MessageWriter) -> None:
        """A message has ended. For writers."""
        message = writer.message
        self._writers.pop(message.id, None)
        if message is not self._thread.greeting:
            self._answered = True
            self._tell_turn()
            self._changed()

    # --- the turn ------------------------------------------------------------------------------------------------

    def begin_turn(self, submission: str) -> None:
        """A submission waits for its answer: the composer is held until there is one, or nobody is left to give it."""
        self._answered = False
        self.turn = self.turn.model_copy(update={"submission": submission})

    def expect(self) -> Callable[[], None]:
        """Someone is going to answer. Returns what to call when they are done, whether they did or not."""
        one = object()
        self._expected.add(one)
        self._tell_turn()

        def release() -> None:
            self._expected.discard(one)
            self._tell_turn()

        return release

    def _tell_turn(self) -> None:
        greeting = self._thread.greeting
        streaming = any(greeting is None or message != greeting.id for message in self._writers)
        busy = streaming or (bool(self._expected) and not self._answered)
        if (busy, streaming) != (self.turn.busy, self.turn.streaming):
            self.turn = Turn(busy=busy, streaming=streaming, submission=self.turn.submission if busy else None)
            self.tell(TurnFrame(thread=self._thread.id, turn=self.turn))

    def _next_id(self) -> str:
        return f"m{next(self._ids)}"
