"""The extension for VS Code is that of this version, starts what there is, and its lock names no host."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[2] / "editors" / "vscode"


def read(name: str) -> Any:
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def test_it_has_the_version_of_the_project() -> None:
    assert {read("package.json")["version"], read("package-lock.json")["version"]} == {version("unisono")}


def test_what_it_is_made_of_is_there() -> None:
    manifest = read("package.json")
    code = (FOLDER / manifest["main"]).read_text(encoding="utf-8")
    assert (FOLDER / "LICENSE").read_bytes() == (FOLDER.parents[1] / "LICENSE").read_bytes()
    for command in manifest["contributes"]["commands"]:
        assert f'registerCommand("{command["command"]}"' in code
    assert set(re.findall(r'require\("([^"/.]+)', code)) - {"vscode", "node:fs", "node:path"} == set(manifest["dependencies"])


def test_all_that_is_locked_has_its_hash_and_no_host() -> None:
    packages = [one for name, one in read("package-lock.json")["packages"].items() if name]
    assert packages
    assert [one for one in packages if "resolved" in one or not one.get("integrity")] == []


def test_it_is_javascript() -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("there is no node")
    done = subprocess.run([node, "--check", str(FOLDER / "extension.js")], capture_output=True, text=True, check=False)
    assert done.stderr == ""
