"""One message in the making: parts go in, events come out. Knows no clock of its own, no loop and no wire."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from ..content import Ending, Message, Part, TextPart, ThinkingPart, Thread, ToolPart
from ..wire import MessageEnd, PartDelta, PartEnd, PartsReplace, PartStart, PartUpdate, ServerEvent, apply
from .thinking import Piece, ThoughtScanner


@dataclass
class _State:
    """All that a turn remembers; a copy of it is a checkpoint."""

    count: int = 0
    open: TextPart | ThinkingPart | None = None
    """The open part without its text, or None when the next text begins a part of its own."""
    open_chars: int = 0
    since: float = 0.0
    topic: str | None = None
    blank: str = ""
    """White space that nothing has been said around yet."""
    said: bool = False
    tagged_from: int | None = None
    """Where the parts of a thought begin whose tag has not been closed."""
    tools: dict[str, int] = field(default_factory=dict[str, int])
    spoken: ThoughtScanner = field(default_factory=ThoughtScanner)
    thought: ThoughtScanner = field(default_factory=lambda: ThoughtScanner(structured=True))
    thinking_aside: bool = False
    """Whether thoughts come as such (``thought`` reads them), not between tags."""

    @property
    def reading(self) -> ThoughtScanner:
        return self.thought if self.thinking_aside else self.spoken


class Checkpoint:
    """A place in a message to come back to."""

    def __init__(self, state: _State) -> None:
        self.state = replace(state, tools=dict(state.tools), spoken=state.spoken.copy(), thought=state.thought.copy())


class MessageTurn:
    """Makes the events of one message.

    Invariants: at most one part is open, indices only grow but for ``replace``, the end comes exactly once,
    and any cutting of the same text gives the same parts.

    Parameters
    ----------
    message
        The message's id.
    clock
        Seconds, for how long a thought took.
    """

    def __init__(self, message: str, clock: Callable[[], float]) -> None:
        self._message = message
        self._clock = clock
        self._state = _State()
        self.ended = False

    def feed(self, part: Part) -> list[ServerEvent]:
        """Extend the open part of this kind, or begin a new one."""
        events: list[ServerEvent] = []
        state = self._state
        if isinstance(part, TextPart) and part.format == "markdown":
            self._switch(state.spoken, events)
            self._pieces(state.spoken.feed(part.text), events)
        elif isinstance(part, ThinkingPart):
            self._switch(state.thought, events)
            if part.topic is not None and part.topic != state.topic:
                self._pieces([Piece("topic", part.topic)], events)
            self._pieces(state.thought.feed(part.text), events)
        else:
            self._pieces(state.reading.finish(), events)
            self._whole(part, events)
        return events

    def checkpoint(self) -> Checkpoint:
        """Where the message stands now."""
        return Checkpoint(self._state)

    def go_back(self, checkpoint: Checkpoint, message: Message) -> list[ServerEvent]:
        """Take back all that came after the checkpoint.

        Parameters
        ----------
        message
            The message as it stands, with all events so far applied.
        """
        self._state = Checkpoint(checkpoint.state).state
        state = self._state
        kept: list[Part] = []
        index = state.count
        if state.open is not None:
            index -= 1
            part = message.parts[index]
            assert isinstance(part, TextPart | ThinkingPart)
            kept = [part.model_copy(update={"text": part.text[: state.open_chars], **_live(part)})]
        return [PartsReplace(message=self._message, index=index, parts=kept)]

    def end(self, status: Ending, message: Message, error: str | None = None) -> list[ServerEvent]:
        """End the message, exactly once."""
        assert not self.ended, "a message ends once"
        self.ended = True
        events: list[ServerEvent] = []
        state = self._state
        self._pieces(state.reading.finish(), events)
        if state.count == 0 and state.blank:
            self._join(TextPart(text=""), "", events)
        self._close(events)
        if status == "complete" and state.spoken.unclosed and state.tagged_from is not None and not state.said:
            events.append(self._answer_after_all(message, events))
        events.append(MessageEnd(message=self._message, status=status, error=error))
        return events

    def _answer_after_all(self, message: Message, pending: list[ServerEvent]) -> PartsReplace:
        """An unclosed tag and nothing else said: what looked like a thought was the answer."""
        first = self._state.tagged_from
        assert first is not None
        thread = Thread(id="", messages=[message.model_copy(deep=True)])
        for event in pending:
            apply(thread, event)
        parts: list[Part] = []
        for part in thread.messages[0].parts[first:]:
            if not isinstance(part, ThinkingPart):
                parts.append(part)
                continue
            text = f"**{part.topic}**\n\n{part.text}" if part.topic else part.text
            last = parts[-1] if parts else None
            if isinstance(last, TextPart):
                last.text += "\n\n" + text
            else:
                parts.append(TextPart(text=text))
        return PartsReplace(message=self._message, index=first, parts=parts)

    def _pieces(self, pieces: list[Piece], events: list[ServerEvent]) -> None:
        state = self._state
        for kind, text in pieces:
            if kind == "opened":
                state.tagged_from = state.count
            elif kind == "topic":
                self._close(events)
                state.topic = text
                self._join(ThinkingPart(text="", topic=text), "", events)
            elif kind == "closed":
                self._close(events)
                state.topic, state.blank, state.tagged_from = None, "", None
            elif kind == "thinking":
                self._join(ThinkingPart(text="", topic=state.topic), text, events)
            else:
                self._join(TextPart(text=""), text, events)

    def _join(self, kind: TextPart | ThinkingPart, text: str, events: list[ServerEvent]) -> None:
        """Put text into the open part if it is of this kind, else begin one; blank text begins none."""
        state = self._state
        if state.open == kind:
            if text:
                state.open_chars += len(text)
                _delta(events, self._message, state.count - 1, text)
            return
        if state.open is not None:
            self._close(events)
        labelled = isinstance(kind, ThinkingPart) and kind.topic is not None
        if not text.strip() and not labelled and not self.ended:
            state.blank += text if isinstance(kind, TextPart) else ""
            return
        text, state.blank = state.blank + text if isinstance(kind, TextPart) else text, ""
        state.open, state.open_chars, state.since = kind, len(text), self._clock()
        state.said = state.said or isinstance(kind, TextPart)
        events.append(PartStart(message=self._message, index=state.count, part=kind.model_copy(update={"text": text})))
        state.count += 1

    def _whole(self, part: Part, events: list[ServerEvent]) -> None:
        state = self._state
        if isinstance(part, TextPart):
            self._join(part.model_copy(update={"text": ""}), part.text, events)
            return
        self._close(events)
        state.blank = ""
        state.said = state.said or not isinstance(part, ToolPart)
        if isinstance(part, ToolPart) and part.call_id in state.tools:
            events.append(PartUpdate(message=self._message, index=state.tools[part.call_id], part=part))
            return
        if isinstance(part, ToolPart):
            state.tools[part.call_id] = state.count
        events.append(PartStart(message=self._message, index=state.count, part=part))
        state.count += 1

    def _close(self, events: list[ServerEvent]) -> None:
        state = self._state
        if state.open is None:
            return
        seconds = round(self._clock() - state.since, 1) if isinstance(state.open, ThinkingPart) else None
        events.append(PartEnd(message=self._message, index=state.count - 1, seconds=seconds))
        state.open = None

    def _switch(self, scanner: ThoughtScanner, events: list[ServerEvent]) -> None:
        """Read on with the other scanner: what the last one held back was only text."""
        state = self._state
        if scanner is state.reading:
            return
        self._pieces(state.reading.finish(), events)
        state.thinking_aside = scanner is state.thought
        state.topic = None


def _live(part: TextPart | ThinkingPart) -> dict[str, None]:
    return {"seconds": None} if isinstance(part, ThinkingPart) else {}


def _delta(events: list[ServerEvent], message: str, index: int, text: str) -> None:
    last = events[-1] if events else None
    if isinstance(last, PartDelta) and last.index == index:
        last.text += text
    else:
        events.append(PartDelta(message=message, index=index, text=text))
