"""What a text may try, to run, to fetch, or to take over the page that shows it.

Whatever runs calls `pwned()`; whatever is fetched comes from `evil.example`.
"""

from __future__ import annotations

import json
from pathlib import Path

FENCE = "```"

#: Texts that do harm by their size.
LARGE = {
    "long word": "x" * 600,
    "wide table": "|" + "a" * 90 + "|" * 40 + "\n" + "|---" * 41 + "|\n",
    "wide table with a body": "|a" * 60 + "|\n" + "|-" * 60 + "|\n" + ("|" + "word " * 4) * 60 + "|\n",
    "deep quotes": "> " * 120 + "x",
    "deep lists": "\n".join("  " * depth + "- x" for depth in range(60)),
    "deep elements": "<div>" * 300 + "x",
    "deep elements, then out": "<div>" * 200 + "<svg><style><img src=x onerror=pwned()>",
    "many marks": "x" + "\u0301" * 300,
    "language": f"{FENCE}{'x' * 400}\nx\n{FENCE}",
    "line of code": f"{FENCE}py\n{'x' * 400}\n{FENCE}",
    "formula": "$$" + "x+" * 900 + "x$$",
    "diagram": f"{FENCE}mermaid\nflowchart LR\n" + "".join(f"A{i}-->A{i + 1}\n" for i in range(3000)) + FENCE,
}


def payloads() -> dict[str, str]:
    """Give all texts by their names."""
    groups: dict[str, dict[str, str]] = json.loads(Path(__file__).with_name("payloads.json").read_text("utf-8"))
    return {
        f"{group}: {name}": text for group, texts in {**groups, "size": LARGE}.items() for name, text in texts.items()
    }
