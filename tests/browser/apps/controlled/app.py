"""Two chats that echo: one in a module, and one that a person brings into the page."""

from __future__ import annotations

from htmltools import Tag, TagList
from shiny import App, Inputs, Outputs, Session, module, reactive, render, ui

from pywry_shiny import Chat, chat_ui


def echoes(name: str) -> None:
    chat = Chat("chat")

    @chat.on_user_submit
    async def _(text: str) -> None:  # pyright: ignore[reportUnusedFunction]
        await chat.append_message(f"{name}: {text.strip()}")


@module.ui
def part_ui() -> Tag:
    return chat_ui("chat", greeting=TagList("Welcome", ui.input_action_button("begin", "Begin")))


@module.server
def part_server(input: Inputs, output: Outputs, session: Session) -> None:
    echoes("part")


app_ui = ui.page_fluid(part_ui("part"), ui.input_action_button("bring", "Bring"), ui.output_ui("brought"))


def server(input: Inputs, output: Outputs, session: Session) -> None:
    part_server("part")
    echoes("brought")

    @render.ui
    @reactive.event(input.bring)
    def brought() -> Tag:  # pyright: ignore[reportUnusedFunction]
        return chat_ui("chat", greeting="</script>**Brought**", submit_key="enter+modifier")


app = App(app_ui, server)
