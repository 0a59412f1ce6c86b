"""Suggestions

What the user may say next: chips in a line, pictures, and a list that becomes cards.
"""

from pathlib import Path

from shiny import App, Inputs, Outputs, Session, ui

from pywry_shiny import Chat, chat_ui
from pywry_shiny.testing import Say, ScriptedProvider

GREETING = """
## Three ways to suggest

A chip fills the text box: <span class="suggestion">Tell me a story</span>. This one
<span class="suggestion submit">is sent at once</span>. Ctrl sends any of them, Alt sends none.

<img class="submit" data-suggestion="What is the sun?" src="sun.svg" alt="Sun" width="64">
<img class="submit" data-suggestion="What is the moon?" src="moon.svg" alt="Moon" width="64">

1. <span class="suggestion submit" title="Plan">Plan a day in Lisbon</span>
2. <span class="suggestion submit" title="Pack">What to pack for it</span>
3. <span class="suggestion submit" title="Eat" data-suggestion="Where do I eat pastéis?">Pastéis, of course</span>
"""

app_ui = ui.page_fillable(
    chat_ui("chat", greeting=GREETING),
    title="Suggestions",
    fillable_mobile=True,
)


def script(text: str):
    """Say what arrived, and suggest more. Suggestions are a part of the markdown, so they stream as well."""
    return [
        Say(
            f"You chose: **{text}**\n\n"
            '* <span class="suggestion submit" title="More">Tell me more</span>\n'
            '* <span class="suggestion submit" title="Less">Tell me less</span>\n'
        )
    ]


def server(input: Inputs, output: Outputs, session: Session):
    chat = Chat("chat")
    model = ScriptedProvider(script)

    @chat.on_user_submit
    async def _(text: str):
        await chat.append_message_stream(model.reply(text))


app = App(app_ui, server, static_assets=Path(__file__).parent / "www")
