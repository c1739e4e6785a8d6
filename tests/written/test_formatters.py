"""What is written is laid out as the formatter of its language leaves it alone."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings

from trials.clients import skip
from trials.node import node_modules
from unisono.languages.writing import Unwritable, write_sample, writers
from unisono.wire.har import read_har
from written.chance import requests
from written.test_written import COUNT, FILES, SAMPLES, wanted_of


def ruff(folder: Path) -> str:
    """What it would change."""
    command = [sys.executable, "-m", "ruff", "format", "--isolated", "--no-cache", "--diff", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout


def prettier(folder: Path) -> str:
    """The files that it would lay out anew."""
    program = (node_modules() or folder) / "prettier" / "bin" / "prettier.cjs"
    if not program.is_file():
        skip("UNISONO_NODE_MODULES names no folder that holds prettier")
    command = ["node", str(program), "--list-different", "--no-config", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode in {0, 1}, done.stderr
    return "".join(Path(name).read_text(encoding="utf-8") for name in done.stdout.split())


def gofmt(folder: Path) -> str:
    """What it would change."""
    if shutil.which("gofmt") is None:
        skip("gofmt not installed")
    done = subprocess.run(["gofmt", "-d", str(folder)], capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


FORMATTERS: Mapping[str, tuple[Callable[[Path], str], str]] = {
    "javascript": (prettier, "mjs"),
    "python": (ruff, "py"),
    "go": (gofmt, "go"),
}
"""By the lexer of a language: what its formatter would change, and the suffix of its files."""


@pytest.mark.wire
@pytest.mark.parametrize("lexer", FORMATTERS)
def test_nothing_is_laid_out_anew(lexer: str, tmp_path: Path) -> None:
    formatter, suffix = FORMATTERS[lexer]
    wanted = [wanted_of(case) for case in (*FILES, *SAMPLES)]

    @settings(max_examples=COUNT, phases=[Phase.generate], database=None)
    @given(requests())
    def add(har: dict[str, Any]) -> None:
        wanted.append(read_har(json.dumps(har)))

    add()
    for client in (name for name, writer in writers().items() if writer.lexer == lexer):
        for number, request in enumerate(wanted):
            try:
                code = write_sample(client, request)
            except Unwritable:  # with a reason that `test_written.py` knows
                continue
            (tmp_path / f"{client}{number}.{suffix}").write_text(f"{code}\n", encoding="utf-8")
    assert len([*tmp_path.iterdir()]) >= COUNT
    assert formatter(tmp_path) == ""
