"""Where this program itself fails, that is a finding of one page or sample: exit status 2, and all else goes on."""

from __future__ import annotations

import json
import logging
import re
import subprocess
import warnings
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from click.testing import CliRunner, Result
from mkdocs.__main__ import cli

from unisono.checking import generated
from unisono.checking.rules import duplicate_endpoint, method_mismatch
from unisono.cli import main
from unisono.commands import write as commands_write
from unisono.diff import pairing
from unisono.imports import openapi
from unisono.languages.shell.curl import reading
from unisono.pages import reading as page_reading
from unisono.project.cache import encoding

SAID = "internal error: ZeroDivisionError at .*; report it to the authors of Unisono with what stands here"
HEAD = "---\ntitle: /{0}/\nmethod: get\nvisibility: public\n---\n"
PAGE = HEAD + '~~~ bash\ncurl{1} https://api.example.com/{0}/\n~~~\n{{: title="Curl" }}\n'


@pytest.fixture
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Sixty pages, more than one process takes; the sample of one is what a fault is put in for."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "docs"
    folder.mkdir()
    for number in range(60):
        (folder / f"p{number}.md").write_text(PAGE.format(f"p{number}", " --bad" if number == 7 else ""))
    (folder / "p9.md").write_text(PAGE.format("p9", " -X POST"))
    return folder


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def found(*arguments: str) -> list[tuple[str, str, str]]:
    result = run("check", "docs", "--output-format", "json", *arguments)
    assert result.exit_code == 2
    report = json.loads(result.stdout)
    return [(d["rule"], Path(d["path"]).name, d["message"]) for d in report["diagnostics"]]


def fail_for(monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str, mark: str) -> None:
    """Let a function raise what nobody expects, for what it is given that shows `mark`."""
    real = getattr(module, name)

    def failing(given: Any, *rest: Any, **named: Any) -> Any:
        if mark in str(getattr(given, "value", given)):
            raise ZeroDivisionError("secret text of the page")
        return real(given, *rest, **named)

    monkeypatch.setattr(module, name, failing)


OTHER = ("method-mismatch", "p9.md", "Curl sends POST, the page declares GET")


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("settings", [(), ("--select", "method-mismatch"), ("--ignore", "internal-error"), ("--exit-zero",)])
@pytest.mark.usefixtures("docs")
def test_reader(monkeypatch: pytest.MonkeyPatch, jobs: str, settings: tuple[str, ...]) -> None:
    fail_for(monkeypatch, reading, "read", "--bad")
    rule, path, message = (*(entry for entry in found("--jobs", jobs, *settings) if entry != OTHER),)[0]
    assert (rule, path) == ("internal-error", "p7.md")
    assert message.startswith("Curl: internal error: ZeroDivisionError at languages/")
    assert "report it" in message
    assert "secret" not in message


@pytest.mark.usefixtures("docs")
def test_reader_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        fail_for(patched, reading, "read", "--bad")
        assert found()[0][0] == "internal-error"
    result = run("check", "docs", "--output-format", "json")
    assert "internal-error" not in result.stdout


@pytest.mark.usefixtures("docs")
def test_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(_: object) -> Iterator[object]:
        raise RecursionError

    monkeypatch.setattr(method_mismatch, "check", failing)
    entries = found("--no-cache")
    assert {entry[0] for entry in entries} >= {"internal-error"}
    assert len([entry for entry in entries if entry[0] == "internal-error"]) == 60


