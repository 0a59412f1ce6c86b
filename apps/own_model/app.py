"""Your own model

A template: follow the comments to put a real model in the place of the scripted one.
"""

from shiny import App, Inputs, Outputs, Session, ui

from pywry_shiny import Chat, chat_ui
from pywry_shiny.testing import Say, ScriptedProvider

# 1. Make a client of your model instead. Each reads its key from the environment.
#
#      client = openai.AsyncOpenAI()
#      client = anthropic.AsyncAnthropic()
#
#    With chatlas a client keeps the conversation itself, so make one for each session, inside `server`:
#
#      client = chatlas.ChatAnthropic()
model = ScriptedProvider(
    lambda text: [Say(f"I am a *script*, and cannot think about “{text}”. **Your model** could stand in my place.")]
)

app_ui = ui.page_fillable(
    chat_ui("chat", greeting="Ask me anything. I will tell you the same each time."),
    title="Your own model",
    fillable_mobile=True,
)


def server(input: Inputs, output: Outputs, session: Session):
    chat = Chat("chat")

    @chat.on_user_submit
    async def _(text: str):
        # 2. Ask the model for a stream. The last of `chat.messages()` is what the user just said.
        #
        #      history = [{"role": one["role"], "content": one["content"]} for one in chat.messages()]
        #
        #      stream = await client.chat.completions.create(model="...", messages=history, stream=True)
        #      stream = await client.messages.create(model="...", messages=history, max_tokens=2000, stream=True)
        #      stream = await client.stream_async(text, content="all")  # chatlas
        stream = model.reply(text)

        # 3. This line stays: it knows what each of them yields.
        await chat.append_message_stream(stream)


app = App(app_ui, server)
