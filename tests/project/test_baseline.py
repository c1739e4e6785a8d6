"""A baseline takes known findings away wherever lines move, and nothing else."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path
from zlib import crc32

import pytest
from click.testing import CliRunner, Result

from sites import endpoint, write
from unisono.cli import main

CURL = '~~~ bash\ncurl {} https://api.example.com{}\n~~~\n{{: title="Curl" }}\n'


def page(path: str, option: str = "-s") -> str:
    """An endpoint page for GET with one sample."""
    return endpoint(path=path, position=str(crc32(path.encode())), body=CURL.format(option, path))


WRONG = page("/a/", "-X DELETE")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", *arguments, "--baseline", "baseline.json", "--output-format", "json"])


def new(done: Result) -> list[tuple[str, str]]:
    return [(found["rule"], found["path"]) for found in json.loads(done.stdout)["diagnostics"]]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with two pages that are wrong, and their baseline."""
    monkeypatch.chdir(tmp_path)
    write(
        tmp_path, {".git/HEAD": "", "docs/a.md": WRONG, "docs/b.md": page("/b/", "-X DELETE"), "docs/clean.md": page("/clean/")}
    )
    assert run("docs", "--update-baseline").stdout == "baseline.json: 2 findings, 0 before.\n"
    return tmp_path


def test_file(site: Path) -> None:
    assert (site / "baseline.json").read_text(encoding="utf-8") == (
        '{\n "version": 1,\n "findings": [\n'
        '  {"rule": "method-mismatch", "path": "docs/a.md", "sample": "Curl", "where": "", "count": 1},\n'
        '  {"rule": "method-mismatch", "path": "docs/b.md", "sample": "Curl", "where": "", "count": 1}\n'
        " ]\n}\n"
    )


def test_known_findings_are_not_reported(site: Path) -> None:
    del site
    done = run("docs")
    assert (done.exit_code, new(done)) == (0, [])
    assert done.stderr == "baseline.json: 2 findings known.\n"


def test_new_finding_is(site: Path) -> None:
    write(site, {"docs/clean.md": page("/clean/", "-X DELETE")})
    done = run("docs")
    assert (done.exit_code, new(done)) == (1, [("method-mismatch", "docs/clean.md")])


def test_what_a_fix_uncovered_is_told_from_what_is_new(site: Path) -> None:
    """The sample of one page could not run, and hid that it sends something else; another page has it since."""
    broken = WRONG.replace("curl -X DELETE", "curl --no-such-option -X DELETE").replace("/a/\n~~~", "/other/\n~~~")
    write(site, {"docs/a.md": broken})
    run("docs", "--update-baseline")
    write(site, {"docs/a.md": broken.replace("--no-such-option ", ""), "docs/clean.md": page("/clean/", "-X DELETE")})
    done = run("docs")
    assert new(done) == [
        ("method-mismatch", "docs/a.md"),
        ("path-mismatch", "docs/a.md"),
        ("method-mismatch", "docs/clean.md"),
    ]
    assert done.stderr.splitlines()[:3] == [
        "baseline.json: 1 finding known, 1 new, 2 uncovered, as what hid them is gone:",
        "  docs/a.md:10:9: method-mismatch",
        "  docs/a.md:10:39: path-mismatch",
    ]


def test_page_that_could_not_be_read_uncovers_all(site: Path) -> None:
    write(site, {"docs/a.md": WRONG.replace("name: ", "name: a: ")})
    run("docs", "--update-baseline")
    write(site, {"docs/a.md": WRONG})
    done = run("docs")
    assert "baseline.json: 1 finding known, 1 uncovered, as what hid it is gone:\n  docs/a.md:10:9: method-m" in done.stderr


def test_without_the_baseline_of_the_settings(site: Path) -> None:
    write(site, {"unisono.toml": 'baseline = "baseline.json"\n'})
    check = CliRunner().invoke
    assert check(main, ["check", "docs"]).exit_code == 0
    done = check(main, ["check", "docs", "--no-baseline"])
    assert (done.exit_code, done.stdout.count("error[method-mismatch]"), done.stderr) == (1, 2, "")
    for other in (["--update-baseline"], ["--baseline", "baseline.json"]):
        assert check(main, ["check", "docs", "--no-baseline", *other]).exit_code == 2


