"""A conversation: whoever follows it, from whenever on, has what the server has."""

from __future__ import annotations

import asyncio
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pywry_shiny.content import HtmlPart, Message, TextPart, ThinkingPart, Thread, ToolPart
from pywry_shiny.manager import Conversation, Door, MessageWriter, allowed
from pywry_shiny.manager.policy import NEEDED
from pywry_shiny.stores import MemoryLog
from pywry_shiny.wire import (
    Attach,
    ClientEvent,
    EventsFrame,
    Limits,
    PartDelta,
    ServerFrame,
    SnapshotFrame,
    Stop,
    Submit,
    ThreadClear,
    Turn,
    TurnFrame,
    apply,
)


class Follower:
    """A page: folds what it is told."""

    def __init__(self) -> None:
        self.thread = Thread(id="")
        self.turn = Turn()
        self.seq = 0
        self.frames: list[ServerFrame] = []

    def send(self, frame: ServerFrame) -> None:
        self.frames.append(frame)
        match frame:
            case SnapshotFrame():
                self.seq, self.thread, self.turn = frame.seq, frame.thread.model_copy(deep=True), frame.turn
            case EventsFrame():
                assert frame.first == self.seq + 1
                for event in frame.events:
                    apply(self.thread, event.model_copy(deep=True))
                self.seq += len(frame.events)
            case TurnFrame():
                self.turn = frame.turn
            case _:
                raise AssertionError(frame)


VERBS = ["open", "say", "think", "html", "tool", "end", "fail", "stop", "add", "greet", "clear", "ungreet"]
VERBS += ["mark", "back", "join", "rejoin"]
ACTIONS = st.lists(st.tuples(st.sampled_from(VERBS), st.integers(0, 3)), max_size=40)


@settings(max_examples=150, deadline=None)
@given(ACTIONS, st.integers(1, 30))
def test_every_follower_has_what_the_server_has(actions: list[tuple[str, int]], window: int) -> None:
    asyncio.run(live(actions, window))


async def live(actions: list[tuple[str, int]], window: int) -> None:
    conversation = Conversation(limits=Limits(log_events=window))
    writers: list[MessageWriter] = []
    marks: list[tuple[MessageWriter, object]] = []
    followers = [Follower()]
    conversation.attach(followers[0])
    for action, number in actions:
        writer = writers[number % len(writers)] if writers else None
        match action:
            case "open":
                writers.append(conversation.write())
            case "add":
                conversation.add(Message(id="", role="user", parts=[TextPart(text="hi")]))
            case "greet":
                conversation.greet([TextPart(text="hello")], pinned=bool(number % 2))
            case "clear":
                conversation.clear()
            case "ungreet":
                conversation.clear_greeting()
            case "stop":
                conversation.stop()
            case "join":
                followers.append(Follower())
                conversation.attach(followers[-1])
            case "rejoin":
                gone = followers[number % len(followers)]
                conversation.detach(gone)
                conversation.emit([ThreadClear()])
                conversation.attach(gone, thread=gone.thread.id, have=gone.seq)
            case _ if writer is not None:
                write(action, number, writer, marks)
            case _:
                pass
    for follower in followers:
        assert conversation.thread == follower.thread
        assert conversation.turn == follower.turn
    conversation.stop()
    assert not conversation.turn.busy
    assert all(message.status != "open" for message in conversation.thread.messages)
    assert all(follower.thread == conversation.thread for follower in followers)


def write(action: str, number: int, writer: MessageWriter, marks: list[tuple[MessageWriter, object]]) -> None:
    match action:
        case "say":
            writer.text(["a", "<think>", "</think>", "x" * 400][number])
        case "think":
            writer.parts([ThinkingPart(text="t", topic="topic" if number == 0 else None)])
        case "html":
            writer.parts([HtmlPart(html="<hr>")])
        case "tool":
            writer.parts([ToolPart(call_id=str(number), name="f", status="running")])
        case "end":
            writer.end()
        case "fail":
            writer.end("error", "no")
        case "mark":
            marks.append((writer, writer.checkpoint()))
        case "back":
            for marked, checkpoint in marks:
                if marked is writer:
                    writer.go_back(checkpoint)  # type: ignore[arg-type]
        case _:
            raise AssertionError(action)


