"""The browser side as a page gets it: one folder for both entries, compressed and kept, in an app as Shiny makes it."""

from __future__ import annotations

import gzip
import re
import sys
from pathlib import Path

import httpx
import pytest
from htmltools import HTMLDependency
from shiny import App, Inputs, Outputs, Session, ui

from pywry_shiny import Chat, MissingAssetsError, PywryError, serve_assets
from pywry_shiny.assets import FOLDER, chat_dependency, markdown_stream_dependency, read_manifest
from pywry_shiny.testing import open_session

ENTRIES = {"pywry-chat": chat_dependency, "pywry-markdown-stream": markdown_stream_dependency}


def app_with(*dependencies: HTMLDependency) -> App:
    return App(ui.page_fluid(*dependencies), None)


def client_of(app: App) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://app")


async def page_of(app: App) -> str:
    async with client_of(app) as client:
        return (await client.get("/")).text


def addresses(page: str) -> list[str]:
    """What the page loads from our folder."""
    return re.findall(r'(?:src|href)="(lib/pywry-shiny-[^"]+)"', page)


@pytest.mark.parametrize("name", ENTRIES)
async def test_a_page_loads_the_entry_as_a_module_with_its_chunks_and_styles(name: str) -> None:
    page = await page_of(app_with(ENTRIES[name]()))
    assert re.search(rf'<script (?=[^>]*type="module")[^>]*src="[^"]*/{name}\.js"', page)
    assert re.search(rf'<link (?=[^>]*rel="stylesheet")[^>]*href="[^"]*/{name}\.css"', page)
    for chunk in read_manifest()["entries"][f"{name}.js"]:
        assert re.search(rf'<link (?=[^>]*rel="modulepreload")[^>]*href="[^"]*/{re.escape(chunk)}"', page)


async def test_both_entries_come_from_one_folder() -> None:
    """Else a page with both would load what they share twice."""
    page = await page_of(app_with(chat_dependency(), markdown_stream_dependency()))
    folders = {address.split("/")[1] for address in addresses(page)}
    assert len(folders) == 1
    assert read_manifest()["build"] in folders.pop()


@pytest.mark.parametrize("served_by_us", [False, True])
async def test_everything_a_page_loads_is_there(served_by_us: bool) -> None:
    app = app_with(chat_dependency(), markdown_stream_dependency())
    if served_by_us:
        serve_assets(app)
    async with client_of(app) as client:
        for address in addresses((await client.get("/")).text):
            answer = await client.get(f"/{address}")
            assert answer.status_code == 200, address
            assert answer.content == FOLDER.joinpath(*address.split("/")[2:]).read_bytes()


async def test_served_by_us_it_is_compressed_and_kept() -> None:
    app = app_with(chat_dependency())
    serve_assets(app)
    (address,) = [one for one in addresses(await page_of(app)) if one.endswith("pywry-chat.js")]
    async with client_of(app) as client:
        async with client.stream("GET", f"/{address}", headers={"accept-encoding": "gzip, br"}) as answer:
            raw = b"".join([piece async for piece in answer.aiter_raw()])
        assert answer.headers["content-encoding"] == "gzip"
        assert answer.headers["content-type"] == "text/javascript"
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert answer.headers["vary"] == "accept-encoding"
        assert gzip.decompress(raw) == (FOLDER / "pywry-chat.js").read_bytes()

        same = await client.get(f"/{address}", headers={"if-none-match": answer.headers["etag"]})
        assert same.status_code == 304
        plain = await client.get(f"/{address}", headers={"accept-encoding": "identity"})
        assert "content-encoding" not in plain.headers
        assert plain.headers["etag"] != answer.headers["etag"]


async def test_only_what_was_built_is_served() -> None:
    app = app_with(chat_dependency())
    serve_assets(app)
    folder = addresses(await page_of(app))[0].split("/")[1]
    async with client_of(app) as client:
        for path in ("nonsense.js", "..%2fassets.py", "%2e%2e/assets.py", "..%5cassets.py"):
            assert (await client.get(f"/lib/{folder}/{path}")).status_code == 404


def test_serving_twice_adds_one_route() -> None:
    app = app_with(chat_dependency())
    serve_assets(app)
    before = len(app.starlette_app.router.routes)
    serve_assets(app)
    assert len(app.starlette_app.router.routes) == before


async def test_the_first_session_with_a_chat_starts_it() -> None:
    def server(input: Inputs, output: Outputs, session: Session) -> None:
        Chat("chat")

    app = App(ui.page_fluid(chat_dependency()), server)
    (address,) = [one for one in addresses(await page_of(app)) if one.endswith("pywry-chat.css")]
    async with client_of(app) as client:
        assert "content-encoding" not in (await client.get(f"/{address}")).headers
        async with open_session(app):
            assert (await client.get(f"/{address}")).headers["content-encoding"] == "gzip"


def test_in_a_browser_that_runs_python_the_server_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    app = app_with(chat_dependency())
    before = list(app.starlette_app.router.routes)
    monkeypatch.setattr(sys, "platform", "emscripten")
    serve_assets(app)
    assert app.starlette_app.router.routes == before


def test_a_page_can_be_saved_with_its_files(tmp_path: Path) -> None:
    ui.page_fluid(chat_dependency(), markdown_stream_dependency()).save_html(str(tmp_path / "page.html"))
    for address in addresses((tmp_path / "page.html").read_text(encoding="utf-8")):
        assert (tmp_path / address).is_file(), address


def test_a_missing_build_says_what_to_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    read_manifest.cache_clear()
    monkeypatch.setattr("pywry_shiny.assets.FOLDER", tmp_path)
    with pytest.raises(MissingAssetsError, match="make assets") as raised:
        chat_dependency()
    assert isinstance(raised.value, PywryError)
    assert isinstance(raised.value, FileNotFoundError)
