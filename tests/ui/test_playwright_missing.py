from __future__ import annotations

import subprocess
import sys

from tests.structure.sources import ROOT

WITHOUT_PLAYWRIGHT = """
import sys
sys.modules["playwright"] = None
try:
    import pywry_shiny.playwright
except ImportError as error:
    print(error)
"""


def test_without_playwright_the_error_says_what_to_install() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", WITHOUT_PLAYWRIGHT], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    assert "'playwright' is needed to drive a page" in ran.stdout
    assert "pip install 'pywry-shiny[test]'" in ran.stdout
