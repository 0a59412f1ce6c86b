"""What a page sends is taken from the first moment on."""

from __future__ import annotations

import subprocess
import sys

REJOIN = """
import asyncio, pywry_shiny as p
from pywry_shiny.testing.session import SessionDriver
from shiny import App, ui

def server(input, output, session):
    p.Chat("chat")

async def main():
    driver = SessionDriver()
    running = asyncio.create_task(driver.run(App(ui.TagList(), server)))
    driver.start({"chat_pywry:pywry.event": {"kind": "attach"}})
    await driver.wait(lambda: any("pywry-chat" in m.get("custom", {}) for m in driver.sent))
    driver.end()
    await running

asyncio.run(main())
"""


def test_a_page_may_be_quicker_than_the_first_chat_of_a_process() -> None:
    done = subprocess.run([sys.executable, "-c", REJOIN], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr


def test_importing_the_package_is_enough_to_take_what_a_page_sends() -> None:
    code = "import pywry_shiny; from shiny.input_handler import input_handlers; assert 'pywry.event' in input_handlers"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
