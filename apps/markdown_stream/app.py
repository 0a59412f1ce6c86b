"""A stream without a chat

Text that a model writes into a page: a report, a summary, an explanation beside a plot.
"""

from shiny import App, Inputs, Outputs, Session, reactive, render, ui

from pywry_shiny import MarkdownStream, output_markdown_stream
from pywry_shiny.testing import Say, ScriptedProvider

REPORT = """
## The weather of {city}

Mild, and *mostly* dry.

| Month | Rain, mm | Mean, °C |
| ----- | -------: | -------: |
| May   | 51       | 13.2     |
| June  | 45       | 16.4     |
| July  | 47       | 18.7     |

Pack an umbrella anyway.
"""

app_ui = ui.page_sidebar(
    ui.sidebar(
        ui.input_select("city", "City", ["London", "Oslo", "Porto"]),
        ui.input_action_button("write", "Write the report", class_="btn-primary"),
        ui.output_text("state"),
    ),
    ui.card(output_markdown_stream("report", content="*Nothing is written yet.*")),
    title="A stream without a chat",
    fillable=True,
)


def server(input: Inputs, output: Outputs, session: Session):
    report = MarkdownStream("report")

    @reactive.effect
    @reactive.event(input.write)
    async def _():
        model = ScriptedProvider([Say(REPORT.format(city=input.city()))])
        await report.stream(model.reply(""))

    @render.text
    def state():
        task = report.latest_stream
        if task.status() != "success":
            return {"running": "Writing…", "error": "It failed."}.get(task.status(), "")
        return f"{len(task.result().split())} words."


app = App(app_ui, server)