@pytest.mark.usefixtures("docs")
def test_rule_about_the_site(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(_: object) -> Iterator[object]:
        raise MemoryError

    monkeypatch.setattr(duplicate_endpoint, "check_site", failing)
    entries = [entry for entry in found("--no-cache", "--select", "all") if entry[0] == "internal-error"]
    assert [entry[1] for entry in entries] == ["p0.md"]


@pytest.mark.usefixtures("docs")
def test_what_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    real = encoding.dump

    def failing(result: Any, entry: Any) -> Any:
        if any(found.rule == "method-mismatch" for found in result.diagnostics):
            raise ValueError
        return real(result, entry)

    monkeypatch.setattr(encoding, "dump", failing)
    assert [entry[:2] for entry in found("--jobs", "1") if entry[0] == "internal-error"] == [("internal-error", "p9.md")]


def test_accepted_by_nothing(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fail_for(monkeypatch, reading, "read", "--bad")
    text = (docs / "p7.md").read_text()
    (docs / "p7.md").write_text(text.replace("~~~ bash", "<!-- unisono: ignore-page[internal-error] known -->\n\n~~~ bash"))
    result = run("check", "docs", "--baseline", "known.json", "--update-baseline")
    assert result.exit_code == 2
    assert not Path("known.json").exists()
    assert "internal-error" in {entry[0] for entry in found()}


@pytest.mark.usefixtures("docs")
def test_inspect(monkeypatch: pytest.MonkeyPatch) -> None:
    fail_for(monkeypatch, reading, "read", "--bad")
    result = run("inspect", "docs", "--output-format", "json")
    assert result.exit_code == 2
    pages = json.loads(result.stdout)["pages"]
    assert len(pages) == 60
    failed = [page["path"] for page in pages if (page["samples"][0]["reason"] or "").startswith("internal error")]
    assert [Path(path).name for path in failed] == ["p7.md"]


def test_diff(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    author = ("-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false")
    for command in (["init", "-q"], ["add", "."], [*author, "commit", "-qm", "x"]):
        subprocess.run(["git", *command], check=True, cwd=docs.parent)
    (docs / "p7.md").write_text((docs / "p7.md").read_text().replace("--bad", "--bad -X PUT"))
    (docs / "p8.md").write_text((docs / "p8.md").read_text().replace("method: get", "method: put"))
    fail_for(monkeypatch, reading, "read", "--bad")
    result = run("diff", "HEAD", "docs", "--output-format", "json")
    assert result.exit_code == 2
    assert "p8.md" in result.stdout
    assert re.fullmatch(rf"Error: docs/p7\.md:\d+: Curl: {SAID}\n", result.stderr)


@pytest.mark.parametrize("output_format", ["text", "markdown", "json"])
@pytest.mark.parametrize("fault", ["page", "comparison"])
def test_diff_of_a_page_that_fails(docs: Path, monkeypatch: pytest.MonkeyPatch, fault: str, output_format: str) -> None:
    author = ("-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false")
    for command in (["init", "-q"], ["add", "."], [*author, "commit", "-qm", "x"]):
        subprocess.run(["git", *command], check=True, cwd=docs.parent)
    (docs / "p8.md").write_text((docs / "p8.md").read_text().replace("method: get", "method: put"))

    def failing(*_: object, **__: object) -> Any:
        raise ZeroDivisionError

    if fault == "page":
        fail_for(monkeypatch, page_reading, "read_blocks", "--bad")
    else:
        monkeypatch.setattr(pairing, "diff_endpoint", failing)
    result = run("diff", "HEAD", "docs", "--output-format", output_format)
    assert result.exit_code == 2
    if fault == "page":
        assert "PUT" in result.stdout
        assert re.fullmatch(rf"Error: docs/p7\.md: {SAID}\n", result.stderr)
    else:
        said = result.stderr.splitlines()
        assert len(said) == 60
        assert all(re.fullmatch(rf"Error: docs/p\d+\.md: {SAID}", one) for one in said)


COMMANDS = (("add", "python"), ("write", "python_requests"), ("import", "--from", "openapi", "api.json", "new"))


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
@pytest.mark.parametrize(
    "error", [ZeroDivisionError("secret"), RecursionError("secret"), PermissionError(13, "Not yours", "x")]
)
def test_beyond_a_page(docs: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], error: Exception) -> None:
    """A command that fails is told of in a line, and ends with the status of one that could not run."""

    def failing(*_: object) -> str:
        raise error

    for module in (generated, commands_write, openapi):
        monkeypatch.setattr(module, "read" if module is openapi else "write_sample", failing)
    (docs.parent / "api.json").write_text("{}")
    request = json.dumps({"method": "GET", "url": "https://api.example.com/", "headers": []})
    result = CliRunner().invoke(main, arguments, input=request)
    assert isinstance(result.exception, SystemExit)
    assert result.exit_code == 2
    assert "secret" not in result.output
    said = "x: Not yours" if isinstance(error, OSError) else SAID.replace("ZeroDivisionError", type(error).__name__)
    assert re.search(said, result.output)


@pytest.fixture
def mkdocs_log() -> Iterator[None]:
    """MkDocs' command line says for the whole process what is logged, and where."""
    logger = logging.getLogger("mkdocs")
    level, propagate = logger.level, logger.propagate
    drawing = logging.getLogger("mkdocs.commands.build")
    filters = drawing.filters[:]
    with warnings.catch_warnings():
        yield
    drawing.filters[:] = filters  # the command line has it say each thing once, for as long as Python runs
    logger.setLevel(level)
    logger.propagate = propagate


@pytest.mark.usefixtures("mkdocs_log")
def test_build(docs: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    """The build fails and says at which page; nothing is published."""
    fail_for(monkeypatch, reading, "read", "--bad")
    config = docs.parent / "mkdocs.yml"
    config.write_text("site_name: A\ntheme:\n  name: material\nplugins:\n- unisono:\n    audience: [public]\n")
    result = CliRunner().invoke(cli, ["build", "-q", "-f", str(config)])
    assert result.exit_code == 1
    assert "failed at 1 page" in result.output + caplog.text
    assert "p7.md:6:" in result.output + caplog.text
    assert "Traceback" not in result.output
    assert not (docs.parent / "site" / "p8").exists()
