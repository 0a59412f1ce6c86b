"""The markdown engine in Chromium: however a text is cut, it ends the same, and what is complete is left alone."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

WWW = Path(__file__).resolve().parents[2] / "www"
STAGE = WWW / "test" / "dist" / "markdown-stage.js"
SEEDS = [1, 2]


def node(*arguments: str) -> str:
    """Run Node in the front end's folder, and answer what it printed."""
    program = shutil.which("node")
    assert program, "No Node.js here"
    done = subprocess.run([program, *arguments], cwd=WWW, capture_output=True, text=True, timeout=60, check=True)
    return done.stdout


@pytest.fixture(scope="session")
def stage_script() -> Path:
    node("test/markdown/bundle.mjs")
    return STAGE


@pytest.fixture(scope="session")
def examples() -> list[str]:
    """Every example of CommonMark and of GFM's extensions."""
    script = 'process.stdout.write(JSON.stringify(require("commonmark-spec").tests.map((test) => test.markdown)))'
    common = [text.replace("→", "\t") for text in json.loads(node("-e", script))]
    assert len(common) == 652
    gfm = json.loads((WWW / "test" / "markdown" / "gfm" / "examples.json").read_text(encoding="utf-8"))
    return common + [example["markdown"] for example in gfm]


@pytest.fixture
def stage(page: Page, stage_script: Path) -> Page:
    page.set_content("<!doctype html><html><body></body></html>")
    page.add_script_tag(path=stage_script)
    return page


def run(stage: Page, check: str, *arguments: object) -> dict[str, Any]:
    report: dict[str, Any] = stage.evaluate(f"(given) => markdownStage.{check}(...given)", list(arguments))
    return report


def assert_clean(report: dict[str, Any], at_least: int) -> None:
    assert report["failures"] == []
    assert report["checks"] >= at_least


def test_every_example_cut_at_every_place_ends_the_same(stage: Page, examples: list[str]) -> None:
    assert_clean(run(stage, "everySplit", examples), 18_000)


def test_the_document_is_what_the_string_pipeline_gives(stage: Page, examples: list[str]) -> None:
    plain = [text for text in examples if "<" not in text]
    assert_clean(run(stage, "sameAsString", plain), 500)


def test_long_documents_in_random_chunks_end_the_same(stage: Page) -> None:
    assert_clean(run(stage, "longDocuments", SEEDS, 2), 40)


def test_complete_blocks_are_never_touched_again(stage: Page) -> None:
    assert_clean(run(stage, "identity", SEEDS), 5_000)


def test_late_definitions_change_only_what_mentions_them(stage: Page) -> None:
    kept = stage.evaluate(
        """() => {
            const stage = new markdownStage.Stage();
            stage.show("# Title\\n\\nsee [there][x] and [^n]\\n\\nplain *text*\\n\\n");
            const before = [...stage.root.children];
            const text = before[2].firstChild;
            stage.show("[x]: https://example.com/there\\n\\n[^n]: A note\\n\\nend\\n");
            stage.finish();
            const after = [...stage.root.children];
            return {
                same: before.every((element, index) => element === after[index]) && after[2].firstChild === text,
                link: after[1].querySelector("a").getAttribute("href"),
                call: after[1].querySelector("sup").textContent,
                note: after.at(-1).querySelector("li").textContent.trim(),
            };
        }"""
    )
    assert kept == {"same": True, "link": "https://example.com/there", "call": "1", "note": "A note ↩"}


def test_the_end_of_an_open_note_is_shown_when_it_comes_with_the_end_of_the_text(stage: Page) -> None:
    note = stage.evaluate(
        """() => {
            const stage = new markdownStage.Stage();
            stage.show("see[^a]\\n\\n[^a]: one");
            stage.view.append(" two");
            stage.finish();
            return stage.root.querySelector(".footnotes li").textContent.trim();
        }"""
    )
    assert note == "one two ↩"


def test_a_selection_in_the_growing_paragraph_stays(stage: Page) -> None:
    selected = stage.evaluate(
        """() => {
            const stage = new markdownStage.Stage();
            document.body.append(stage.root);
            stage.show("some words to sel");
            const text = stage.root.querySelector("p").firstChild;
            getSelection().setBaseAndExtent(text, 5, text, 10);
            stage.show("ect and **more");
            stage.show("** of it");
            return getSelection().toString();
        }"""
    )
    assert selected == "words"


def test_text_after_the_end_and_another_text_keep_what_is_common(stage: Page) -> None:
    result = stage.evaluate(
        """() => {
            const stage = new markdownStage.Stage();
            stage.show("one\\n\\ntwo\\n\\nthree");
            stage.finish();
            const [one, two] = stage.root.children;
            stage.show(" and more");
            const grown = stage.finish();
            stage.view.replace("one\\n\\ntwo\\n\\n- other");
            stage.frames.next();
            const [first, second, third] = stage.root.children;
            return { grown, same: first === one && second === two, third: third.outerHTML, text: stage.view.text };
        }"""
    )
    assert result == {
        "grown": "<p>one</p><p>two</p><p>three and more</p>",
        "same": True,
        "third": "<ul><li>other</li></ul>",
        "text": "one\n\ntwo\n\n- other",
    }


def test_an_image_of_another_origin_is_not_requested(stage: Page) -> None:
    asked: list[str] = []
    stage.route("**/*", lambda route: (asked.append(route.request.url), route.abort()))
    html = stage.evaluate(
        """() => new Promise((done) => {
            const stage = new markdownStage.Stage({ allowedOrigins: ["https://good.example"] });
            document.body.append(stage.root);
            stage.show('![a](https://evil.example/a.png) <img src="https://evil.example/b.png" srcset="https://evil.example/c">');
            stage.show('\\n\\n![ok](https://good.example/ok.png)\\n');
            stage.finish();
            const good = stage.root.querySelector('img[src]');
            good.addEventListener("error", () => done(stage.root.innerHTML));
        })"""
    )
    assert asked == ["https://good.example/ok.png"]
    assert html.count("data-pywry-blocked-src=") == 2
    assert "srcset" not in html