async def test_text_after_a_pause_goes_at_once_and_what_follows_travels_together() -> None:
    conversation = Conversation()
    page = Follower()
    conversation.attach(page)
    writer = conversation.write()
    page.frames.clear()
    for word in ("one", "two", "three", "four", "five"):
        writer.text(word)
    assert page.thread.messages[0].content() == "one"
    assert conversation.thread.messages[0].content() == "onetwothreefourfive"  # who reads sees everything
    events = [event for frame in page.frames if isinstance(frame, EventsFrame) for event in frame.events]
    assert [event.text for event in events if isinstance(event, PartDelta)] == ["twothreefourfive"]


async def test_long_text_does_not_wait() -> None:
    conversation = Conversation(limits=Limits(flush_seconds=60))
    page = Follower()
    conversation.attach(page)
    writer = conversation.write()
    writer.text("a")
    writer.text("b" * 299)
    assert page.thread.messages[0].content() == "a"
    writer.text("c")
    assert len(page.thread.messages[0].content()) == 301


async def test_text_that_waits_goes_when_its_time_has_come() -> None:
    conversation = Conversation(limits=Limits(flush_seconds=0.01))
    page = Follower()
    arrived = asyncio.Event()
    conversation.attach(page)
    writer = conversation.write()
    writer.text("a")
    writer.text("b")
    keep = page.send

    def send(frame: ServerFrame) -> None:
        keep(frame)
        arrived.set()

    page.send = send  # type: ignore[method-assign]
    await asyncio.wait_for(arrived.wait(), 5)
    assert page.thread.messages[0].content() == "ab"


def test_a_log_replays_what_is_kept_and_nothing_else() -> None:
    log = MemoryLog(window=3)
    assert log.after(0) == []
    assert log.append([ThreadClear()] * 2) == 1
    assert log.append([ThreadClear()] * 3) == 3
    assert log.last == 5
    assert [len(log.after(number) or []) for number in (2, 3, 5)] == [3, 2, 0]
    assert log.after(1) is None
    assert log.after(6) is None


class Nobody:
    def __init__(self) -> None:
        self.heard: list[str] = []

    def submitted(self, text: str) -> None:
        self.heard.append(text)

    def stopped(self) -> None:
        self.heard.append("stop")

    def greeting_requested(self) -> None:
        self.heard.append("greeting")

    def greeting_dismissed(self) -> None:
        self.heard.append("dismissed")


def kinds() -> list[str]:
    members = get_args(get_args(ClientEvent)[0])
    return [member.model_fields["kind"].default for member in members]


def test_the_policy_names_every_kind_of_event_and_no_other() -> None:
    assert set(NEEDED) == set(kinds())


@pytest.mark.parametrize("kind", kinds())
async def test_the_door_asks_the_policy_for_every_kind(kind: str) -> None:
    example = {"kind": kind} | ({"id": "12345678", "text": "hi"} if kind == "submit" else {})
    listener, page = Nobody(), Follower()
    conversation = Conversation()
    notices: list[str] = []
    page.send = lambda frame: notices.append(frame.kind)  # type: ignore[method-assign,assignment]
    Door(conversation, listener).receive(example, page, "viewer")
    if NEEDED[kind] == "viewer":
        assert "notice" not in notices
    else:
        assert notices == ["notice"]
        assert listener.heard == []
        assert conversation.thread.messages == []


def test_a_kind_that_is_not_listed_is_refused() -> None:
    assert allowed("admin", Attach())
    assert allowed("editor", Submit(id="12345678", text=""))
    assert not allowed("viewer", Stop())
    assert not allowed("admin", Stop.model_construct(kind="format_disk"))  # type: ignore[arg-type]
