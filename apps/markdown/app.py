"""Markdown

Tables, code, math, diagrams, footnotes, images and raw HTML, while they stream.
"""

from pathlib import Path

from shiny import App, Inputs, Outputs, Session, ui

from pywry_shiny import Chat, chat_ui
from pywry_shiny.testing import Say, ScriptedProvider, Suggest

SAMPLES = {path.stem.capitalize(): path.read_text() for path in sorted((Path(__file__).parent / "samples").iterdir())}

GREETING = "## What shall I write?\n\n" + " ".join(
    f'<span class="suggestion submit">{name}</span>' for name in [*SAMPLES, "Everything"]
)

app_ui = ui.page_fillable(
    chat_ui("chat", greeting=GREETING),
    title="Markdown",
    fillable_mobile=True,
)


def script(text: str):
    """The sample of that name, or all of them."""
    found = SAMPLES.get(text.strip().capitalize())
    return [Say(found or "\n\n".join(SAMPLES.values())), Suggest([name for name in SAMPLES if name != text])]


def server(input: Inputs, output: Outputs, session: Session):
    chat = Chat("chat")
    model = ScriptedProvider(script, rate=200)

    @chat.on_user_submit
    async def _(text: str):
        await chat.append_message_stream(model.reply(text))


app = App(app_ui, server)
