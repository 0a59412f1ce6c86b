from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pywry_shiny.content import ToolPart
from pywry_shiny.stream.tool_calls import ToolCalls


def told(calls: ToolCalls, *fragments: ToolPart) -> list[ToolPart]:
    return [part for fragment in fragments for part in calls.feed(fragment)] + calls.finish()


def test_pieces_join_and_results_settle() -> None:
    parts = told(
        ToolCalls(),
        ToolPart(call_id="1", name="add"),
        ToolPart(call_id="", name="", arguments='{"a"'),
        ToolPart(call_id="", name="", arguments=": 1}"),
        ToolPart(call_id="1", name="", status="running"),
        ToolPart(call_id="1", name="add", status="done", result="1"),
    )
    assert parts[0] == ToolPart(call_id="1", name="add")
    assert parts[-1] == ToolPart(call_id="1", name="add", arguments='{"a": 1}', status="done", result="1")


def test_whole_arguments_replace() -> None:
    calls = ToolCalls()
    calls.feed(ToolPart(call_id="1", name="f", arguments="{}"))
    (part,) = calls.feed(ToolPart(call_id="1", name="f", arguments='{"a": 1}', status="running"))
    assert part.arguments == '{"a": 1}'


def test_two_calls_one_after_the_other() -> None:
    calls = ToolCalls()
    parts = told(
        calls,
        ToolPart(call_id="1", name="f", arguments="12345678"),
        ToolPart(call_id="", name="", arguments="9"),
        ToolPart(call_id="2", name="g"),
        ToolPart(call_id="", name="", arguments="x"),
        ToolPart(call_id="1", name="", status="done", result="r"),
    )
    assert {part.call_id: part for part in parts} == {
        "1": ToolPart(call_id="1", name="f", arguments="123456789", status="done", result="r"),
        "2": ToolPart(call_id="2", name="g", arguments="x"),
    }
    # What was held back of the first call is told before the second begins.
    assert [part.call_id for part in parts] == ["1", "1", "2", "2", "1"]
    assert calls.finish() == []


def test_a_piece_of_nothing_is_dropped_and_a_named_one_gets_an_id() -> None:
    calls = ToolCalls()
    assert calls.feed(ToolPart(call_id="", name="", arguments="{")) == []
    (part,) = calls.feed(ToolPart(call_id="", name="f", arguments="{"))
    assert part.call_id


def test_a_server_that_repeats_name_and_id_is_understood() -> None:
    parts = told(ToolCalls(), *(ToolPart(call_id="1", name="f", arguments=c) for c in "abc"))
    assert parts[-1] == ToolPart(call_id="1", name="f", arguments="abc")


@given(st.lists(st.text(min_size=1, max_size=8), max_size=300))
def test_everything_is_told_at_a_cost_that_is_a_multiple_of_it(pieces: list[str]) -> None:
    calls = ToolCalls()
    parts = told(calls, ToolPart(call_id="1", name="f"), *(ToolPart(call_id="", name="", arguments=p) for p in pieces))
    whole = "".join(pieces)
    assert parts[-1].arguments == whole
    assert sum(len(part.arguments) for part in parts) <= 6 * len(whole) + 50
