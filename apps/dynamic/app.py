"""Come and go

A chat that is inserted, moved and removed. The server keeps the conversation, so it is there again.
"""

from shiny import App, Inputs, Outputs, Session, reactive, ui

from pywry_shiny import Chat, chat_ui
from pywry_shiny.testing import Say, ScriptedProvider

MOVE = """
const chat = document.getElementById("chat");
const other = document.getElementById(chat?.parentElement.id === "left" ? "right" : "left");
if (chat) other.append(chat);
"""

app_ui = ui.page_fillable(
    ui.div(
        ui.input_action_button("insert", "Insert"),
        ui.input_action_button("remove", "Remove"),
        ui.tags.button("Move", type="button", class_="btn btn-default", onclick=MOVE),
        class_="d-flex flex-wrap gap-2",
    ),
    ui.layout_columns(
        ui.card(ui.card_header("Left"), ui.card_body(id="left")),
        ui.card(ui.card_header("Right"), ui.card_body(id="right")),
    ),
    title="Come and go",
    fillable_mobile=True,
)


def server(input: Inputs, output: Outputs, session: Session):
    # There need not be a place for it yet: what is said meanwhile is shown later.
    chat = Chat("chat", greeting="Say something, then move or remove me: even while I answer.")
    model = ScriptedProvider(lambda text: [Say(f"You said “{text}”. " + "I keep talking, wherever I am. " * 20)])

    @chat.on_user_submit
    async def _(text: str):
        await chat.append_message_stream(model.reply(text))

    @reactive.effect
    @reactive.event(input.insert)
    def _():
        ui.remove_ui("#chat")
        ui.insert_ui(chat_ui("chat"), selector="#left", where="beforeEnd")

    @reactive.effect
    @reactive.event(input.remove)
    def _():
        ui.remove_ui("#chat")


app = App(app_ui, server)
