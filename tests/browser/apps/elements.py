"""A chat that comes and goes, in a session whose line is cut, beside a lone stream."""

from __future__ import annotations

from shiny import App, Inputs, Outputs, Session, reactive, render, ui

from pywry_shiny import Chat, MarkdownStream, chat_ui, output_markdown_stream

app_ui = ui.page_fluid(
    ui.input_action_button("insert", "Insert"),
    ui.input_action_button("remove", "Remove"),
    ui.input_action_button("ask", "Ask"),
    ui.input_action_button("stream", "Stream"),
    ui.div(
        chat_ui(
            "chat",
            height="400px",
            greeting=ui.HTML('<button class="btn suggestion">Try <b>this</b></button>'),
            footer=ui.input_checkbox("agree", "Agree", True),
            toolbar_input=ui.input_select("model", "Model", ["small", "large"]),
        ),
        id="place",
    ),
    ui.output_text("log"),
    output_markdown_stream("words", content="Nothing yet"),
)


def server(input: Inputs, output: Outputs, session: Session) -> None:
    session.allow_reconnect("force")
    chat = Chat("chat")
    words = MarkdownStream("words")
    told: reactive.Value[list[str]] = reactive.Value([])

    @chat.on_user_submit
    async def _(text: str) -> None:
        with reactive.isolate():
            told.set([*told(), str(text)])
        await chat.append_message(f"You said {text}")

    @reactive.effect
    @reactive.event(input.insert)
    def _() -> None:
        ui.insert_ui(chat_ui("chat", height="400px"), selector="#place", where="beforeEnd")

    @reactive.effect
    @reactive.event(input.remove)
    def _() -> None:
        ui.remove_ui("#chat")

    @reactive.effect
    @reactive.event(input.ask)
    def _() -> None:
        chat.update_user_input(value="from the server", submit=True)
        chat.update_user_input(value="and a draft", placeholder="Say more", focus=True)

    @reactive.effect
    @reactive.event(input.stream)
    async def _() -> None:
        await words.stream(["One *", "two* ", ui.input_numeric("number", "Number", 3)])

    @render.text
    def log() -> str:
        return f"{told()} {input.agree()} {input.model()}"


app = App(app_ui, server)
