"""What each format is of a site, and what is told of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from openapi_spec_validator import validate

from conftest import Expected
from unisono.cli import main
from unisono.exports.formats import FORMATS, format_named
from unisono.imports import importer
from unisono.languages import languages
from unisono.text.source import Source, Text
from unisono.wire.har import read_har

HERE = Path(__file__).parent


def export(name: str, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["export", name, "site", "--title", "Shop", *arguments])


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(HERE)
    monkeypatch.delenv("UNISONO_AUDIENCE", raising=False)


@pytest.mark.parametrize("name", FORMATS)
def test_format(name: str, expected: Expected, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    done = export(name, "-o", str(folder))
    assert done.exit_code == 1, done.output
    if folder.is_dir():
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        text = "\n".join(f"==> {path.relative_to(folder).as_posix()}\n{path.read_text(encoding='utf-8')}" for path in files)
    else:
        text = folder.read_text(encoding="utf-8")
    ending = format_named(name).ENDING or ".txt"
    expected.check(HERE / "expected" / f"{name}{ending}", text)
    expected.check(HERE / "expected" / f"{name}.told.txt", done.stderr)


@pytest.mark.parametrize("name", ["http", "hurl", "bruno"])
def test_names_stay_on_their_line_and_command_no_terminal(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("site").mkdir()
    head = '---\ntitle: /orders/\nmethod: get\nname: "a\\e[31m\\nGET https://evil.example/"\n---\n'
    Path("site/a.md").write_text(f'{head}~~~ bash\ncurl https://api.example.com/orders/\n~~~\n{{: title="Curl" }}\n')
    assert export(name, "-o", "out").exit_code == 0
    texts = [path.read_text(encoding="utf-8") for path in Path().rglob("out*") if path.is_file()]
    texts += [path.read_text(encoding="utf-8") for path in Path().glob("out/**/*.bru")]
    assert any("a\\x1b[31m GET https://evil.example/" in text for text in texts)
    assert not any("\x1b" in text or "\nGET https://evil.example/" in text for text in texts)


@pytest.mark.parametrize("name", [name for name in FORMATS if name.startswith("openapi")])
def test_openapi_is_valid(name: str) -> None:
    validate(yaml.safe_load(export(name).stdout))


def test_an_overlay_leads_to_the_operations_of_the_document() -> None:
    document, overlay = (yaml.safe_load(export(name).stdout) for name in ("openapi", "overlay"))
    same = {"/orders/{uuid}/": "/orders/{order_id}/", "/orders/{id}/": "/orders/{order_id}/"}
    for action in overlay["actions"]:
        _, path, method = action["target"].replace("['", "\0").replace("'].", "\0").split("\0")
        assert method in document["paths"][same.get(path, path)]
        assert action["update"]["x-codeSamples"]


def test_json_is_written_where_the_file_says_so(tmp_path: Path) -> None:
    export("openapi", "-o", str(tmp_path / "api.json"))
    assert json.loads((tmp_path / "api.json").read_text(encoding="utf-8")) == yaml.safe_load(export("openapi").stdout)


def test_messages_read_back_are_the_requests() -> None:
    reading = languages()["http"].read(Text.of(Source("a.http", export("http").stdout)))
    archive = json.loads(export("har").stdout)["log"]["entries"]
    assert reading.status == "ok", reading.reason
    urls = [(request.method.value, request.url.value) for request in reading.requests]
    assert set(urls) <= {(one.method.value, one.url.value) for one in (read_har(json.dumps(entry)) for entry in archive)}
    assert len(urls) == len(archive) - 1  # credentials of variables


@pytest.mark.parametrize("name", ["openapi", "postman"])
def test_what_is_exported_can_be_imported(name: str, tmp_path: Path) -> None:
    file = tmp_path / f"api{format_named(name).ENDING}"
    export(name, "-o", str(file))
    assert importer(name).recognises(file)
    assert len(importer(name).read(file).files) >= 9


def test_what_is_written_is_counted_and_what_is_left_out() -> None:
    """Of each format: what it has and what it lacks are all requests, and what was declared."""
    for name, left_out in {"http": 2, "postman": 1, "openapi": 3}.items():
        told = export(name).stderr.splitlines()[-1]
        written, lost = (int(told.split(f" {word}")[0].split()[-1]) for word in ("request", "left out"))
        assert (written + lost, lost) == (13, left_out), told


def test_a_site_that_is_written_whole(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["export", "http", "site/files", "-o", str(tmp_path / "a.http")])
    assert (done.exit_code, done.stderr) == (0, "2 requests of 2 endpoints written.\n")


def test_pages_that_are_excluded_are_not_there() -> None:
    assert "excluded" not in export("http").stdout


def test_whose_pages_there_are() -> None:
    assert "hidden" not in export("http").stdout
    assert "account/hidden" in export("http", "--audience", "internal").stdout
    assert "orders" not in export("http", "--audience", "internal").stdout


@pytest.mark.parametrize("says", ["docs/.meta.yml", "docs/inner/.meta.yml", "docs/notes.md"])
@pytest.mark.parametrize("named", ["docs", "docs/inner/deep", "docs/inner/deep/a.md"])
def test_whom_pages_are_for_is_said_outside_of_what_is_named(
    says: str, named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the file of a folder above, or by another page of the site, which says that it knows an audience."""
    monkeypatch.chdir(tmp_path)
    page = "---\ntitle: /secret/\nmethod: get\n---\n~~~ bash\ncurl https://api.example.com/secret/\n~~~\n{: title=Curl }\n"
    texts = {"mkdocs.yml": "site_name: A\nplugins: [unisono]\n", "docs/inner/deep/a.md": page}
    texts[says] = "---\nvisibility: public\n---\n# Notes\n" if says.endswith(".md") else "visibility: internal\n"
    for name, text in texts.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text)
    done = CliRunner().invoke(main, ["export", "http", named])
    assert "secret" not in done.stdout
    assert "1 page that the audience may not see passed over." in done.stderr
    Path(says).unlink()
    assert "secret" in CliRunner().invoke(main, ["export", "http", named]).stdout


SLIPS: Mapping[str, tuple[list[str], str]] = {
    "a format that there is not": (["export", "postmen"], "did you mean 'postman'?"),
    "nothing there": (["export", "http", "none"], "there is nothing at none"),
    "no endpoint page": (["export", "http", "expected"], "found no endpoint page"),
    "a folder on standard output": (["export", "bruno", "site"], "name it with --output"),
    "a folder that has files": (["export", "bruno", "site", "-o", "expected"], "expected is there already"),
    "a file in no folder": (["export", "http", "site", "-o", "none/a.http"], "none/a.http cannot be written"),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_slip(slip: str) -> None:
    arguments, told = SLIPS[slip]
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 2
    assert told in done.stderr


def test_a_request_is_not_repeated_in_each_of_very_many_responses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    answers = "".join(f'~~~ json\n{{"a": {n}}}\n~~~\n{{: title="Response 200" }}\n\n' for n in range(102))
    sample = "~~~ bash\ncurl https://api.example.com/a/\n~~~\n{: title=Curl }\n"
    Path("page.md").write_text(f"---\ntitle: /a/\nmethod: get\n---\n{answers}{sample}", encoding="utf-8")
    done = CliRunner().invoke(main, ["export", "postman", "page.md"])
    saved = json.loads(done.stdout)["item"][0]["response"]
    assert ["originalRequest" in one for one in saved] == [True] * 100 + [False] * 2
