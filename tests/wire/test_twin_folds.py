"""The Python fold on the shared transcripts. The page's fold is held to the same ones in www/test/state."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from pywry_shiny.content import Thread
from pywry_shiny.wire import ServerEvent, apply
from tests.transcripts import generate

FILES = generate.files()
EVENTS = TypeAdapter[list[ServerEvent]](list[ServerEvent])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_transcripts_are_up_to_date(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == FILES[path], "run: python -m tests.transcripts.generate"


def test_there_is_no_other_transcript() -> None:
    assert {*generate.FOLDER.glob("*.json")} == set(FILES)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_fold_makes_the_thread(path: Path) -> None:
    told = json.loads(path.read_text(encoding="utf-8"))
    events = EVENTS.validate_python(told["events"])
    thread = Thread(id="t")
    done = 0
    for check in told["checks"]:
        for event in events[done : check["after"]]:
            apply(thread, event)
        done = check["after"]
        assert thread == Thread.model_validate(check["thread"])
    assert done == len(events)


@given(st.integers(min_value=0, max_value=1_000_000))
def test_the_fold_leaves_the_events_alone(seed: int) -> None:
    events = [*generate.orderly(seed)[:60], *generate.disorderly(seed)[:60]]
    before = EVENTS.dump_python(events)
    thread = Thread(id="t")
    for event in events:
        apply(thread, event)
    assert EVENTS.dump_python(events) == before


@given(st.integers(min_value=0, max_value=1_000_000), st.integers(min_value=0, max_value=120))
def test_a_thread_that_is_kept_can_be_continued(seed: int, cut: int) -> None:
    events = generate.orderly(seed)
    whole, kept = Thread(id="t"), Thread(id="t")
    for event in events:
        apply(whole, event)
    for event in events[:cut]:
        apply(kept, event)
    again = Thread.model_validate_json(kept.model_dump_json())
    for event in events[cut:]:
        apply(again, event)
    assert again == whole