def test_one_more_of_a_kind_is_new(site: Path) -> None:
    write(site, {"docs/a.md": WRONG + "\n" + CURL.format("-X DELETE", "/a/")})
    assert new(run("docs")) == [("method-mismatch", "docs/a.md")]


def test_paths_are_those_of_the_file(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site / "docs")
    done = CliRunner().invoke(main, ["check", os.fspath(site / "docs" / "a.md"), "--baseline", "../baseline.json"])
    assert done.exit_code == 0


def test_what_is_gone_is_noted(site: Path) -> None:
    write(site, {"docs/a.md": page("/a/")})
    (site / "docs" / "b.md").unlink()
    done = run("docs")
    assert done.exit_code == 0
    assert done.stderr == (
        "baseline.json: 0 findings known.\n"
        "baseline.json: 2 findings in it are gone; --update-baseline takes out:\n"
        "  docs/a.md: method-mismatch Curl\n"
        "  docs/b.md: method-mismatch Curl\n"
    )
    assert run("docs", "--update-baseline").stdout == "baseline.json: 0 findings, 2 before.\n"
    assert run("docs").stderr == "baseline.json: 0 findings known.\n"


def test_what_is_not_looked_at_stays(site: Path) -> None:
    write(site, {"docs/a.md": page("/a/")})
    assert run("docs/b.md").stderr == "baseline.json: 1 finding known.\n"
    assert run("docs/clean.md", "--update-baseline").stdout == "baseline.json: 2 findings, 2 before.\n"
    assert run("docs/a.md", "--update-baseline").stdout == "baseline.json: 1 finding, 2 before.\n"


def test_rules_that_are_not_applied_stay(site: Path) -> None:
    write(site, {"docs/a.md": page("/a/")})
    assert run("docs", "--select", "path-mismatch").stderr == "baseline.json: 0 findings known.\n"
    assert run("docs", "--ignore", "method-mismatch", "--update-baseline").stdout == "baseline.json: 2 findings, 2 before.\n"
    assert run("docs", "--select", "method-mismatch", "--update-baseline").stdout == "baseline.json: 1 finding, 2 before.\n"


def test_rule_that_is_no_more_is_gone(site: Path) -> None:
    file = site / "baseline.json"
    file.write_text(file.read_text(encoding="utf-8").replace("method-mismatch", "old-name", 1), encoding="utf-8")
    assert "  docs/a.md: old-name Curl\n" in run("docs").stderr


def test_setting(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(site, {"unisono.toml": 'baseline = "known/all.json"\n', "known/all.json": ""})
    (site / "known" / "all.json").unlink()
    monkeypatch.chdir(site / "docs")

    def check(*arguments: str) -> tuple[int, str]:
        done = CliRunner().invoke(main, ["check", ".", *arguments, "--output-format", "json"])
        return done.exit_code, done.stderr or done.stdout

    assert check("--update-baseline") == (0, f"{Path('../known/all.json')}: 2 findings, 0 before.\n")
    assert check() == (0, f"{Path('../known/all.json')}: 2 findings known.\n")
    assert check("--baseline", "../baseline.json") == (0, f"{Path('../baseline.json')}: 2 findings known.\n")


def test_update_needs_a_file(site: Path) -> None:
    del site
    done = CliRunner().invoke(main, ["check", "docs", "--update-baseline"])
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (
        2,
        "Error: --update-baseline needs --baseline FILE, or the setting 'baseline'.",
    )


ENTRY = '{"rule": "a", "path": "docs/a.md", "sample": "", "where": "", "count": 1}'


def entries(*lines: str) -> str:
    return '{"version": 1,\n"findings": [\n' + ",\n".join(lines) + "\n]}"


def with_count(count: str) -> str:
    return entries(ENTRY, ENTRY.replace("1}", count + "}"))


COUNT = "'count' of a finding must be a number from 1 to 1,000,000,000, and is"


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("", 1, "the JSON ends too early; expected a value"),
        ("\n[]", 2, "it must be an object, and is a list"),
        ("{}", 1, "'version' must be 1, and is empty"),
        ('{\n"version": 2, "findings": []}', 2, "'version' must be 1, and is 2"),
        ('{\n"version": true, "findings": []}', 2, "'version' must be 1, and is true"),
        ('{"version": 1,\n"version": 1, "findings": []}', 2, "'version' is there twice"),
        ('{"version": 1,\n"findings": {}}', 2, "'findings' must be a list, and is a table"),
        ('{"version": 1}', 1, "'findings' must be a list, and is empty"),
        (entries("{}"), 3, "'rule' of a finding must be text, and is empty"),
        (entries(ENTRY, "5"), 4, "a finding must be an object, and is 5"),
        (entries(ENTRY, ENTRY.replace('"docs/a.md"', "[]")), 4, "'path' of a finding must be text, and is a list"),
        (entries(ENTRY, ENTRY.replace('"rule"', '"path": "", "rule"')), 4, "'path' is there twice"),
        (with_count("-1"), 4, f"{COUNT} -1"),
        (with_count("0"), 4, f"{COUNT} 0"),
        (with_count("1.5"), 4, f"{COUNT} 1.5"),
        (with_count("true"), 4, f"{COUNT} true"),
        (with_count('"1"'), 4, f"{COUNT} '1'"),
        (with_count("1e999"), 4, f"{COUNT} inf"),
        (with_count("9" * 4000), 4, f"{COUNT} a number of many digits"),
        (with_count("9" * 5000), 4, "a number has too many digits"),
        (with_count("NaN"), 4, f"{COUNT} nan"),
        (with_count("[" * 190 + "]" * 190), 4, f"{COUNT} a list"),
        ("[" * 9999, 1, "JSON is nested deeper than 200 levels; flatten it"),
        ('{"version": 1,\n\x1b}', 2, "expected a member's name in double quotes, found '\\x1b'"),
    ],
)
def test_file_that_is_no_baseline(text: str, line: int, reason: str, site: Path) -> None:
    (site / "baseline.json").write_text(text, encoding="utf-8")
    done = run("docs")
    assert (done.exit_code, done.stderr) == (
        2,
        f"Error: baseline.json:{line}: this is not a baseline of version 1: {reason}; "
        "name another file, or remove this one and let --update-baseline write it.\n",
    )
    assert run("docs", "--update-baseline").stderr == done.stderr
    assert (site / "baseline.json").read_text(encoding="utf-8") == text


