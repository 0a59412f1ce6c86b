"""Two chats

One module, used twice: each chat has its own messages. A question may go to both.
"""

from shiny import App, Inputs, Outputs, Session, module, reactive, ui

from pywry_shiny import Chat, chat_ui
from pywry_shiny.testing import Say, ScriptedProvider


@module.ui
def assistant_ui(title: str):
    return ui.card(ui.card_header(title), chat_ui("chat", greeting="I am listening."))


@module.server
def assistant_server(input: Inputs, output: Outputs, session: Session, opinion: str) -> Chat:
    chat = Chat("chat")
    model = ScriptedProvider(lambda text: [Say(f"About “{text}”: {opinion}")])

    @chat.on_user_submit
    async def _(text: str):
        await chat.append_message_stream(model.reply(text))

    return chat


app_ui = ui.page_fillable(
    ui.layout_columns(
        assistant_ui("optimist", "Optimist"),
        assistant_ui("pessimist", "Pessimist"),
        col_widths={"sm": 12, "lg": 6},
    ),
    ui.input_action_button("ask_both", "Ask both: will it rain?", class_="align-self-center"),
    title="Two chats",
)


def server(input: Inputs, output: Outputs, session: Session):
    chats = [
        assistant_server("optimist", opinion="it will be fine, *as always*."),
        assistant_server("pessimist", opinion="it will go wrong, *as always*."),
    ]

    @reactive.effect
    @reactive.event(input.ask_both)
    def _():
        for chat in chats:
            chat.update_user_input(value="Will it rain?", submit=True)


app = App(app_ui, server)
