from __future__ import annotations

import copy
import json
import pickle
from typing import Any

import pytest

from pywry_shiny.content.user_input import UserInput


def test_it_is_the_text() -> None:
    value = UserInput("hello", ["file"])
    assert isinstance(value, str)
    assert value == "hello"
    assert hash(value) == hash("hello")
    assert {value: 1}["hello"] == 1
    assert f"{value}!" == value + "!" == "hello!"
    assert len(value) == 5
    assert "ell" in value
    assert value.upper() == "HELLO"
    assert type(str(value)) is str


def test_it_unpacks() -> None:
    text, attachments = UserInput("hello", ["file"])
    assert (text, attachments) == ("hello", ["file"])
    assert type(text) is str


def test_names_and_keys() -> None:
    value = UserInput("hello", ["file"])
    assert value.text == value["text"] == "hello"
    assert type(value.text) is str
    assert value.attachments == value["attachments"] == ["file"]
    assert UserInput("hello").attachments == []


def test_indexes_are_the_strings() -> None:
    value = UserInput("hello", ["file"])
    assert (value[0], value[-1], value[1:3]) == ("h", "o", "el")
    with pytest.raises(IndexError):
        value[9]
    with pytest.raises(KeyError):
        value["nothing"]  # type: ignore[call-overload]


@pytest.mark.parametrize("through", [lambda v: pickle.loads(pickle.dumps(v)), copy.copy, copy.deepcopy])
def test_it_survives(through: Any) -> None:
    value = through(UserInput("hello", ["file"]))
    assert type(value) is UserInput
    assert value == "hello"
    assert value.attachments == ["file"]


def test_json_and_repr() -> None:
    assert json.dumps({"said": UserInput("hello", ["file"])}) == '{"said": "hello"}'
    assert repr(UserInput("hello", ["f"])) == "UserInput('hello', attachments=['f'])"


def test_two_inputs_do_not_share_attachments() -> None:
    files = ["a"]
    first, second = UserInput("x", files), UserInput("x", files)
    first.attachments.append("b")
    assert second.attachments == ["a"] == files