def test_file_that_is_not_text(site: Path) -> None:
    (site / "baseline.json").write_bytes(b"{\n\xff")
    assert run("docs").stderr.startswith("Error: baseline.json:2: this is not a baseline of version 1: it is not UTF-8 text;")


def test_entries_of_any_text(site: Path) -> None:
    """Paths that are none are of files that are gone, entries that are there twice count together."""
    odd = [ENTRY.replace("docs/a.md", path) for path in ("\\u0000", "x" * 5000, "\\ud800", "docs/\\u001b[2J\\n.md", "")]
    (site / "baseline.json").write_text("\ufeff" + entries(*odd, *odd), encoding="utf-8")
    done = run("docs")
    assert done.exit_code == 1
    assert "8 findings in it are gone" in done.stderr
    assert "\x1b" not in done.stderr
    assert "  docs/\\x1b[2J\\n.md: a\n" in done.stderr


def test_file_that_is_absent(site: Path) -> None:
    (site / "baseline.json").unlink()
    assert run("docs").stderr == (
        "Error: cannot read the baseline baseline.json: No such file or directory; --update-baseline writes one.\n"
    )


class TestCorpus:
    @pytest.fixture
    def copy(self, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """The corpus with its baseline."""
        shutil.copytree(corpus, tmp_path / "docs")
        monkeypatch.chdir(tmp_path)
        run("docs", "--update-baseline")
        return tmp_path / "docs"

    def test_lines_move(self, copy: Path) -> None:
        moved = 0
        for page in copy.rglob("*.md"):
            text = page.read_bytes()
            if text.startswith(b"---\n"):
                page.write_bytes(b"---\n" + b"".join(b"line_%d: more\n" % i for i in range(10)) + text[4:])
                moved += 1
        done = run("docs")
        assert moved > 100
        assert (done.exit_code, new(done)) == (0, [])
        assert "gone" not in done.stderr

    def test_one_sample_changes(self, copy: Path) -> None:
        page = copy / "_v1_ordering_retailer" / "cancel_order.md"
        text = page.read_text(encoding="utf-8")
        changed, number = re.subn(r"http --json PATCH ", "http --json PUT ", text)
        assert number == 1
        page.write_text(changed, encoding="utf-8")
        done = run("docs")
        assert (done.exit_code, new(done)) == (1, [("method-mismatch", "docs/_v1_ordering_retailer/cancel_order.md")])
