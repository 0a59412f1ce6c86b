"""Streaming

Thoughts with topics, a tool, an answer and what to ask next. Make it slow, break it, or let it never end.
"""

from shiny import App, Inputs, Outputs, Session, render, ui

from pywry_shiny import Chat, chat_ui
from pywry_shiny.testing import Call, Fail, Forever, Pause, Say, ScriptedProvider, Step, Suggest, Think

GREETING = """
## Watch an answer arrive

A script answers here: no key, no network. Ask anything.

<span class="suggestion submit">Why is the sky blue?</span>
"""

app_ui = ui.page_sidebar(
    ui.sidebar(
        ui.input_slider("rate", "Tokens a second", min=5, max=500, value=60),
        ui.input_radio_buttons(
            "ending", "The answer", {"whole": "comes to its end", "broken": "breaks off", "endless": "never ends"}
        ),
        ui.p("The latest stream: ", ui.output_text("status", inline=True)),
        open={"desktop": "open", "mobile": "closed"},
    ),
    chat_ui("chat", greeting=GREETING, tool_grouping="all"),
    title="Streaming",
    fillable=True,
    fillable_mobile=True,
)


def script(text: str, ending: str) -> list[Step]:
    """What happens, step by step, for what the user said."""
    steps: list[Step] = [
        Think(
            "<topic>Reading the question</topic>\nThey ask about light in the air, so this is about how small things "
            "scatter waves. Colours differ by their wavelength, and red is about half as long again as blue.\n\n"
        ),
        Think(
            "<topic>Looking it up</topic>\nScattering grows with the fourth power of the frequency. "
            "A number would help: how much more is blue scattered than red?"
        ),
        Call("search", '{"query": "Rayleigh scattering, blue and red"}', "(700 / 450)^4 = 5.9", "Search", seconds=1),
        Think("<topic>Putting it together</topic>\nSun, air, eye: in that order, and with the one number."),
        Pause(0.2),
        Say(f"You asked: *{text}*\n\nSunlight holds all colours, and air scatters the short waves most. "),
    ]
    match ending:
        case "broken":
            return [*steps, Say("About six times as m"), Fail(ConnectionError("the model hung up"))]
        case "endless":
            return [*steps, Forever("And blue is scattered more, and more. ")]
        case _:
            return [
                *steps,
                Say("Blue about **six times** as much as red:\n\n$$I \\propto \\frac{1}{\\lambda^4}$$\n"),
                Suggest([("Red", "Why is a sunset red?"), ("Violet", "Why is the sky not violet?")]),
            ]


def server(input: Inputs, output: Outputs, session: Session):
    chat = Chat("chat")

    @chat.on_user_submit
    async def _(text: str):
        model = ScriptedProvider(script(text, input.ending()), rate=input.rate())
        await chat.append_message_stream(model.reply(text))

    @render.text
    def status():
        return chat.latest_message_stream.status()


app = App(app_ui, server)
