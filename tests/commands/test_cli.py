"""The command line through the real program: what it prints and where, its exit status, and the JSON that others build on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from unisono.checking.rules import rules
from unisono.cli import main

ROOT = Path(__file__).parents[2]
GOOD = """---
title: /orders/
name: Orders
method: get
---
~~~ bash
curl https://api.example.com/orders/
~~~
{: title="Curl" }
"""
BAD = GOOD.replace("/orders/", "/bad/").replace("curl ", "curl -X POST ")


def unisono(*arguments: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "unisono", *arguments]
    return subprocess.run(command, capture_output=True, check=False, cwd=cwd, env={**os.environ, **environment})


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "good.md").write_text(GOOD)
    return tmp_path


class TestStatus:
    def test_nothing_found(self, docs: Path) -> None:
        done = unisono("check", "docs", cwd=docs)
        assert (done.returncode, done.stdout, done.stderr) == (0, b"1 endpoint page, 1 sample (1 agree): nothing found.\n", b"")

    def test_findings(self, docs: Path) -> None:
        (docs / "docs" / "bad.md").write_text(BAD)
        done = unisono("check", "docs", "--output-format", "concise", cwd=docs)
        assert (done.returncode, done.stderr) == (1, b"")
        assert done.stdout.decode() == (
            "docs/bad.md:7:9: error[method-mismatch] Curl sends POST, the page declares GET\n"
            "  docs/bad.md:4:9: note: the page declares GET\n\n"
            "2 endpoint pages, 2 samples (1 agree, 1 disagree): 1 finding.\n"
        )

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["check", "absent"], "there is nothing at absent"),
            (["check", "docs", "absent"], "there is nothing at absent"),
            (["check", "empty"], "found no endpoint page at empty"),
            (["check", "plain.md"], "found no endpoint page at plain.md"),
            *(([command, "docs", "api.yaml"], "api.yaml:1: it has no 'paths'") for command in ("check", "inspect")),
            (["fix", "docs", "api.yaml"], "api.yaml is not a page"),
            (["check", "--stdin-filename", "api.yaml"], "api.yaml is not a page"),
            (["diff", "HEAD", "docs", "api.yaml"], "api.yaml is not a page"),
            (["check", "docs", "API.JSON"], "API.JSON:1: it has no 'paths'"),
            (["check", "docs", "page.md.orig"], "page.md.orig is not a page"),
            (["add", "curl", "--pages", "api.yaml"], "api.yaml is not a page"),
            (["check", "docs", "--absent"], "--absent"),
            (["check", "docs", "--output-format", "absent"], "'absent' is not one of"),
            (["check", "docs", "--includes", "absent"], "'absent' does not exist"),
            (["inspect", "absent"], "there is nothing at absent"),
            (["inspect", "empty"], "found no endpoint page at empty"),
            (["rule", "absent"], "there is no rule 'absent'; 'unisono rule' lists them"),
            (["rule", "methd-mismatch"], "there is no rule 'methd-mismatch'; did you mean 'method-mismatch'?"),
            (["absent"], "there is no command 'absent'; there are add, check, "),
            (["exprot"], "there is no command 'exprot'; did you mean 'export'?"),
        ],
    )
    def test_could_not_run(self, docs: Path, arguments: list[str], message: str) -> None:
        (docs / "empty").mkdir()
        (docs / "plain.md").write_text("Just text.\n")
        for name in ("api.yaml", "API.JSON", "page.md.orig"):
            (docs / name).write_text("openapi: 3.1.0\n")
        done = unisono(*arguments, cwd=docs)
        assert (done.returncode, done.stdout) == (2, b"")
        assert message in done.stderr.decode()
        assert b"Traceback" not in done.stderr

    @pytest.mark.parametrize(
        ("files", "path", "hint"),
        [
            (
                {"source/index.html.md": "---\nlanguage_tabs: [shell]\n---\n\n# Kittens\n"},
                "source",
                ". source has a site of Slate; 'unisono import source DESTINATION' makes pages of it.",
            ),
            (
                {"_config.yml": "collections:\n  kittens:\n    output: false\n", "_kittens/all.md": "# Kittens\n"},
                "_kittens",
                ". This folder has a site of Jekyll whose collections are pages of endpoints; "
                "'unisono import . DESTINATION' makes pages of it.",
            ),
            (
                {"openapi.yaml": "openapi: 3.1.0\n", "notes/all.md": "# Kittens\n"},
                "notes",
                ". This folder has an OpenAPI 3.0 or 3.1 document; 'unisono import . DESTINATION' makes pages of it.",
            ),
            (
                {"Kittens.postman_collection.json": '{"info": {"schema": "v2.1.0/collection.json"}}'},
                "docs",
                "a Postman collection",
            ),
            ({"mkdocs.yml": "site_name: Kittens\n", "docs/all.md": "# Kittens\n"}, "docs", "a site of MkDocs"),
            ({"mkdocs.yml": "site_name: Kittens\nplugins: [unisono]\n", "docs/all.md": "# Kittens\n"}, "docs", ""),
            ({"docs/all.md": "# Kittens\n"}, "docs", ""),
        ],
        ids=["slate", "jekyll", "openapi", "postman", "material", "own", "none"],
    )
    def test_a_site_of_another_kind_can_be_imported(
        self, files: dict[str, str], path: str, hint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        for name, text in files.items():
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(text)
        done = CliRunner().invoke(main, ["check", path])
        assert done.exit_code == 2
        assert hint in done.stderr
        assert ("unisono import" in done.stderr) == bool(hint)

    def test_each_file_once(self, docs: Path) -> None:
        done = unisono("check", "docs", "docs/good.md", "./docs", cwd=docs)
        assert done.stdout.startswith(b"1 endpoint page, 1 sample")


class TestText:
    def test_help_and_version(self) -> None:
        for arguments in (["--help"], ["-h"], ["check", "--help"], ["inspect", "-h"], ["rule", "--help"]):
            done = unisono(*arguments)
            assert (done.returncode, done.stdout.startswith(b"Usage: unisono"), done.stderr) == (0, True, b"")
        for option in ("--version", "-V"):
            done = unisono(option)
            assert (done.returncode, done.stdout.split()[0]) == (0, b"unisono")

    @pytest.mark.parametrize(
        ("words", "offered"),
        [
            ("unisono che", ["check"]),
            ("unisono check --fail-level ", ["error", "warning", "info"]),
            ("unisono check --no-b", ["--no-baseline"]),
        ],
    )
    def test_completion(self, words: str, offered: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
        """As the script that click writes asks for it."""
        asked = {"_UNISONO_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
        for name, value in asked.items():
            monkeypatch.setenv(name, value)
        done = CliRunner().invoke(main, [], prog_name="unisono")
        assert done.output.splitlines() == [f"plain,{word}" for word in offered]

    def test_rules(self) -> None:
        listed = unisono("rule").stdout.decode()
        assert [line.split()[0] for line in listed.splitlines()] == list(rules())
        assert len({line.index("Reports") for line in listed.splitlines()}) == 1
        explained = unisono("rule", "method-mismatch").stdout.decode()
        assert explained.startswith(
            "# method-mismatch\n\nSeverity: error. In the sets `recommended`, `strict` and `all`: applied by default.\n"
        )
        assert "## Why is this bad?" in explained

    def test_inspect(self, docs: Path) -> None:
        done = unisono("inspect", "docs", cwd=docs)
        assert (done.returncode, done.stdout.decode()) == (
            0,
            "docs/good.md: GET /orders/\n  Curl (line 6): ok\n    GET https://api.example.com/orders/\n"
            "  line 6: sample: the title names cURL\n",
        )

    def test_inspect_names_what_it_cannot_read(self, docs: Path) -> None:
        (docs / "docs" / "empty.md").write_text("")
        done = unisono("inspect", "docs", cwd=docs)
        assert done.stderr.endswith(b"1 page may be of an endpoint, and cannot be read as such.\n")
        assert done.returncode == 0
        assert done.stderr.startswith(b"docs/empty.md:1:1: the page is empty")

    @pytest.mark.parametrize(
        "arguments",
        [["fix", "docs"], ["fix", "--unsafe-fixes", "docs"], ["add", "curl"], ["probe", "--server", "http://127.0.0.1:9"]],
        ids=" ".join,
    )
    def test_what_cannot_be_read_is_not_passed_over(self, docs: Path, arguments: list[str]) -> None:
        """Also by the commands that change pages, or ask a server of them: nothing is well of a page that nobody could read."""
        (docs / "docs" / "empty.md").write_text("")
        (docs / "docs" / "order.mdx").write_text(GOOD)
        done = unisono(*arguments, cwd=docs)
        assert done.returncode == 1, done.stderr
        assert b"docs/empty.md:1:1: the page is empty" in done.stderr
        assert b"docs/order.mdx:" in done.stderr
        assert b"2 pages may be of an endpoint, and cannot be read as such.\n" in done.stderr

    @pytest.mark.parametrize("output_format", ["full", "concise", "json"])
    def test_no_colours_in_a_pipe(self, docs: Path, output_format: str) -> None:
        (docs / "docs" / "bad.md").write_text(BAD)
        assert b"\x1b" not in unisono("check", "docs", "--output-format", output_format, cwd=docs).stdout

    @pytest.mark.parametrize(
        "environment",
        [
            {"LANG": "C", "LC_ALL": "C"},
            {"PYTHONIOENCODING": "ascii"},
            {"PYTHONIOENCODING": "latin-1"},
            {"PYTHONUTF8": "0", "LC_ALL": "C"},
        ],
        ids=["C", "ascii", "latin-1", "no-utf-8-mode"],
    )
    def test_utf_8_whatever_the_locale(self, docs: Path, environment: dict[str, str]) -> None:
        (docs / "docs" / "bad.md").write_text(GOOD.replace("title: /orders/", "title: /東京/🚚"), encoding="utf-8")
        for output_format in ("full", "concise", "json"):
            done = unisono("check", "docs", "--output-format", output_format, cwd=docs, **environment)
            assert (done.returncode, done.stderr) == (1, b"")
            assert "the page declares /東京/🚚" in done.stdout.decode("utf-8")

    @pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
    @pytest.mark.parametrize("pages", [1, 400])
    @pytest.mark.parametrize("command", ["check docs", "check docs --output-format json", "inspect docs", "rule"])
    def test_closed_pipe(self, docs: Path, command: str, pages: int) -> None:
        for number in range(pages):
            (docs / "docs" / f"{number}.md").write_text(BAD)
        program = f'"{sys.executable}" -m unisono {command} | true'
        done = subprocess.run(["/bin/sh", "-c", program], capture_output=True, check=False, cwd=docs)
        assert done.stderr == b""


class TestJson:
    def test_check(self, docs: Path) -> None:
        (docs / "docs" / "bad.md").write_text(BAD + '\n~~~ elixir title="Elixir"\nx\n~~~\n')
        done = unisono("check", "docs", "--output-format", "json", cwd=docs)
        report = json.loads(done.stdout)
        assert list(report) == ["version", "diagnostics", "summary"]
        mismatch, unsupported = report["diagnostics"]
        assert list(mismatch["fix"]) == ["safety", "message", "edits"]
        assert list({**mismatch, "fix": None}.items()) == [
            ("rule", "method-mismatch"),
            ("severity", "error"),
            ("message", "Curl sends POST, the page declares GET"),
            ("path", "docs/bad.md"),
            ("sample", "Curl"),
            ("line", 7),
            ("column", 9),
            ("end_line", 7),
            ("end_column", 13),
            ("related", [{"path": "docs/bad.md", "line": 4, "column": 9, "message": "the page declares GET"}]),
            ("fix", None),
        ]
        assert list(mismatch["related"][0]) == ["path", "line", "column", "message"]
        assert (list(unsupported), unsupported["severity"]) == (list(mismatch), "warning")
        assert list(report["summary"].items()) == [
            ("pages", 2), ("samples", 3), ("agree", 1), ("disagree", 1), ("invalid", 0), ("unsupported", 1), ("suppressed", 0),
        ]  # fmt: skip

    def test_suppressed_are_counted(self, docs: Path) -> None:
        (docs / "docs" / "bad.md").write_text(f"{BAD}\n<!-- unisono: ignore-page[method-mismatch] a test -->\n")
        report = json.loads(unisono("check", "docs", "--output-format", "json", cwd=docs).stdout)
        assert (report["diagnostics"], report["summary"]["suppressed"]) == ([], 1)

    def test_inspect(self, docs: Path) -> None:
        (docs / "docs" / "good.md").write_text(
            GOOD.replace("/orders/\n~~~", "/orders/?q=1 -b a=1 --json {}\n~~~")
            + '\n~~~ bash\ncurl -K x\n~~~\n{: title="cURL" }\n'
        )
        inspected = json.loads(unisono("inspect", "docs", "--output-format", "json", cwd=docs).stdout)
        assert list(inspected) == ["version", "pages"]
        (page,) = inspected["pages"]
        assert list(page) == ["path", "name", "method", "target", "samples", "blocks"]
        assert [page[key] for key in list(page)[:4]] == ["docs/good.md", "Orders", "GET", "/orders/"]
        understood, unsupported = page["samples"]
        assert list(understood) == list(unsupported) == ["title", "language", "line", "status", "reason", "requests"]
        assert [understood[key] for key in list(understood)[:5]] == ["Curl", "curl", 6, "ok", None]
        (request,) = understood["requests"]
        assert set(request) == {
            "method", "url", "httpVersion", "headers", "queryString", "cookies", "postData", "headersSize", "bodySize",
        }  # fmt: skip
        assert request["queryString"] == [{"name": "q", "value": "1"}]
        assert request["cookies"] == [{"name": "a", "value": "1"}]
        assert request["postData"] == {"mimeType": "application/json", "text": "{}"}
        assert (unsupported["status"], unsupported["requests"], bool(unsupported["reason"])) == ("unsupported", [], True)


def test_own_documentation() -> None:
    done = unisono("check", "docs")
    assert (done.returncode, done.stderr) == (0, b""), done.stdout.decode()


@pytest.fixture(scope="module")
def report(corpus: Path) -> Any:
    done = unisono("check", os.fspath(corpus), "--output-format", "json", cwd=corpus)
    assert (done.returncode, done.stderr) == (1, b"")
    return json.loads(done.stdout)


class TestCorpus:
    """The reference site: nothing on it is passed over, and what is known to be wrong with it is found."""

    def test_everything_is_looked_at(self, report: Any) -> None:
        summary = report["summary"]
        assert (summary["pages"], summary["samples"]) == (138, 561)
        outcomes = ("agree", "disagree", "invalid", "unsupported")
        assert sum(summary[outcome] for outcome in outcomes) == 561

    def test_other_methods_than_the_page_declares(self, report: Any) -> None:
        found = [d for d in report["diagnostics"] if d["rule"] == "method-mismatch"]
        assert Counter(d["sample"] for d in found) == {"Curl": 41}
        of_endpoints = [d for d in found if d["message"] == "Curl sends POST, the page declares GET"]
        assert len(of_endpoints) == 39
        for diagnostic in of_endpoints:
            lines = Path(diagnostic["path"]).read_text().splitlines()
            assert lines[diagnostic["line"] - 1][diagnostic["column"] - 1 : diagnostic["end_column"] - 1].startswith("-")
            (related,) = diagnostic["related"]
            assert lines[related["line"] - 1].startswith("method:")

    def test_samples_that_send_nothing(self, report: Any) -> None:
        assert Counter(d["sample"] for d in report["diagnostics"] if d["rule"] == "invalid-sample")["Python (requests)"] == 124

    def test_inspect(self, corpus: Path) -> None:
        done = unisono("inspect", ".", "--output-format", "json", cwd=corpus)
        pages = json.loads(done.stdout)["pages"]
        with_samples = [page for page in pages if page["samples"]]
        assert (len(pages), len(with_samples), sum(len(page["samples"]) for page in pages)) == (140, 139, 561)
        assert all(
            sample["language"] and (sample["status"] == "ok") == (sample["reason"] is None)
            for page in pages
            for sample in page["samples"]
        )


def test_inspect_shows_control_characters(tmp_path: Path) -> None:
    """A page cannot command the terminal of who looks at it."""
    sample = "~~~ bash\ncurl https://a.example/a/ -H 'X: \x1b[31m\u202ered' -d 'a\x07\nb'\n~~~\n{: title=\"Curl\" }\n"
    (tmp_path / "page\x1b.md").write_text(f"---\ntitle: /a/\nname: A\nmethod: get\n---\n\n{sample}", encoding="utf-8")
    shown = unisono("inspect", ".", cwd=tmp_path).stdout.decode()
    assert not set(shown) & {"\x1b", "\x07", "\u202e"}
    assert "\\x1b[31m\\u202ered" in shown


@pytest.mark.parametrize(
    "arguments",
    [
        ["\x1b[2J"],
        ["check", "docs", "--\x1b[2J"],
        ["check", "docs", "-\x9b"],
        ["check", "docs\x1b[2J\u202e"],
        ["check", "docs", "--includes", "\x1b[2J\u200b"],
        ["check", "docs", "--jobs", "\x1b[2J"],
        ["check", "docs", "--output-format", "\x1b[2J"],
        ["check", "docs", "--shard", "\x1b[2J\n"],
        ["check", "docs", "--select", "\x1b[2J"],
        ["check", "docs", "--output-file", "\x1b[2J/a"],
        ["diff", "\x1b[2J...a"],
        ["inspect", "\x1b[2J"],
        ["rule", "\x1b[2J\u2066"],
    ],
)
def test_errors_show_control_characters(arguments: list[str], docs: Path) -> None:
    done = unisono(*arguments, cwd=docs)
    said = done.stderr.decode()
    assert done.returncode == 2
    assert not set(said) & set("\x1b\x9b\u202e\u200b\u2066")
    assert "\\x1b" in said or "\\x9b" in said


def test_warnings_of_the_cache_show_control_characters(docs: Path) -> None:
    (docs / "\x1b[2J").write_text("no folder")
    done = unisono("check", "docs", cwd=docs, UNISONO_CACHE_DIR="\x1b[2J")
    assert (done.returncode, b"\x1b" in done.stderr) == (0, False)
    assert done.stderr.startswith(b"Warning: the cache in \\x1b[2J")


def test_a_build_shows_control_characters(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: A\nplugins: [unisono]\n")
    (docs / "seen\x1b[2J.md").write_text(BAD.replace("method: get", "method: get\nvisibility: public"))
    (docs / "unsaid\x1b[2J.md").write_text(GOOD)
    (docs / "unclear\x1b[2J.md").write_text("---\nmethod: [\n---\n")
    (docs / "out\x1b[2J.txt").symlink_to("/etc/hostname")
    (docs / "misnamed\x1b[2J.MARKDOWN").write_text(GOOD)
    command = [sys.executable, "-m", "mkdocs", "build"]
    said = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, encoding="utf-8").stderr
    own = [line for line in said.splitlines() if "x1b" in line or "\x1b" in line]
    assert not [line for line in own if "\x1b" in line]
    for name in ("seen", "unsaid", "unclear", "out", "misnamed"):
        assert f"{name}\\x1b[2J" in said
