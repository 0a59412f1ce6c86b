"""Greetings

One stands in the page and stays; the other is streamed when someone looks, and written anew when asked.
"""

import asyncio
from itertools import cycle

from shiny import App, Inputs, Outputs, Session, reactive, ui

from pywry_shiny import Chat, chat_greeting, chat_ui

GREETINGS = cycle(
    [
        "## Good day!\n\nI was *streamed*. What shall we talk about?",
        "## You again!\n\nI was written just for this. Where did we stop?",
        "## Welcome back\n\nA third one, and the last before the first comes again.",
    ]
)

app_ui = ui.page_fillable(
    ui.layout_columns(
        ui.card(
            ui.card_header("In the page, and stays"),
            chat_ui("static", greeting=chat_greeting("## Hello\n\nI stay when you speak.", persistent=True)),
        ),
        ui.card(
            ui.card_header("Streamed, and leaves"),
            chat_ui("streamed", footer=ui.input_action_button("again", "Write another greeting")),
        ),
        col_widths={"sm": 12, "lg": 6},
    ),
    title="Greetings",
)


async def words(text: str):
    """Stream a text. A real app would ask its model."""
    for word in text.split(" "):
        yield f"{word} "
        await asyncio.sleep(0.05)


async def write_greeting():
    """Called when someone looks at the empty chat."""
    return chat_greeting(words(next(GREETINGS)))


def echo(chat: Chat):
    @chat.on_user_submit
    async def _(text: str):
        await chat.append_message(f"You said: {text}")


def server(input: Inputs, output: Outputs, session: Session):
    echo(Chat("static"))
    streamed = Chat("streamed", greeting=write_greeting)
    echo(streamed)

    @reactive.effect
    @reactive.event(input.again)
    async def _():
        # The page sees a chat without a greeting, and asks for one.
        await streamed.clear_messages(greeting=True)


app = App(app_ui, server)
