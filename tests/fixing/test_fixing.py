"""What `unisono fix` does: each page in `cases/`, and what it comes to with safe fixes only and with unsafe ones; what `unisono
add` does to those in `added/`; and that no file is ever half written."""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from conftest import Expected
from unisono.checking.check import check
from unisono.cli import main
from unisono.fixing import writing
from unisono.pages.paths import read_pages
from unisono.project.configuration import find_configuration

CASES = Path(__file__).parent / "cases"
FILES = sorted(CASES.glob("*.md"))
ADDED = Path(__file__).parent / "added"
TO_ADD_TO = sorted(ADDED.glob("*.md"))
SITES = sorted(p for p in (Path(__file__).parent / "sites").iterdir() if p.is_dir())


def fix(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["fix", *map(str, arguments)], catch_exceptions=False)


def copied(case: str, folder: Path) -> Path:
    return Path(shutil.copy(CASES / f"{case}.md", folder / "page.md"))


@pytest.mark.parametrize("case", FILES, ids=lambda p: p.stem)
def test_case(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, expected: Expected) -> None:
    found = ""
    monkeypatch.chdir(tmp_path)
    for options in ([], ["--unsafe-fixes"]):
        page = copied(case.stem, tmp_path)
        before = page.read_bytes()
        shown = fix(*options, "--diff", page.name)
        assert page.read_bytes() == before
        done = fix(*options, page.name)
        found += (
            f"$ unisono {' '.join(['fix', *options, page.name])}\n{done.stderr}exit status {done.exit_code}\n{shown.stdout}\n"
        )
        again = page.read_bytes()
        assert fix(*options, "--check", page.name).exit_code == 0
        fix(*options, page.name)
        assert page.read_bytes() == again
    expected.check(case.with_suffix(".txt"), found.replace("\r", "␍"))


@pytest.mark.parametrize("site", SITES, ids=lambda p: p.name)
def test_site_with_includes(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, expected: Expected) -> None:
    found = ""
    for options in ([], ["--unsafe-fixes"]):
        folder = tmp_path / f"{len(options)}"
        shutil.copytree(site, folder)
        monkeypatch.chdir(folder)
        shown = fix(*options, "--diff", ".")
        done = fix(*options, ".")
        found += f"$ unisono {' '.join(['fix', *options, '.'])}\n{done.stderr}exit status {done.exit_code}\n{shown.stdout}\n"
        assert not fix(*options, "--diff", ".").stdout
    expected.check(site.with_suffix(".txt"), found.replace("\r", "␍"))


def test_no_expectation_is_left_over() -> None:
    assert [p.stem for p in sorted(CASES.glob("*.txt"))] == [p.stem for p in FILES]
    assert [p.stem for p in sorted(ADDED.glob("*.txt"))] == [p.stem for p in TO_ADD_TO]


NOT_ALL_AGREE = {
    "without-samples-that-one-endpoint-may-have",
    "page-is-the-odd-one",
    "the-client-that-the-page-names-differs-from-the-others",
}
"""Pages with samples that differ from them before and after."""


@pytest.mark.parametrize("case", TO_ADD_TO, ids=lambda p: p.stem)
def test_samples_are_added(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, expected: Expected) -> None:
    monkeypatch.chdir(tmp_path)
    page = Path(shutil.copy(case, tmp_path / "page.md"))
    if case.name.startswith("without-samples"):
        (tmp_path / "unisono.toml").write_text('servers = ["https://api.example.com/v1"]\n', encoding="utf-8")
    command = ["add", "python", "fetch", "--pages", page.name]
    shown = CliRunner().invoke(main, [*command, "--diff"])
    done = CliRunner().invoke(main, command, catch_exceptions=False)
    found = f"$ unisono {' '.join(command)}\n{done.stderr}exit status {done.exit_code}\n{shown.stdout}"
    again = page.read_bytes()
    CliRunner().invoke(main, command, catch_exceptions=False)
    assert page.read_bytes() == again
    checked = check(next(iter(read_pages([page]))), find_configuration(page).settings)
    assert all(sample.outcome == "agree" or case.stem in NOT_ALL_AGREE for sample in checked.samples)
    expected.check(case.with_suffix(".txt"), found.replace("\r", "␍"))


REWRITING = {"fix": ["fix", "--unsafe-fixes"], "add": ["add", "go", "--pages"]}
"""The commands that change pages, to which the page is added."""


def rewrite(command: str, page: Path) -> Result:
    return CliRunner().invoke(main, [*REWRITING[command], str(page)], catch_exceptions=False)


