"""wget's option table against the wget that is installed."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from unisono.languages.shell.wget.options import FLAGS, VALUES

_LISTED = re.compile(r"(?m)^  (?:-(.),|   )  --([\w-]+)(=)?")


NOT_AS_LISTED = {"max-redirect", "hsts-file", "backups"}
"""Two whose value the list leaves out, and one whose value may be left out, which is not understood."""


@pytest.mark.wire
def test_the_options_are_those_of_the_installed_wget() -> None:
    wget = shutil.which("wget")
    if wget is None:
        pytest.skip("wget is not installed: no list of options to compare with")
    listed = _LISTED.findall(subprocess.run([wget, "--help"], capture_output=True, check=True, text=True).stdout)
    table = {name: (letter, takes) for names, takes in ((FLAGS, ""), (VALUES, "=")) for name, letter in _entries(names)}
    assert len(listed) > 130
    for letter, name, takes in listed:
        if name in NOT_AS_LISTED:
            continue
        known = table.get(name) or table[name.removeprefix("no-")]
        assert known[1] == takes, name
        assert not letter or known[0] == letter, name


def _entries(names: str) -> list[tuple[str, str]]:
    return [(entry.partition(":")[0], entry.partition(":")[2]) for entry in names.split()]


def test_no_option_is_listed_twice() -> None:
    names = [name for name, _ in _entries(f"{FLAGS} {VALUES}")]
    assert len(set(names)) == len(names)
