"""A page may forbid every inline script: we have none."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from pywry_shiny.playwright import ChatController
from tests.conftest import ServeApp

NOTE_VIOLATIONS = """
window.violations = [];
addEventListener("securitypolicyviolation", ({violatedDirective, blockedURI, sourceFile, lineNumber}) =>
  violations.push(`${violatedDirective} ${blockedURI} ${sourceFile}:${lineNumber}`));
"""


def test_a_chat_works_where_no_inline_script_may_run(page: Page, serve_app: ServeApp) -> None:
    page.add_init_script(NOTE_VIOLATIONS)
    page.goto(serve_app("apps/strict_policy.py").url)
    chat = ChatController(page, "chat")
    chat.set_user_input("hi")
    chat.send_user_input()
    answer = chat.loc_latest_message
    expect(answer.locator("strong")).to_have_text("Bold")
    expect(answer.locator("code.language-python span").first).to_be_visible()
    expect(answer.locator(".katex").first).to_be_visible()
    expect(answer.get_by_role("button", name="more")).to_be_visible()
    assert page.evaluate("violations") == []


def test_the_policy_does_forbid_inline_scripts(page: Page, serve_app: ServeApp) -> None:
    page.add_init_script(NOTE_VIOLATIONS)
    page.goto(serve_app("apps/strict_policy.py").url)
    page.evaluate("document.body.append(Object.assign(document.createElement('script'), {text: 'window.ran = true'}))")
    page.wait_for_function("violations.length > 0")
    assert page.evaluate("window.ran") is None
