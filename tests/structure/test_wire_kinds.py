"""Every kind of event and frame that travels is sent by someone, understood by the other side, and tested."""

from __future__ import annotations

import ast
from functools import cache
from typing import Any, get_args

import pytest

from pywry_shiny.manager.policy import NEEDED
from pywry_shiny.wire import ClientEvent, ServerEvent, ServerFrame
from pywry_shiny.wire.typescript import source
from tests.structure.sources import ROOT, files


def models(union: Any) -> dict[str, str]:
    """The kinds of a union, and the names of their classes."""
    return {model.model_fields["kind"].default: model.__name__ for model in get_args(get_args(union)[0])}


EVENTS, FRAMES, ASKS = models(ServerEvent), models(ServerFrame), models(ClientEvent)


@cache
def texts(suffix: str, under: str) -> str:
    """All source text of a folder, but for what is generated from the other side."""
    paths = files(*suffix.split(), under=under)
    return "\n".join(path.read_text(encoding="utf-8") for path in paths if path.name != "wire.gen.ts")


@cache
def names(under: str) -> tuple[frozenset[str], frozenset[str]]:
    """The classes that the Python of a folder makes objects of, and those that it tells apart with ``match``."""
    made: set[str] = set()
    matched: set[str] = set()
    for path in files(".py", under=under):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id=name)):
                    made.add(name)
                case ast.MatchClass(cls=ast.Name(id=name)):
                    matched.add(name)
                case _:
                    pass
    return frozenset(made), frozenset(matched)


@pytest.mark.parametrize("kind", [*EVENTS, *FRAMES])
def test_what_the_server_tells_is_sent_by_it_and_checked_and_dealt_with_on_the_page(kind: str) -> None:
    cls = (EVENTS | FRAMES)[kind]
    assert any(cls in names(f"pywry_shiny/{floor}")[0] for floor in ("stream", "manager", "chat")), "nobody sends it"
    assert f"  {kind}: {{" in texts(".ts", "www/src/channel"), "the page's channel does not check it"
    assert f'case "{kind}":' in texts(".ts .tsx", "www/src"), "the page does nothing with it"


@pytest.mark.parametrize("kind", EVENTS)
def test_both_folds_know_an_event_and_the_shared_transcripts_hold_it(kind: str) -> None:
    fold = (ROOT / "pywry_shiny/wire/fold.py").read_text(encoding="utf-8")
    twin = (ROOT / "www/src/state/fold.ts").read_text(encoding="utf-8")
    assert f"case {EVENTS[kind]}():" in fold
    assert f'case "{kind}":' in twin
    assert f'"{kind}"' in texts(".json", "tests/transcripts")


@pytest.mark.parametrize("kind", FRAMES)
def test_a_frame_is_understood_by_the_page_of_our_tests(kind: str) -> None:
    assert FRAMES[kind] in names("pywry_shiny/testing")[1]
    assert f'kind: "{kind}"' in texts(".ts", "www/test"), "no test of the page receives it"


@pytest.mark.parametrize("kind", ASKS)
def test_what_a_page_asks_is_sent_by_it_allowed_to_someone_dealt_with_and_tested(kind: str) -> None:
    assert f'kind: "{kind}"' in texts(".ts .tsx", "www/src"), "no page sends it"
    assert kind in NEEDED, "nobody may send it"
    assert ASKS[kind] in names("pywry_shiny/manager")[1], "the door does nothing with it"
    tests = texts(".py", "tests") + texts(".py", "pywry_shiny/testing")
    assert f'"kind": "{kind}"' in tests, "no test sends it"


def test_the_policy_knows_no_kind_that_does_not_exist() -> None:
    assert set(NEEDED) == set(ASKS)


def test_the_page_has_the_types_of_the_wire_as_they_are() -> None:
    assert (ROOT / "www/src/wire.gen.ts").read_text(encoding="utf-8") == source()
