"""The fold: a thread and an event make a thread. The page has its twin; both are held to the same transcripts."""

from __future__ import annotations

from ..content import Message, Part, TextPart, ThinkingPart, Thread
from .server_events import (
    GreetingClear,
    MessageEnd,
    MessageStart,
    PartDelta,
    PartEnd,
    PartsReplace,
    PartStart,
    PartUpdate,
    ServerEvent,
    ThreadClear,
)


def apply(thread: Thread, event: ServerEvent) -> None:
    """Change ``thread`` as ``event`` tells. An event for a message that is gone changes nothing."""
    match event:
        case MessageStart():
            if event.slot == "greeting":
                thread.greeting = event.message.model_copy(deep=True)
            else:
                thread.messages.append(event.message.model_copy(deep=True))
        case ThreadClear():
            thread.messages.clear()
        case GreetingClear():
            thread.greeting = None
        case _:
            message = find_message(thread, event.message)
            if message is not None:
                _apply_to_message(message, event)


def find_message(thread: Thread, id: str) -> Message | None:
    """The message with this id, in either slot."""
    for message in reversed(thread.messages):
        if message.id == id:
            return message
    if thread.greeting is not None and thread.greeting.id == id:
        return thread.greeting
    return None


def _apply_to_message(
    message: Message,
    event: PartStart | PartDelta | PartUpdate | PartEnd | PartsReplace | MessageEnd,
) -> None:
    parts = message.parts
    match event:
        case PartDelta():
            part = parts[event.index] if event.index < len(parts) else None
            if isinstance(part, TextPart | ThinkingPart):
                part.text += event.text
        case PartStart():
            if event.index == len(parts):
                parts.append(_own(event.part))
        case PartUpdate():
            if event.index < len(parts):
                parts[event.index] = _own(event.part)
        case PartEnd():
            part = parts[event.index] if event.index < len(parts) else None
            if isinstance(part, ThinkingPart):
                part.seconds = event.seconds
        case PartsReplace():
            parts[event.index :] = [_own(part) for part in event.parts]
        case MessageEnd():
            message.status = event.status
            message.error = event.error


def _own(part: Part) -> Part:
    # The event stays in the log and is sent later; what the fold changes must not be the event's.
    return part.model_copy()
