"""Errors

An answer that breaks off keeps what it had. What the user is told is the app's choice: four ways.
"""

from typing import Literal

from shiny import App, Inputs, Outputs, Session, ui

from pywry_shiny import Chat, chat_ui
from pywry_shiny.testing import Fail, Say, ScriptedProvider

OnError = Literal["auto", "actual", "sanitize", "unhandled"]

MODES: dict[OnError, str] = {
    "auto": "As the app's `sanitize_errors` says.",
    "actual": "The error itself. For apps that only you use.",
    "sanitize": "A general sentence, for the error itself may tell too much.",
    "unhandled": "As in plain Shiny: an error ends the session.",
}

TRY = "\n\n<span class='suggestion submit'>Fail at once</span> <span class='suggestion submit'>Fail midway</span>"

app_ui = ui.page_fillable(
    ui.navset_card_tab(
        *(ui.nav_panel(mode, chat_ui(mode, greeting=told + TRY), value=mode) for mode, told in MODES.items()),
        id="mode",
    ),
    title="Errors",
    fillable_mobile=True,
)


def failing_chat(mode: OnError):
    chat = Chat(mode, on_error=mode)

    @chat.on_user_submit
    async def _(text: str):
        error = RuntimeError("the password of the database is 1234")
        if text == "Fail at once":
            raise error
        model = ScriptedProvider([Say("It was going so well, and th"), Fail(error)])
        await chat.append_message_stream(model.reply(text))


def server(input: Inputs, output: Outputs, session: Session):
    for mode in MODES:
        failing_chat(mode)


app = App(app_ui, server)
