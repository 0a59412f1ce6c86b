"""Measures against the chat that Shiny brings along: `python -m tests.bench --help`."""
