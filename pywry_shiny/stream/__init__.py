"""From an answer, in whatever form it comes, to events."""

from __future__ import annotations
