"""An app whose page is empty at first, and loads what a chat and a markdown stream need when a button is pressed."""

from shiny import App, Inputs, Outputs, Session, render, ui

from pywry_shiny.assets import chat_dependency, markdown_stream_dependency

app_ui = ui.page_fluid(ui.input_action_button("add", "Add"), ui.output_ui("late"))


def server(input: Inputs, output: Outputs, session: Session) -> None:
    @render.ui
    def late() -> ui.TagList | None:
        if input.add() == 0:
            return None
        return ui.TagList(ui.p("here", id="late-one"), chat_dependency(), markdown_stream_dependency())


app = App(app_ui, server)
