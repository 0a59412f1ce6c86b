"""The gallery: it shows every app, and `python -m pywry_shiny` serves it."""

from __future__ import annotations

import socket
import webbrowser
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from pywry_shiny import __main__ as command
from pywry_shiny.gallery import address, listen, make_gallery, open_browser
from pywry_shiny.gallery.catalogue import Example, examples, find_apps


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    client = TestClient(make_gallery())
    with client:
        yield client


def test_every_app_is_in_the_gallery_once() -> None:
    assert sorted(examples()) == sorted(path.parent.name for path in find_apps().glob("*/app.py"))


@pytest.mark.parametrize("example", examples().values(), ids=str)
def test_an_app_says_what_it_teaches_and_is_short(example: Example) -> None:
    assert example.title
    assert example.summary.endswith(".")
    assert example.source.count("\n") <= 120


@pytest.mark.parametrize("example", examples().values(), ids=str)
def test_the_front_page_leads_to_an_app_and_to_its_source(client: TestClient, example: Example) -> None:
    front = client.get("/").text
    assert f'href="apps/{example.name}/"' in front
    assert f'href="source/?app={example.name}"' in front
    assert f"<title>{example.title}</title>" in client.get(f"/apps/{example.name}/").text
    assert example.title in client.get(f"/source/?app={example.name}").text


def test_an_address_without_its_last_slash_is_mended(client: TestClient) -> None:
    assert client.get("/apps/hello").url.path == "/apps/hello/"
    assert str(client.get("/source?app=hello").url).endswith("/source/?app=hello")


def test_it_has_an_icon(client: TestClient) -> None:
    assert client.get("/favicon.ico").headers["content-type"] == "image/svg+xml"


def test_the_source_of_what_is_no_app_is_not_told(client: TestClient) -> None:
    answer = client.get("/source/?app=../pywry_shiny")
    assert "There is no such app" in answer.text


def test_a_port_that_is_taken_is_an_error_only_if_it_was_asked_for() -> None:
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(OSError, match="in use"):
            listen("127.0.0.1", port)
    with listen("127.0.0.1", None) as first, listen("127.0.0.1", None) as second:
        assert first.getsockname()[1] != second.getsockname()[1]


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:80/"),
        ("0.0.0.0", "http://localhost:80/"),
        ("::1", "http://[::1]:80/"),
        ("::", "http://localhost:80/"),
    ],
)
def test_an_address_can_be_opened(host: str, url: str) -> None:
    assert address(host, 80) == url


def test_a_browser_opens_only_where_there_is_a_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert open_browser("http://nowhere/") is None
    assert opened == []
    monkeypatch.setenv("DISPLAY", ":0")
    thread = open_browser("http://somewhere/")
    assert thread is not None
    thread.join(10)
    assert opened == ["http://somewhere/"]


@pytest.mark.parametrize("asked", [[], ["--no-browser"]])
def test_the_command_serves_and_opens(
    asked: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shown: list[str] = []
    served: list[int] = []

    def serve(app: object, opened: socket.socket) -> None:
        served.append(opened.getsockname()[1])
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "open_browser", shown.append)
    monkeypatch.setattr(command, "serve", serve)
    assert command.main(["--port", "0", *asked]) == 0
    url = f"http://127.0.0.1:{served[0]}/"
    assert url in capsys.readouterr().out
    assert shown == ([] if asked else [url])


def test_the_command_says_why_it_cannot_serve(capsys: pytest.CaptureFixture[str]) -> None:
    with listen("127.0.0.1", 0) as taken:
        assert command.main(["--port", str(taken.getsockname()[1]), "--no-browser"]) == 1
    assert "The gallery cannot be shown" in capsys.readouterr().err
