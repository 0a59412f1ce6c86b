"""The names the package offers: told in three places, which must agree."""

from __future__ import annotations

import ast

import pytest

import pywry_shiny
from tests.structure.python_imports import modules


def names_for_type_checkers() -> dict[str, str]:
    """What `if TYPE_CHECKING:` imports: each name with the module it comes from."""
    tree = ast.parse(modules()["pywry_shiny"].read_text(encoding="utf-8"))
    block = next(node for node in tree.body if isinstance(node, ast.If))
    found: dict[str, str] = {}
    for node in block.body:
        if isinstance(node, ast.ImportFrom):
            found |= {alias.asname or alias.name: node.module or alias.name for alias in node.names}
    return found


def test_the_three_lists_agree() -> None:
    homes = vars(pywry_shiny)["_HOMES"]
    assert names_for_type_checkers() == homes
    assert set(pywry_shiny.__all__) - {"__version__"} == set(homes)


@pytest.mark.parametrize("name", pywry_shiny.__all__)
def test_each_name_can_be_had(name: str) -> None:
    assert getattr(pywry_shiny, name) is not None
    assert name in dir(pywry_shiny)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = pywry_shiny.nonsense  # pyright: ignore[reportAttributeAccessIssue]
