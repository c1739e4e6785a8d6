"""`unisono check` and `inspect` of an OpenAPI document: what is found in the documents here is exactly what is beside them, and
what is none is refused."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from conftest import Expected
from unisono.checking.settings import Settings
from unisono.cli import main
from unisono.project.documents import check_document
from unisono.reports import formats
from unisono.text.documents import read_document
from unisono.text.files import read_source

HERE = Path(__file__).parent
DOCUMENTS = sorted(path for path in HERE.glob("*/openapi.*") if path.suffix != ".txt")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments), catch_exceptions=False)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.parent.name)
def test_document(document: Path, expected: Expected, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(document.parent)
    done = run("check", document.name, "--select", "default,unused-suppression", "--output-format", "concise", "--no-cache")
    expected.check(document.parent / "check.txt", done.output)
    expected.check(document.parent / "inspect.txt", run("inspect", document.name).output)


def test_nothing_that_only_pages_have_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Front matter, and titles behind blocks."""
    monkeypatch.chdir(HERE / "agreeing")
    done = run("check", "openapi.json", "--select", "all", "--output-format", "concise", "--no-cache")
    assert done.output.endswith(": nothing found.\n"), done.output


def test_in_json_the_same_is_found(tmp_path: Path) -> None:
    """The document in YAML, and what it means written as JSON on one line and on many."""
    yaml_one = HERE / "slips" / "openapi.yaml"
    root = read_document(read_source(yaml_one, yaml_one.parent)).root
    shutil.copytree(yaml_one.parent / "samples", tmp_path / "samples")
    told = [
        [(one.rule, one.message, one.where) for one in check_document(path, Settings(ignore=("duplicate-key",))).diagnostics]
        for path in (
            yaml_one,
            _written(tmp_path / "one.json", json.dumps(root)),
            _written(tmp_path / "many.json", json.dumps(root, indent=1)),
        )
    ]
    assert sorted(told[0]) == sorted(told[1]) == sorted(told[2])


def _written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


NO_DOCUMENTS = {
    "swagger.yaml": ("swagger: '2.0'\npaths: {}\n", "swagger.yaml:1: it is Swagger 2.0, and OpenAPI 3.0 to 3.2 are read"),
    "other.yaml": ("a: b\n", "other.yaml:1: it has no key 'openapi'; OpenAPI 3.0 to 3.2 are read"),
    "list.json": ("[]", "list.json:1: it has no key 'openapi'"),
    "broken.yml": ("openapi: 3.0.0\npaths: {\n", "broken.yml:3: it is not YAML: "),
    "bare.json": (
        '{"openapi": "3.0.0", "paths": {"/a": {"get": {}}}}',
        "bare.json:1: no operation of a path has samples; they stand under keys such as x-codeSamples",
    ),
    "hooks.json": (
        '{"openapi": "3.1.0", "webhooks": {"made": {"post": {"x-codeSamples": [{"source": "curl a.example"}]}}}}',
        "under keys such as x-codeSamples (1 sample of webhooks, callbacks or whole paths, not read)",
    ),
}


@pytest.mark.parametrize("name", NO_DOCUMENTS)
@pytest.mark.parametrize("command", ["check", "inspect"])
def test_what_is_no_document_is_refused(name: str, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text, message = NO_DOCUMENTS[name]
    _written(Path(name), text)
    done = run(command, name)
    assert done.exit_code == 2
    assert message in done.output


def test_in_a_folder_only_pages_are_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(HERE / "slips", "docs")
    shutil.copy(HERE.parent / "readme" / "cancel_order.md", "docs")
    assert "1 endpoint page, 1 sample (1 disagree): 2 findings." in run("check", "docs").output
    both = run("check", "docs", "docs/openapi.yaml", "--output-format", "concise").output
    assert "4 operations, 1 endpoint page, 15 samples" in both


def test_a_baseline_keeps_operations_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(HERE / "slips", ".", dirs_exist_ok=True)
    assert run("check", "openapi.yaml", "--baseline", "known.json", "--update-baseline").exit_code == 0
    assert run("check", "openapi.yaml", "--baseline", "known.json").exit_code == 0
    text = Path("openapi.yaml").read_text(encoding="utf-8")
    Path("openapi.yaml").write_text("# one line more\n" + text.replace("feilds=all", "feels=all"), encoding="utf-8")
    done = run("check", "openapi.yaml", "--baseline", "known.json", "--output-format", "concise")
    assert [line.partition(" ")[0] for line in done.output.splitlines() if "[undocumented-parameter]" in line] == [
        "openapi.yaml:27:88:"
    ]
    assert "1 finding" in done.output


@pytest.mark.parametrize("form", formats())
def test_every_report_tells_of_documents(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(HERE / "slips")
    done = run("check", "openapi.yaml", "--output-format", form)
    assert done.exit_code == 1
    assert "method-mismatch" in done.output
    assert form in {"markdown", "statistics"} or ("openapi.yaml" in done.output and "sends PUT" in done.output)


@pytest.mark.parametrize("number", [500, 501])
@pytest.mark.parametrize("length", [1, 2_000])
def test_more_or_longer_servers_than_operations_can_be_compared_with(tmp_path: Path, number: int, length: int) -> None:
    servers = [{"url": f"https://s{n}.example.com/{'a' * length}"} for n in range(number)]
    sample = {"lang": "cURL", "source": "curl https://api.example.com/b"}
    operation = {"x-codeSamples": [sample], "responses": {"200": {"description": "It is."}}}
    paths = {path: {"get": operation} for path in ("/a", "/c")}
    document = {"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "servers": servers, "paths": paths}
    said = [
        one.message for one in check_document(_written(tmp_path / "openapi.json", json.dumps(document)), Settings()).diagnostics
    ]
    if (number, length) == (500, 1):
        assert (
            sum(message.startswith("cURL is sent to https://api.example.com, the operation declares ") for message in said) == 2
        )
        return
    assert said == [
        "there are more than 500 addresses, or longer ones than 2,000 characters, and those of samples are compared with none; "
        "take some out, or shorten them"
    ]
