from __future__ import annotations

from typing import Any

import pytest

from pywry_shiny.assets import read_manifest
from pywry_shiny.ui import chat_ui
from tests.ui.page_markup import config_of


def test_an_app_may_use_its_own_words() -> None:
    own = {"send": "Senden", "thoughtFor": "{seconds} s nachgedacht"}
    assert config_of(chat_ui("chat", labels=own))["labels"] == own


def test_every_label_of_the_page_can_be_overridden() -> None:
    table = read_manifest()["labels"]
    assert {"send", "stop", "thinking", "copyCode", "blockedImage"} <= set(table)
    assert config_of(chat_ui("chat", labels=table))["labels"] == table


def test_a_label_may_leave_out_what_it_is_given() -> None:
    assert config_of(chat_ui("chat", labels={"tooLong": "Zu lang"}))["labels"] == {"tooLong": "Zu lang"}


def test_an_unknown_label_names_the_known_ones() -> None:
    with pytest.raises(
        ValueError, match=r"There is no label 'sent'\. Did you mean 'send'\? The labels are: "
    ) as raised:
        chat_ui("chat", labels={"sent": "Senden"})
    for name in read_manifest()["labels"]:
        assert name in str(raised.value)


def test_a_value_that_no_one_gives_is_an_error() -> None:
    with pytest.raises(ValueError, match=r"'tooLong' is given \{count\}, \{limit\}; it cannot fill in \{cuont\}"):
        chat_ui("chat", labels={"tooLong": "{cuont} zu viel"})
    with pytest.raises(ValueError, match=r"'send' is given no values; it cannot fill in \{name\}"):
        chat_ui("chat", labels={"send": "{name} senden"})


@pytest.mark.parametrize("text", [None, 7, ["Senden"]])
def test_a_label_is_a_string(text: Any) -> None:
    with pytest.raises(TypeError, match="The label 'send' is a string"):
        chat_ui("chat", labels={"send": text})


@pytest.mark.parametrize("labels", ["send", ["send"], {"send"}])
def test_labels_have_names(labels: Any) -> None:
    with pytest.raises(TypeError, match="`labels` maps names of labels to texts"):
        chat_ui("chat", labels=labels)
