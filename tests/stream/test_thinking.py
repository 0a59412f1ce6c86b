"""What is said and what is thought: any cutting of a text gives the same parts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pywry_shiny.content import HtmlPart, Message, Part, TextPart, ThinkingPart, Thread, ToolPart
from pywry_shiny.stream.turn import MessageTurn
from pywry_shiny.wire import MessageEnd, MessageStart, PartDelta, PartStart, ServerEvent, apply


class Recorder:
    """A message under way, as the server keeps it."""

    def __init__(self) -> None:
        self.thread = Thread(id="t")
        self.events: list[ServerEvent] = []
        self.now = 0.0
        self.turn = MessageTurn("m", lambda: self.now)
        self.tell([MessageStart(message=Message(id="m"))])

    @property
    def message(self) -> Message:
        return self.thread.messages[0]

    def tell(self, events: list[ServerEvent]) -> None:
        for event in events:
            apply(self.thread, event)
        self.events += events

    def feed(self, *parts: Part | str) -> None:
        for part in parts:
            self.tell(self.turn.feed(TextPart(text=part) if isinstance(part, str) else part))

    def end(self) -> list[tuple[str, str]]:
        self.tell(self.turn.end("complete", self.message))
        return [shown(part) for part in self.message.parts]


def shown(part: Part) -> tuple[str, str]:
    if isinstance(part, ThinkingPart):
        return (f"thinking:{part.topic}" if part.topic else "thinking", part.text)
    if isinstance(part, TextPart):
        return ("text", part.text)
    return (part.kind, part.html if isinstance(part, HtmlPart) else part.call_id)


def parts_of(*pieces: str) -> list[tuple[str, str]]:
    recorder = Recorder()
    recorder.feed(*pieces)
    return recorder.end()


CASES: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "no tag": ("hello *you*", [("text", "hello *you*")]),
    "a block of its own": (
        "<thinking>\nlet me see\n</thinking>\n\nIt is 4.",
        [("thinking", "let me see"), ("text", "It is 4.")],
    ),
    "in mid-line": ("abc <thinking>x</thinking> def", [("text", "abc "), ("thinking", "x"), ("text", " def")]),
    "the short spelling": ("<think>\nhm\n</think>\n\nyes", [("thinking", "hm"), ("text", "yes")]),
    "any case": ("<THINK>hm</Think>yes", [("thinking", "hm"), ("text", "yes")]),
    "several blocks": (
        "<think>a</think>one<think>b</think>two",
        [("thinking", "a"), ("text", "one"), ("thinking", "b"), ("text", "two")],
    ),
    "an empty thought shows nothing": ("<think>\n\n</think>\n\nyes", [("text", "yes")]),
    "a backtick fence": ("```\n<thinking>x</thinking>\n```\n", [("text", "```\n<thinking>x</thinking>\n```\n")]),
    "a tilde fence": (
        "  ~~~~ py\n<think>\n~~~\n</think>\n~~~~\nok",
        [("text", "  ~~~~ py\n<think>\n~~~\n</think>\n~~~~\nok")],
    ),
    "a fence in a list": (
        "- a\n  ```\n  <think>x</think>\n  ```\nok",
        [("text", "- a\n  ```\n  <think>x</think>\n  ```\nok")],
    ),
    "a tag after a fence": (
        "```\na\n```\n<think>x</think>y",
        [("text", "```\na\n```\n"), ("thinking", "x"), ("text", "y")],
    ),
    "inline code": ("use `<thinking>` here", [("text", "use `<thinking>` here")]),
    "inline code of two ticks": ("use `` a ` <think> `` here", [("text", "use `` a ` <think> `` here")]),
    "three ticks in a line are inline code": (
        "```<think>``` <think>x</think>y",
        [("text", "```<think>``` "), ("thinking", "x"), ("text", "y")],
    ),
    "a stray backtick does not hide a tag in the next paragraph": (
        "it`s\n\nso <think>x</think>y",
        [("text", "it`s\n\nso "), ("thinking", "x"), ("text", "y")],
    ),
    "a stray backtick does not hide a tag at a line's start": (
        "it`s\n<think>x</think>y",
        [("text", "it`s\n"), ("thinking", "x"), ("text", "y")],
    ),
    "an escaped tag": ("\\<think>x", [("text", "\\<think>x")]),
    "an escaped backtick": ("\\`<think>x</think>y", [("text", "\\`"), ("thinking", "x"), ("text", "y")]),
    "a fence inside a thought hides the closing tag": (
        "<think>\n```\n</think>\n```\nso</think>y",
        [("thinking", "```\n</think>\n```\nso"), ("text", "y")],
    ),
    "topics": (
        "<think><topic>first</topic>\na\n\n<topic> second\n one </topic>b</think>y",
        [("thinking:first", "a"), ("thinking:second one", "b"), ("text", "y")],
    ),
    "text before the first topic": ("<think>a <topic>t</topic>b</think>", [("thinking", "a "), ("thinking:t", "b")]),
    "a topic outside a thought is text": ("<topic>t</topic>", [("text", "<topic>t</topic>")]),
    "what is too long for a topic is text": (
        "<think><topic>" + "x" * 300 + "</topic></think>y",
        [("thinking", "<topic>" + "x" * 300 + "</topic>"), ("text", "y")],
    ),
    "an unclosed topic is text": ("<think>a<topic>b</think>y", [("thinking", "a<topic>b"), ("text", "y")]),
    "an unclosed thought and nothing else is the answer": ("<think>\nthe answer\n", [("text", "the answer")]),
    "an unclosed thought with topics is the answer": ("<think><topic>t</topic>b", [("text", "**t**\n\nb")]),
    "an unclosed thought after an answer stays a thought": (
        "said <think>thought",
        [("text", "said "), ("thinking", "thought")],
    ),
    "a half tag at the end": ("a <thin", [("text", "a <thin")]),
    "other tags": ("<b>x</b> <thinker>", [("text", "<b>x</b> <thinker>")]),
    "blank only": (" \n", [("text", " \n")]),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_a_text_is_told_apart(text: str, expected: list[tuple[str, str]]) -> None:
    assert parts_of(text) == expected


@pytest.mark.parametrize("text", [text for text, _ in CASES.values()], ids=CASES.keys())
def test_every_split_point_gives_the_same_parts(text: str) -> None:
    whole = parts_of(text)
    for at in range(len(text) + 1):
        assert parts_of(text[:at], text[at:]) == whole, text[:at]
    assert parts_of(*text) == whole


PIECES = [
    "<think>",
    "</think>",
    "<thinking>",
    "</thinking>",
    "<topic>",
    "</topic>",
    "`",
    "``",
    "```",
    "~~~",
    "\n",
    "\\",
    " ",
    "a",
    "<",
    "- ",
    "> ",
    "x" * 90,
]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join), st.data())
def test_any_chunking_gives_the_same_parts(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8)))
    chunks = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    assert parts_of(*chunks) == parts_of(text)


def test_structured_thoughts_look_for_topics_alone() -> None:
    recorder = Recorder()
    recorder.feed(*(ThinkingPart(text=char) for char in "<topic>sum</topic>\n2+2 </think>"), "4")
    assert recorder.end() == [("thinking:sum", "2+2 </think>"), ("text", "4")]


def test_a_thought_tells_how_long_it_took() -> None:
    recorder = Recorder()
    recorder.feed("<think>a")
    recorder.now = 2.5
    recorder.feed("</think>b")
    recorder.end()
    assert [part.seconds for part in recorder.message.parts if isinstance(part, ThinkingPart)] == [2.5]


def test_other_parts_stand_between_texts_and_a_tool_changes_in_its_place() -> None:
    recorder = Recorder()
    recorder.feed(
        "a",
        HtmlPart(html="<i>x</i>"),
        "b",
        ToolPart(call_id="1", name="f"),
        "c",
        ToolPart(call_id="1", name="f", status="done"),
        "d",
    )
    assert recorder.end() == [
        ("text", "a"),
        ("html", "<i>x</i>"),
        ("text", "b"),
        ("tool", "1"),
        ("text", "c"),
        ("text", "d"),
    ]
    assert [part.status for part in recorder.message.parts if isinstance(part, ToolPart)] == ["done"]


@given(
    st.lists(st.sampled_from(["said ", "<think>", "</think>", "`x`", "\n", "thin"]), max_size=10),
    st.lists(st.sampled_from(["more", "<think>", "</think>", "<thi", HtmlPart(html="<hr>")]), max_size=6),
)
def test_going_back_is_as_if_nothing_had_come_after(before: list[str], after: list[Part | str]) -> None:
    with_detour, straight = Recorder(), Recorder()
    for recorder in (with_detour, straight):
        recorder.feed(*before)
    checkpoint = with_detour.turn.checkpoint()
    with_detour.feed(*after)
    with_detour.tell(with_detour.turn.go_back(checkpoint, with_detour.message))
    for recorder in (with_detour, straight):
        recorder.feed("end</think>.")
    assert with_detour.end() == straight.end()


@given(
    st.lists(
        st.one_of(
            st.sampled_from(["a", "<think>", "</think>", "\n"]),
            st.builds(ThinkingPart, text=st.just("t")),
            st.just(HtmlPart(html="<hr>")),
        ),
        max_size=20,
    )
)
def test_indices_only_grow_one_part_is_open_and_the_end_comes_once(parts: list[Part | str]) -> None:
    recorder = Recorder()
    recorder.feed(*parts)
    recorder.end()
    starts = [event.index for event in recorder.events if isinstance(event, PartStart)]
    assert starts == list(range(len(starts)))
    deltas = [event.index for event in recorder.events if isinstance(event, PartStart | PartDelta)]
    assert deltas == sorted(deltas)
    assert sum(isinstance(event, MessageEnd) for event in recorder.events) == 1
