"""Shiny in messages

A message may hold inputs and outputs. They live on while the conversation goes on.
"""

import math
from itertools import count

from shiny import App, Inputs, Outputs, Session, module, render, ui

from pywry_shiny import Chat, chat_ui

app_ui = ui.page_fillable(
    chat_ui("chat", greeting='<span class="suggestion submit">Draw me a wave</span>'),
    title="Shiny in messages",
    fillable_mobile=True,
)


@module.ui
def wave_ui():
    return ui.card(
        ui.input_slider("waves", "Waves", min=1, max=12, value=3),
        ui.output_ui("drawing"),
        ui.output_text("told"),
    )


@module.server
def wave_server(input: Inputs, output: Outputs, session: Session):
    @render.ui
    def drawing():
        heights = (50 - 40 * math.sin(2 * math.pi * input.waves() * x / 300) for x in range(301))
        points = " ".join(f"{x},{y:.1f}" for x, y in enumerate(heights))
        line = ui.Tag("polyline", points=points, fill="none", stroke="currentColor", stroke_width="2")
        return ui.tags.svg(line, viewBox="0 0 300 100", role="img", aria_label="A wave")

    @render.text
    def told():
        return f"{input.waves()} waves"


def server(input: Inputs, output: Outputs, session: Session):
    chat = Chat("chat")
    numbers = count(1)

    @chat.on_user_submit
    async def _():
        # A module gives each message inputs and outputs of its own.
        id = f"wave{next(numbers)}"
        wave_server(id)
        # Strings beside the tags are markdown.
        await chat.append_message(ui.TagList("Here is **your wave**. Move the slider:", wave_ui(id)))


app = App(app_ui, server)
