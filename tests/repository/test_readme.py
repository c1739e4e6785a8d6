"""What the README prints is what the tool prints."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from conftest import Expected

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
OUTPUT = re.compile(r"(<!-- output: unisono ([^\n]+) -->\n```text\n)(.*?)(```\n)", re.DOTALL)


def test_outputs_are_current(expected: Expected) -> None:
    text = README.read_text(encoding="utf-8")
    assert len(OUTPUT.findall(text)) == text.count("<!-- output: ") > 0

    def run(block: re.Match[str]) -> str:
        command = [sys.executable, "-m", "unisono", *block[2].split()]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
        assert done.stdout, done.stderr
        return block[1] + done.stdout + block[4]

    expected.check(README, OUTPUT.sub(run, text))


def test_every_path_that_is_linked_is_there() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", README.read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_every_folder_of_the_package_is_in_the_map() -> None:
    listed = README.read_text(encoding="utf-8").partition("## Map")[2]
    folders = {path.parent.name for path in (ROOT / "plugins" / "unisono").glob("*/__init__.py")}
    assert {name for name in folders if f"(plugins/unisono/{name})" not in listed} == set()