@pytest.mark.parametrize("command", REWRITING)
def test_read_only_page_is_left(command: str, tmp_path: Path) -> None:
    page = copied("value-of-json", tmp_path)
    page.chmod(0o444)
    before = page.read_bytes()
    done = rewrite(command, page)
    assert (done.exit_code, page.read_bytes()) == (2, before)
    assert f"Error: {page} is left as it is: it is read-only; make it writable." in done.stderr


@pytest.mark.parametrize("command", REWRITING)
def test_symbolic_link_is_left(command: str, tmp_path: Path) -> None:
    real = copied("value-of-json", tmp_path)
    real.rename(tmp_path / "real.txt")
    page = tmp_path / "page.md"
    page.symlink_to("real.txt")
    before = page.read_bytes()
    done = rewrite(command, page)
    assert (done.exit_code, page.read_bytes(), page.is_symlink()) == (2, before, True)
    assert "it is a symbolic link; name the file that it leads to" in done.stderr


@pytest.mark.parametrize("command", REWRITING)
def test_page_that_an_editor_has_changed_meanwhile_is_left(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = copied("value-of-json", tmp_path)

    def changed(path: Path, *arguments: object) -> None:
        path.write_text("the editor's\n", encoding="utf-8")
        original(path, *arguments)  # type: ignore[arg-type]

    original = writing.write_back
    monkeypatch.setattr("unisono.commands._rewriting.write_back", changed)
    done = rewrite(command, page)
    assert (done.exit_code, page.read_text(encoding="utf-8")) == (2, "the editor's\n")
    assert "it has changed since it was read; try again" in done.stderr
    assert [p.name for p in tmp_path.iterdir()] == ["page.md"]


@pytest.mark.parametrize("command", REWRITING)
def test_killed_at_any_moment_each_page_is_the_old_one_or_the_new(command: str, tmp_path: Path) -> None:
    old = (CASES / "value-of-json.md").read_text(encoding="utf-8")
    for number in range(40):
        (tmp_path / f"page{number:02}.md").write_text(old, encoding="utf-8")
    once = copied("value-of-json", tmp_path)
    rewrite(command, once)
    new = once.read_text(encoding="utf-8")
    assert new != old
    words = [sys.executable, "-P", "-m", "unisono", *REWRITING[command], str(tmp_path)]
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while process.poll() is None and (tmp_path / "page03.md").read_text(encoding="utf-8") == old:
        time.sleep(0.001)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert {p.read_text(encoding="utf-8") for p in tmp_path.glob("*.md")} <= {old, new}


def test_corpus_is_mended_and_nothing_but_its_samples_is_touched(corpus: Path, tmp_path: Path) -> None:
    pages = tmp_path / "docs"
    shutil.copytree(corpus / "_order", pages / "_order", copy_function=shutil.copyfile)
    shutil.copytree(corpus / "_includes", pages / "_includes", copy_function=shutil.copyfile)
    before = {page.source.path: page for page in read_pages([pages / "_order"])}
    fix("--unsafe-fixes", pages / "_order")
    changed = 0
    for page in read_pages([pages / "_order"]):
        old = before[page.source.path]
        changed += page.source.text != old.source.text
        assert _without_samples(page.source.text) == _without_samples(old.source.text)
        outcomes = [[sample.outcome for sample in check(one).samples] for one in (old, page)]
        assert all(now == was or was != "agree" for was, now in zip(*outcomes, strict=True))
        assert len(check(page).diagnostics) <= len(check(old).diagnostics)
    assert changed > 5


def _without_samples(text: str) -> str:
    return re.sub(r"^~~~ (?:bash|python|js|javascript)\n.*?^~~~$", "", text, flags=re.MULTILINE | re.DOTALL)


def test_reports_carry_the_edits(tmp_path: Path) -> None:
    page = copied("value-of-method-and-path", tmp_path)
    text = page.read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    starts = [sum(map(len, lines[:number])) for number in range(len(lines) + 1)]

    def check_as(form: str) -> Any:
        found = CliRunner().invoke(main, ["check", "--no-cache", "--output-format", form, str(page)])
        return json.loads(found.stdout)

    edits = {
        (starts[e["line"] - 1] + e["column"] - 1, starts[e["end_line"] - 1] + e["end_column"] - 1, e["text"])
        for d in check_as("json")["diagnostics"]
        for e in d["fix"]["edits"]
    }
    changes = [r["fixes"][0]["artifactChanges"][0]["replacements"] for r in check_as("sarif")["runs"][0]["results"]]
    assert {r["insertedContent"]["text"] for change in changes for r in change} == {text for _, _, text in edits}
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    fix("--unsafe-fixes", page)
    assert page.read_text(encoding="utf-8") == text


def with_include(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The include of a site that lacks a backslash in it, and is in the working directory."""
    shutil.copytree(SITES[0].parent / "right-for-all", folder, dirs_exist_ok=True)
    monkeypatch.chdir(folder)
    return Path("_includes", "samples", "curl.md")


def test_include_is_changed_for_all_pages_though_one_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    include = with_include(tmp_path, monkeypatch)
    wrong = Path("b.md").read_text(encoding="utf-8").replace("method: POST", "method: PUT").replace(".post(", ".put(")
    Path("elsewhere").mkdir()
    Path("elsewhere", "c.md").write_text(wrong, encoding="utf-8")
    before = include.read_bytes()
    done = fix("a.md")
    assert (done.exit_code, include.read_bytes()) == (1, before)
    assert "it would not be right for elsewhere/c.md, which uses _includes/samples/curl.md as well" in done.stderr
    Path("elsewhere", "c.md").unlink()
    assert fix("a.md").exit_code == 0
    assert b"orders/' \\\n" in include.read_bytes()


def test_include_that_cannot_be_written_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    include = with_include(tmp_path, monkeypatch)
    page = Path("a.md")
    page.write_text(page.read_text(encoding="utf-8").replace('json={"state"', "json={“state”"), encoding="utf-8")
    before = (include.read_bytes(), page.read_bytes())
    include.chmod(0o444)
    done = fix(".")
    assert (done.exit_code, include.read_bytes(), page.read_bytes()) == (2, *before)
    assert f"Error: {include} is left as it is: it is read-only; make it writable." in done.stderr
    assert f"Error: a.md is left as it is: {include}, which is changed with it, could not be written." in done.stderr
    assert "0 samples mended" in done.stderr
    include.chmod(0o644)
    include.rename("_includes/other.txt")
    include.symlink_to("../other.txt")
    done = fix(".")
    assert (done.exit_code, include.read_bytes(), page.read_bytes()) == (2, *before)
    assert "it is a symbolic link; name the file that it leads to" in done.stderr


def test_include_outside_of_the_folder_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    include = with_include(tmp_path / "docs", monkeypatch)
    other = tmp_path / "curl.md"
    include.rename(other)
    include.symlink_to(other)
    before = other.read_bytes()
    fix("--unsafe-fixes", ".")
    assert other.read_bytes() == before


def test_include_that_an_editor_has_changed_meanwhile_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    include = with_include(tmp_path, monkeypatch)

    def changed(path: Path, *arguments: object) -> None:
        path.write_text("the editor's\n", encoding="utf-8")
        original(path, *arguments)  # type: ignore[arg-type]

    original = writing.write_back
    monkeypatch.setattr("unisono.commands._rewriting.write_back", changed)
    done = fix(".")
    assert (done.exit_code, include.read_text(encoding="utf-8")) == (2, "the editor's\n")
    assert "it has changed since it was read; try again" in done.stderr


def test_reports_carry_edits_of_includes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    include = with_include(tmp_path, monkeypatch)

    def check_as(form: str) -> Any:
        return json.loads(CliRunner().invoke(main, ["check", "--no-cache", "--output-format", form, "."]).stdout)

    edits = [edit for d in check_as("json")["diagnostics"] for edit in d["fix"]["edits"]]
    assert {(edit["path"], edit["line"]) for edit in edits} == {(str(include), 2)}
    changes = [c for r in check_as("sarif")["runs"][0]["results"] for c in r["fixes"][0]["artifactChanges"]]
    assert {c["artifactLocation"]["uri"] for c in changes} == {include.as_posix()}
    Path("b.md").write_text(Path("b.md").read_text(encoding="utf-8").replace("POST", "PUT"), encoding="utf-8")
    assert all(d["fix"] is None for d in check_as("json")["diagnostics"] if d["rule"] == "invalid-sample")


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["add", "pyton", "--pages", "page.md"], "no samples are written for 'pyton'; did you mean 'python'?"),
        (["add", "Javasript", "--pages", "page.md"], "no samples are written for 'Javasript'; did you mean 'javascript'?"),
        (["write", "pyton"], "no samples are written for 'pyton'; did you mean 'python_requests'?"),
        (["write", "curl", "--from", "pyton"], "no samples are read of 'pyton'; did you mean 'python_requests'?"),
        (["fix", "--from", "crul", "page.md"], "no samples are read of 'crul'; did you mean 'curl'?"),
        (["fix", "--from", "cobol", "page.md"], "no samples are read of 'cobol'; there are axios, "),
    ],
)
def test_name_that_is_misspelt(command: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copied("value-of-json", tmp_path)
    monkeypatch.chdir(tmp_path)
    found = CliRunner().invoke(main, command)
    assert (found.exit_code, said in found.stderr) == (2, True), found.stderr
