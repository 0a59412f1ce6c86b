"""What differs between the two sides: what is imported, and what their elements are called."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

CHAT_ID = "chat"
MARKDOWN_ID = "md"


@dataclass(frozen=True)
class Side:
    """One of the two that are compared.

    Attributes
    ----------
    messages
        Matches every message, in order; the last one is the answer.
    noise
        Matches what is inside a message but no part of its text: buttons, labels.
    hello
        Gives what the page of a chat tells the server when it is there, for a client that is no page.
    """

    key: str
    module: str
    text_box: str
    send_button: str
    messages: str
    markdown: str
    noise: str
    hello: Callable[[str], dict[str, object]]


OURS = Side(
    key="ours",
    module="pywry_shiny",
    text_box=f"#{CHAT_ID} textarea.pywry-composer-text",
    send_button=f"#{CHAT_ID} button.pywry-composer-send",
    messages=f"#{CHAT_ID} .pywry-message",
    markdown=f"#{MARKDOWN_ID}",
    noise="button",
    hello=lambda chat: {f"{chat}_pywry:pywry.event": {"kind": "attach"}},
)
PEER = Side(
    key="peer",
    module="shinychat",
    text_box=f"#{CHAT_ID} [role=textbox]",
    send_button=f"#{CHAT_ID} .shiny-chat-btn-send",
    messages=f"#{CHAT_ID} .shiny-chat-messages-content > *",
    markdown=f"#{MARKDOWN_ID}",
    noise="button",
    hello=lambda _chat: {},
)
SIDES = {side.key: side for side in (OURS, PEER)}
