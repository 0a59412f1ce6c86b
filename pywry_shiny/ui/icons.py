"""Icons that a page gets from Python."""

from __future__ import annotations

from htmltools import HTML

ROBOT = HTML(
    '<svg class="pywry-icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75"'
    ' stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">'
    '<path d="M12 4v3"/><circle cx="12" cy="3" r="1"/>'
    '<rect x="5" y="7" width="14" height="12" rx="3"/>'
    '<path d="M2.5 12v3M21.5 12v3M9.5 15.75h5"/>'
    '<path d="M9.5 11.5v.5M14.5 11.5v.5"/></svg>'
)
"""Who answers, when an app asks for an icon and names none."""
