"""The locks of CI, of the action and of a release hold the versions of constraints.txt, and all that is asked for."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from sites import ROOT

LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
WORKFLOWS = [*sorted((ROOT / ".github" / "workflows").glob("*.yml")), ROOT / "action.yml"]
STALE = "stale: run .ci/lock"


def _pins(text: str) -> dict[str, str]:
    found = (Requirement(line.rstrip(" \\")) for line in text.splitlines() if re.match(r"\w", line))
    return {canonicalize_name(one.name): str(one.specifier).removeprefix("==") for one in found}


TESTED = _pins((ROOT / "constraints.txt").read_text(encoding="utf-8"))
HELD = {path.stem: _pins(path.read_text(encoding="utf-8")) for path in LOCKS}


def _asked(extra: str | None, groups: list[str]) -> Iterator[Requirement]:
    """What is asked for with an extra (None: nothing of the project at all, empty: only the project), and by groups."""
    own = PROJECT["project"]
    lines = [] if extra is None else [*own["dependencies"], *own["optional-dependencies"].get(extra, [])]
    for group in groups:
        lines += PROJECT["dependency-groups"][group]
    for line in lines:
        if isinstance(line, dict):
            yield from _asked(None, [line["include-group"]])
        elif (asked := Requirement(line)).name == own["name"]:
            for inner in asked.extras:
                yield from _asked(inner, [])
        else:
            yield asked


def test_there_are_locks() -> None:
    assert {*HELD} == {"build", "check", "ci", "release", "run"}


@pytest.mark.parametrize(
    ("lock", "extra", "groups"),
    [("run", "", []), ("build", None, ["build"]), ("ci", "dev", ["ci"]), ("release", None, ["release"])],
)
def test_a_lock_holds_what_is_asked_for(lock: str, extra: str | None, groups: list[str]) -> None:
    for asked in _asked(extra, groups):
        version = HELD[lock].get(canonicalize_name(asked.name))
        assert version, f"{asked} is not in requirements/{lock}.txt; {STALE}"
        assert asked.specifier.contains(version), f"{asked}, but requirements/{lock}.txt has {version}; {STALE}"


def test_the_checker_alone_is_the_same_with_fewer_requirements() -> None:
    alone = tomllib.loads((ROOT / "check" / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    whole = PROJECT["project"]
    for same in ("name", "requires-python", "license", "scripts"):
        assert alone[same] == whole[same], same
    assert alone["version"] == f"{whole['version']}+check"
    assert alone["optional-dependencies"]["lsp"] == whole["optional-dependencies"]["lsp"]
    left_out = [one for one in whole["dependencies"] if one not in alone["dependencies"]]
    assert [Requirement(one).name for one in left_out] == ["markdown", "mkdocs", "mkdocs-material", "pymdown-extensions"]
    for line in alone["dependencies"]:
        asked = Requirement(line)
        assert asked.specifier.contains(HELD["check"].get(canonicalize_name(asked.name), "0")), f"{asked}: {STALE}"


def test_the_checker_needs_nothing_else() -> None:
    """Every command is imported, and a check made, where what is left out cannot be."""
    absent = ["markdown", "mkdocs", "material", "pymdownx"]
    script = f"""
import sys
sys.modules.update(dict.fromkeys({absent!r}))
from click.testing import CliRunner
from unisono.cli import main
for name in main.list_commands(None):
    assert CliRunner().invoke(main, [name, "--help"]).exit_code == 0, name
for words, status in ("check tests/readme --no-cache", 1), ("fix --diff tests/readme", 0), ("inspect docs/api", 0):
    done = CliRunner().invoke(main, words.split())
    assert done.exit_code == status, (words, done.output)
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.host
def test_the_checker_alone_installs(tmp_path: Path) -> None:
    python = tmp_path / "bin" / "python"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", tmp_path], check=True)
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "-q"]
    subprocess.run([*pip, str(ROOT / "check"), "-c", str(ROOT / "constraints.txt")], check=True)
    unisono = tmp_path / "bin" / "unisono"
    done = subprocess.run([unisono, "check", "tests/readme"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.stdout.endswith("1 endpoint page, 1 sample (1 disagree): 2 findings.\n"), done.stderr
    names = {path.name.partition("-")[0].lower() for path in tmp_path.glob("lib/*/site-packages/*.dist-info")}
    assert names.isdisjoint({"mkdocs", "mkdocs_material", "markdown", "pymdown_extensions"})


@pytest.mark.parametrize("lock", HELD)
def test_a_lock_has_the_versions_that_are_tested(lock: str) -> None:
    assert {name: TESTED.get(name) for name in HELD[lock]} == HELD[lock], STALE


def test_every_version_that_is_tested_is_in_a_lock() -> None:
    assert {*TESTED} == {name for held in HELD.values() for name in held}, STALE


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_every_file_has_its_hash_and_no_index_is_named(path: object) -> None:
    text = (ROOT / "requirements" / str(path)).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\w)", text.rstrip("\n"))
    assert all(re.fullmatch(r"[^\n]+ \\(\n    --hash=sha256:[0-9a-f]{64}( \\)?)+", entry) for entry in entries)
    assert not re.search(r"://|--(?:extra-)?index|--find", text)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_by_commit(path: object) -> None:
    text = (ROOT / str(path)).read_text(encoding="utf-8")
    assert yaml.safe_load(text)
    used = re.findall(r"uses: (.*)", text)
    assert used
    assert [one for one in used if not re.match(r"[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+\b", one)] == []
