"""Looks and words

The page's theme by itself, own colours by CSS variables, and another language from right to left.
"""

from htmltools import css
from shiny import App, Inputs, Outputs, Session, ui

from pywry_shiny import Chat, chat_ui
from pywry_shiny.testing import Say, ScriptedProvider

ANSWER = """
You said **{text}**. See also [the manual](#), `code`, and

| what    | how |
| ------- | --- |
| a table | so  |
"""

HEBREW_ANSWER = "אמרת: **{text}**. יש כאן גם `code` באמצע משפט, והכול במקומו."

# Any CSS does: a class, the page's own style sheet, or as here the element's style.
SUNSET = css(**{
    "--pywry-chat-accent": "#b3432b",
    "--pywry-chat-user-background": "color-mix(in srgb, #e8743b 22%, var(--bs-body-bg))",
    "--pywry-chat-font": "Georgia, 'Times New Roman', serif",
    "--pywry-chat-font-size": "1.0625rem",
    "--pywry-chat-radius": "0.25rem",
})  # fmt: skip

HEBREW = {
    "send": "שליחה",
    "stop": "עצירה",
    "copyText": "העתקה",
    "answering": "עונה",
    "answerComplete": "התשובה הושלמה.",
}

app_ui = ui.page_navbar(
    ui.nav_panel("As the page", chat_ui("plain", greeting="I follow the theme. Try the switch on the right.")),
    ui.nav_panel("Own colours", chat_ui("sunset", greeting="I have a look of my own.", style=SUNSET)),
    ui.nav_panel(
        "Right to left",
        chat_ui(
            "hebrew",
            greeting="## שלום\n\nכאן כותבים מימין לשמאל.",
            placeholder="כתבו הודעה",
            labels=HEBREW,
            dir="rtl",
        ),
    ),
    ui.nav_spacer(),
    ui.nav_control(ui.input_dark_mode()),
    title="Looks and words",
    fillable=True,
    fillable_mobile=True,
    id="look",
)


def answering_chat(id: str, answer: str):
    chat = Chat(id)
    model = ScriptedProvider(lambda text: [Say(answer.format(text=text))])

    @chat.on_user_submit
    async def _(text: str):
        await chat.append_message_stream(model.reply(text))


def server(input: Inputs, output: Outputs, session: Session):
    answering_chat("plain", ANSWER)
    answering_chat("sunset", ANSWER)
    answering_chat("hebrew", HEBREW_ANSWER)


app = App(app_ui, server)
