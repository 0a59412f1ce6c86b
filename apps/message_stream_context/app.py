"""Progress in a message

Write a message by hand, and take back what was only meant for the meantime.
"""

import asyncio
from itertools import count

from shiny import App, Inputs, Outputs, Session, ui

from pywry_shiny import Chat, chat_ui

app_ui = ui.page_fillable(
    chat_ui("chat", greeting='<span class="suggestion submit">Count the stars</span>'),
    title="Progress in a message",
    fillable_mobile=True,
)


def server(input: Inputs, output: Outputs, session: Session):
    chat = Chat("chat")
    jobs = count(1)

    async def work() -> int:
        """A tool: it joins the message that is being written, and leaves no trace of its progress."""
        async with chat.message_stream_context() as progress:
            for percent in range(0, 101, 20):
                await progress.replace(f"*Counting: {percent} %*")
                await asyncio.sleep(0.2)
            await progress.replace("")
        return 9096 + next(jobs)

    @chat.on_user_submit
    async def _(text: str):
        async with chat.message_stream_context() as message:
            await message.append(f"**{text}**: let me see.\n\n")
            stars = await work()
            await message.append(f"I can see {stars:,} of them.")


app = App(app_ui, server)
