"""What an app writes into a page from the start: the same messages as on the wire, and the files their UI needs."""

from __future__ import annotations

from htmltools import HTMLDependency, TagChild, TagList

from ..content import Message
from ..content.chat_message import ChatMessage, RenderedUi
from ..content.greeting import ChatGreeting


class StaticContent:
    """Renders the static content of one element, and keeps the dependencies of all its UI.

    The element's tag carries them, as any tag does, so that they are in the page before the element is. The parts
    themselves therefore name none.
    """

    def __init__(self) -> None:
        self.dependencies: list[HTMLDependency] = []

    def message(self, content: ChatMessage | ChatGreeting, id: str) -> Message:
        """Give content as a message that ended. `id` must be its own within the element."""
        return Message(
            id=id,
            role="assistant" if isinstance(content, ChatGreeting) else content.role,
            parts=content.to_parts(self._process_ui),
            status="complete",
            pinned=isinstance(content, ChatGreeting) and content.persistent,
        )

    def html(self, ui: TagChild) -> str:
        """Give UI as HTML."""
        return self._process_ui(TagList(ui))["html"]

    def _process_ui(self, ui: TagList) -> RenderedUi:
        rendered = ui.render()
        self.dependencies.extend(rendered["dependencies"])
        return {"html": rendered["html"], "deps": []}
