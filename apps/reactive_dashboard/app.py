"""A dashboard that listens

What is said in the chat sets a reactive value; table, plot and sum follow, as with any other input.
"""

import re
from typing import NamedTuple

from shiny import App, Inputs, Outputs, Session, reactive, render, ui

from pywry_shiny import Chat, chat_ui


class City(NamedTuple):
    name: str
    continent: str
    millions: float


CITIES = (
    City("Tokyo", "Asia", 37.0),
    City("Delhi", "Asia", 33.8),
    City("Shanghai", "Asia", 29.9),
    City("São Paulo", "America", 22.8),
    City("Mexico City", "America", 22.5),
    City("Cairo", "Africa", 22.6),
    City("Mumbai", "Asia", 21.7),
    City("New York", "America", 18.9),
    City("Lagos", "Africa", 16.5),
    City("Istanbul", "Europe", 16.0),
    City("Paris", "Europe", 11.3),
    City("London", "Europe", 9.7),
    City("Johannesburg", "Africa", 6.3),
    City("Sydney", "Oceania", 5.2),
)

CONTINENTS = sorted({city.continent for city in CITIES})

GREETING = """
Which cities do you want to see?

* <span class="suggestion submit" title="Asia">Cities in Asia</span>
* <span class="suggestion submit" title="Huge">More than 20 million</span>
* <span class="suggestion submit" title="Both">Africa, more than 10 million</span>
* <span class="suggestion submit" title="All">Show all of them</span>
"""

app_ui = ui.page_sidebar(
    ui.sidebar(
        chat_ui("chat", greeting=GREETING, placeholder="Filter the cities"),
        width=380,
        fillable=True,
        open={"desktop": "open", "mobile": "always-above"},
        max_height_mobile="70vh",
    ),
    ui.layout_columns(
        ui.value_box("Cities", ui.output_text("number")),
        ui.value_box("Million people", ui.output_text("people")),
        fill=False,
    ),
    ui.layout_columns(
        ui.card(ui.card_header("How large they are"), ui.output_ui("bars")),
        ui.card(ui.card_header("Which they are"), ui.output_ui("table")),
        col_widths={"sm": 12, "xl": 6},
    ),
    title="A dashboard that listens",
    fillable=True,
)


def understand(text: str) -> list[City]:
    """Read a question. This is where a real app asks its model, for instance by a tool call."""
    continents = [name for name in CONTINENTS if name.lower() in text.lower()] or CONTINENTS
    number = re.search(r"\d+", text)
    least = float(number.group()) if number else 0.0
    return [city for city in CITIES if city.continent in continents and city.millions > least]


def bar(city: City):
    share = ui.div(style=f"width: {100 * city.millions / CITIES[0].millions:.0f}%", class_="progress-bar")
    return ui.div(ui.tags.small(city.name), ui.div(share, class_="progress", role="presentation"), class_="mb-2")


def server(input: Inputs, output: Outputs, session: Session):
    chat = Chat("chat")
    shown: reactive.Value[list[City]] = reactive.Value(list(CITIES))

    @chat.on_user_submit
    async def _(text: str):
        found = understand(text)
        shown.set(found)
        names = ", ".join(city.name for city in found[:3])
        await chat.append_message(f"**{len(found)}** found, such as {names}." if found else "There is none.")

    @render.text
    def number():
        return str(len(shown()))

    @render.text
    def people():
        return f"{sum(city.millions for city in shown()):.0f}"

    @render.ui
    def bars():
        return [bar(city) for city in shown()]

    @render.ui
    def table():
        rows = [ui.tags.tr(ui.tags.td(city.name), ui.tags.td(city.continent)) for city in shown()]
        return ui.tags.table(ui.tags.tbody(rows), class_="table table-sm")


app = App(app_ui, server)
