"""`unisono check --add-suppressions`: comments before what is wrong, and nothing found afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from conftest import Expected
from sites import endpoint, write
from unisono.checking.check import check
from unisono.cli import main
from unisono.fixing.accepting import REASON, accepted
from unisono.pages.liquid import Includes
from unisono.pages.reading import read_page
from unisono.text.source import Source

CASES = Path(__file__).parent / "accepting"
CURL = '~~~ bash\ncurl {}https://api.example.com/things/\n~~~\n{{: title="Curl" }}\n'


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", *arguments])


@pytest.mark.parametrize("case", sorted(CASES.glob("*.md")), ids=lambda case: case.stem)
def test_case(case: Path, expected: Expected, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is found afterwards, a second run changes nothing, and all that was there is there still."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(case, tmp_path / "page.md")
    assert run("page.md").exit_code == 1
    done = run("page.md", "--add-suppressions")
    assert (done.exit_code, done.stderr) == (0, "1 page changed.\n"), done.output
    after = Path("page.md").read_bytes()
    assert run("page.md", "--add-suppressions").stderr == "0 pages changed.\n"
    assert Path("page.md").read_bytes() == after
    kept = iter(after.decode().splitlines())
    assert all(line in kept for line in case.read_text(encoding="utf-8").splitlines())
    assert after.count(b"\r\n") in {0, after.count(b"\n")}  # lines end as those of the page do
    expected.check(case.with_suffix(".txt"), after.decode().replace("\r\n", "\n"))


def test_corpus(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in corpus.rglob("*.md"):
        write(tmp_path, {str(path.relative_to(corpus)): path.read_text(encoding="utf-8")})
    monkeypatch.chdir(tmp_path)
    done = run(".", "--add-suppressions")
    assert (done.exit_code, ": nothing found, " in done.stdout) == (0, True), done.output[-2000:]
    assert "561 samples (326 agree, 104 disagree, 131 cannot run; 15 of them only if called)" in done.stdout


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {".git/HEAD": "", "docs/a.md": endpoint(body=CURL.format("-X PUT ") + "\n{{ page.nothing }}\n")})
    return tmp_path


def test_errors_only(site: Path) -> None:
    done = run("docs", "--add-suppressions", "--quiet")
    assert done.exit_code == 0
    assert "undefined-variable" not in (site / "docs" / "a.md").read_text(encoding="utf-8")
    assert run("docs").stdout.endswith("1 finding, 1 suppressed.\n")


def test_what_a_baseline_knows_needs_no_comment(site: Path) -> None:
    run("docs", "--update-baseline", "--baseline", "b.json")
    before = (site / "docs" / "a.md").read_text(encoding="utf-8")
    assert run("docs", "--add-suppressions", "--baseline", "b.json").exit_code == 0
    assert (site / "docs" / "a.md").read_text(encoding="utf-8") == before


def test_between_pages_and_in_includes(site: Path) -> None:
    write(site, {"docs/a.md": endpoint(body="{% include words.md %}"), "docs/b.md": endpoint("B", "/b/", body="Text.")})
    write(site, {"docs/_includes/words.md": "{{ page.nothing }}\n"})
    include = (site / "docs" / "_includes" / "words.md").read_bytes()
    assert run("docs").exit_code == 1
    done = run("docs", "--add-suppressions")
    assert (done.exit_code, ": nothing found, 2 suppressed." in done.stdout) == (0, True), done.output
    assert (site / "docs" / "_includes" / "words.md").read_bytes() == include


def test_comment_of_its_own_that_nothing_is_found_for_is_taken_out(site: Path) -> None:
    run("docs", "--add-suppressions")
    page = site / "docs" / "a.md"
    page.write_text(page.read_text(encoding="utf-8").replace("-X PUT ", ""), encoding="utf-8")
    assert run("docs").exit_code == 1
    assert run("docs", "--add-suppressions").exit_code == 0
    assert "method-mismatch" not in page.read_text(encoding="utf-8")


def test_page_that_cannot_be_written_is_left(site: Path) -> None:
    (site / "docs" / "a.md").chmod(0o400)
    done = run("docs", "--add-suppressions")
    assert (done.exit_code, "docs/a.md is left as it is: it is read-only; make it writable." in done.stderr) == (1, True)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_pipe_is_not_waited_for(site: Path) -> None:
    os.mkfifo(site / "docs" / "pipe.md")
    command = [sys.executable, "-m", "unisono", "check", "docs", "--add-suppressions"]
    done = subprocess.run(command, cwd=site, capture_output=True, timeout=60, check=False)
    assert b"docs/pipe.md is left as it is: it is not a regular file; replace it by one." in done.stderr
    assert done.returncode == 1


def test_page_in_which_no_comment_has_an_effect(site: Path) -> None:
    write(site, {"docs/a.md": endpoint(body="Text.\n\n<!-- never closed\n")})
    done = run("docs", "--add-suppressions")
    assert (done.exit_code, "no comment has an effect there; accept what is found by 'per_path'" in done.stderr) == (1, True)
    assert "ignore-page" not in (site / "docs" / "a.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("option", [["--watch"], ["--update-baseline"], ["--stdin-filename", "a.md"], ["--shard", "1/2"]])
def test_options_that_do_not_go_with_it(option: list[str], site: Path) -> None:
    del site
    assert run("--add-suppressions", *option).exit_code == 2


def test_what_another_run_has_just_written_is_not_written_twice() -> None:
    """Two at once: what is found is that of the page before, and what is changed the page after."""
    curl = CURL.format("-X PUT ")
    pages = [
        read_page(Source("page.md", endpoint(body=body)), Includes(None))
        for body in (curl, f"<!-- unisono: ignore[method-mismatch] {REASON} -->\n\n{curl}")
    ]
    (found,) = (one for one in check(pages[0]).diagnostics if one.rule == "method-mismatch")
    again = replace(found, span=pages[1].samples[0].span)
    assert accepted(pages[1], [again], lambda source: read_page(source, Includes(None))) == pages[1].source.text
