"""What is added to a `mkdocs.yml` that somebody wrote: `cases/<what it has>.yml`, and the diff beside it."""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path

import pytest
import yaml

from conftest import Expected
from unisono.starting.completing import Incompletable, completed

CASES = sorted((Path(__file__).parent / "cases").glob("*.yml"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_added(case: Path, expected: Expected) -> None:
    before = case.read_bytes().decode()
    after = completed(before)
    assert completed(after) == after
    old, new = yaml.safe_load(before), yaml.safe_load(after)
    assert {key: value for key, value in new.items() if key not in {"plugins", "theme"}} == {
        key: value for key, value in old.items() if key not in {"plugins", "theme"}
    }
    diff = unified_diff(before.splitlines(), after.splitlines(), lineterm="")
    expected.check(case.with_suffix(".diff"), "".join(f"{line}\n" for line in diff))
    assert (after.count("\r\n") == after.count("\n")) is ("\r\n" in before)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: [", "it is not YAML; correct it"),
        ("- a", "write it as 'key: value', a line each"),
        ("{site_name: A}", "write it as 'key: value', a line each"),
        ("INHERIT: base.yml\n", "it inherits; name the plugin 'unisono' in the file that has 'plugins'"),
        ("theme: mkdocs\nplugins:\n", "write '- unisono' where its line 2 has nothing"),
        ("[" * 5_000, "it is not YAML; correct it"),
    ],
)
def test_refused(text: str, message: str) -> None:
    with pytest.raises(Incompletable, match=f"^{message}$"):
        completed(text)
