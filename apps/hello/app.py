"""Hello

The smallest chat: what you say comes back.
"""

from shiny import App, Inputs, Outputs, Session, ui

from pywry_shiny import Chat, chat_ui

app_ui = ui.page_fillable(
    chat_ui("chat", greeting="## Hello!\n\nSay something, and it comes back."),
    title="Hello",
    fillable_mobile=True,
)


def server(input: Inputs, output: Outputs, session: Session):
    chat = Chat("chat")

    @chat.on_user_submit
    async def _(text: str):
        await chat.append_message(f"You said: {text}")


app = App(app_ui, server)
