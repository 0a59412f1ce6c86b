"""Hello, Express

The same in Shiny Express, where a chat shows itself.
"""

from shiny.express import ui

from pywry_shiny.express import Chat

ui.page_opts(title="Hello, Express", fillable=True, fillable_mobile=True)

chat = Chat("chat")
chat.ui(greeting="Say something, and it comes back.")


@chat.on_user_submit
async def _(text: str):
    await chat.append_message(f"You said: {text}")
