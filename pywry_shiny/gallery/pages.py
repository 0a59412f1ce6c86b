"""The gallery's own pages: the front page, and the source of an app."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from htmltools import Tag, TagList
from shiny import App, ui
from starlette.requests import Request

from ..ui import output_markdown_stream
from .catalogue import Example

_STYLES = Path(__file__).parent / "gallery.css"


def front_page(sections: Mapping[str, Sequence[Example]]) -> App:
    """Make the page that shows what there is: a card for each app."""
    page = _page(
        ui.tags.header(
            ui.h1("pywry-shiny"),
            ui.p("Small apps with a chat in them. Each teaches one thing, and is meant to be copied.", class_="lead"),
            ui.p(
                "All of it runs on this machine: a script answers, so that there is no key and no network.",
                class_="text-body-secondary",
            ),
            class_="gallery-head",
        ),
        *(_section(name, examples) for name, examples in sections.items()),
        title="pywry-shiny: the gallery",
    )
    return App(page, None)


def source_page(examples: Mapping[str, Example]) -> App:
    """Make the page that shows an app's source: `?app=NAME`."""

    def page(request: Request) -> Tag:
        name = request.query_params.get("app", "")
        if name not in examples:
            return _page(ui.h1("There is no such app"), _back(), title="There is no such app")
        example = examples[name]
        return _page(
            _back(),
            ui.h1(example.title),
            ui.p(example.summary, " ", ui.a("Open the app", href=f"../apps/{name}/")),
            output_markdown_stream("source", content=f"~~~~python\n{example.source}~~~~", width="100%"),
            title=f"{example.title}: source",
        )

    return App(page, None)


def _page(*content: Tag | TagList, title: str) -> Tag:
    return ui.page_fixed(
        ui.include_css(_STYLES),
        ui.div(ui.input_dark_mode(), class_="gallery-mode"),
        ui.tags.main(*content, class_="gallery"),
        title=title,
        lang="en",
    )


def _back() -> Tag:
    return ui.p(ui.a("← All apps", href="../"))


def _section(name: str, examples: Sequence[Example]) -> Tag:
    return ui.tags.section(ui.h2(name), ui.div(*map(_card, examples), class_="gallery-cards"))


def _card(example: Example) -> Tag:
    return ui.tags.article(
        ui.h3(ui.a(example.title, href=f"apps/{example.name}/")),
        ui.p(example.summary),
        ui.a(
            "Source",
            href=f"source/?app={example.name}",
            aria_label=f"Source of {example.title}",
            class_="gallery-source",
        ),
        class_="gallery-card",
    )
