"""What `import pywry_shiny` costs whoever has imported Shiny already: next to nothing, and never an SDK."""

from __future__ import annotations

import json
import re
import statistics
import subprocess
import sys

from tests.structure.sources import ROOT

SDKS = {"anthropic", "chatlas", "google.genai", "langchain_core", "ollama", "openai", "pydantic_ai"}
BUDGET_US = 50_000

NEW_MODULES = """
import json, sys
import shiny
before = set(sys.modules)
{then}
print(json.dumps(sorted(set(sys.modules) - before)))
"""


def python(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=True, timeout=120
    )


def modules_added_by(statement: str) -> set[str]:
    """What a statement imports that `import shiny` has not."""
    return set(json.loads(python("-c", NEW_MODULES.format(then=statement)).stdout))


def import_cost(module: str) -> int:
    """Microseconds for a module and all it imports, after `import shiny`."""
    told = python("-X", "importtime", "-c", f"import shiny; import {module}").stderr
    lines = re.findall(r"^import time:\s+\d+ \|\s+(\d+) \|( *)(\S+)$", told, re.MULTILINE)
    return next(int(total) for total, _, name in lines if name == module)


def test_the_package_alone_brings_nothing_along() -> None:
    assert modules_added_by("import pywry_shiny") == {"pywry_shiny", "pywry_shiny.inbox", "pywry_shiny.version"}


def test_import_costs_less_than_50_ms() -> None:
    assert statistics.median(import_cost("pywry_shiny") for _ in range(5)) < BUDGET_US


def test_no_name_brings_an_sdk_along() -> None:
    added = modules_added_by("import pywry_shiny\nfor name in pywry_shiny.__all__: getattr(pywry_shiny, name)")
    assert {sdk for sdk in SDKS if any(name == sdk or name.startswith(f"{sdk}.") for name in added)} == set()
