"""OpenAPI documents and Postman collections: what is refused, what pages are worth, what large documents cost."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from unisono.cli import main
from unisono.imports import importer
from unisono.pages.liquid import Includes
from unisono.pages.model import EndpointPage
from unisono.pages.reading import read_page
from unisono.text.source import Source

HERE = Path(__file__).parent
SITES = sorted(path.parent for kind in ("openapi", "postman") for path in HERE.glob(f"{kind}/*/site"))
HEAD = "openapi: 3.0.0\ninfo: {title: A, version: '1'}\n"
BOMB = "".join(f"  a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10) if n else '1'}]\n" for n in range(12))

REFUSED = {
    "swagger": (
        "swagger: '2.0'\npaths: {}\n",
        "api.yaml:1: it is Swagger 2.0, and OpenAPI 3.0 and 3.1 are read; convert it first, for example with "
        "'npx swagger2openapi api.yaml --outfile openapi.json'",
    ),
    "version": ("info: {}\nopenapi: 4.0.0\n", "api.yaml:2: it has 'openapi: 4.0.0'; OpenAPI 3.0 and 3.1 are read"),
    "no-paths": (HEAD, "api.yaml:1: it has no 'paths'; name the document that has them"),
    "no-yaml": (HEAD + "paths:\n  /a: [\n", "api.yaml:5: it is not YAML: did not find expected node content; correct it"),
    "two-documents": (HEAD + "paths: {}\n---\na: b\n", "api.yaml:5: it has a second YAML document; keep one"),
    "alias-bomb": (
        HEAD + f"paths: {{}}\nx:\n{BOMB}",
        "api.yaml:10: it has more than 100,758 values (aliases count as what they repeat); make it smaller",
    ),
    "alias-bomb-of-parameters": (
        HEAD + f"x:\n{BOMB.replace('[1]', '[{}]')}paths:\n  /a:\n    get:\n      parameters: *a4\n      x-codeSamples: *a5\n",
        "api.yaml:9: it has more than 100,818 values (aliases count as what they repeat); make it smaller",
    ),
    "alias-of-nothing": (
        HEAD + "paths: *a\n",
        "api.yaml:3: the alias *a stands for nothing defined before it; quote it if it is text",
    ),
    "deep": (HEAD + f"paths: {'[' * 200}\n", "api.yaml:3: it is nested deeper than 100 levels; flatten it"),
    "deep-json": (
        f'{{"openapi": "3.0.0", "paths": {"[" * 200}{"]" * 200}}}',
        "api.yaml:1: it is nested deeper than 100 levels; flatten it",
    ),
    "key-of-a-list": (HEAD + "paths:\n  ? [a]\n  : b\n", "api.yaml:4: a key is not plain text; write 'key: value'"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text, message = REFUSED[name]
    monkeypatch.chdir(tmp_path)
    Path("api.yaml").write_text(text, encoding="utf-8")
    done = CliRunner().invoke(main, ["import", "--from", "openapi", "api.yaml", "new"], catch_exceptions=False)
    assert message in done.output
    assert done.exit_code == 2
    assert not Path("new").exists()


def test_arrays_of_one_another_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    schemas = {f"S{n}": {"type": "array", "items": {"$ref": f"#/components/schemas/S{(n + 1) % 2_000}"}} for n in range(2_000)}
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/S0"}}}
    operation = {"post": {"requestBody": {"content": content}, "responses": {"200": {"description": "Fine."}}}}
    document = {"openapi": "3.0.0", "info": {"title": "A", "version": "1"}, "paths": {"/a": operation}}
    Path("api.json").write_text(json.dumps({**document, "components": {"schemas": schemas}}), encoding="utf-8")
    done = CliRunner().invoke(main, ["import", "api.json", "new"], catch_exceptions=False)
    assert done.exit_code in {0, 1}
    (page,) = (page for page in Path("new/docs").rglob("*.md") if "method: post" in page.read_text())
    assert "array of arrays" in page.read_text(encoding="utf-8")


def test_an_old_collection_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("c.json").write_text('{"id": "1", "_postman_id": "1", "requests": []}', encoding="utf-8")
    done = CliRunner().invoke(main, ["import", "c.json", "new"], catch_exceptions=False)
    assert "c.json:1: it has no 'info'; in Postman, export the collection as 'Collection v2.1', and import that" in done.output
    assert done.exit_code == 2


@pytest.mark.parametrize("site", SITES, ids=lambda site: f"{site.parent.name}-{site.name}")
def test_what_is_written_checks_clean(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(site / "site", "old")
    CliRunner().invoke(main, ["import", "old", "new"], catch_exceptions=False)
    monkeypatch.chdir(tmp_path / "new")
    done = CliRunner().invoke(main, ["check", "docs"], catch_exceptions=False)
    assert "nothing found" in done.output


def test_json_on_several_lines_has_its_lines(tmp_path: Path) -> None:
    document = {
        "openapi": "3.0.0",
        "info": {"title": 'a "b" \\ {', "x": [[], {}, [1, {"a": None}]]},
        "paths": {"/a": {"get": {"responses": {}, "callbacks": {"later": {}}}}},
    }
    for indent in (2, 4):
        text = json.dumps(document, indent=indent)
        (tmp_path / "a.json").write_text(text, encoding="utf-8")
        found = importer("openapi").read(tmp_path / "a.json")
        lines = text.split("\n")
        told = {loss.what: lines[(loss.origin.line or 0) - 1].strip() for loss in found.losses}
        assert told["the callback 'later' is not carried over"] == '"callbacks": {'


def test_members_have_a_bound(tmp_path: Path) -> None:
    """A schema of 30 objects that each have all others comes to 30^30 members; some are listed, and what is not is told."""
    names = [f"S{number}" for number in range(30)]
    members = {name.lower(): {"$ref": f"#/components/schemas/{name}"} for name in names}
    schemas = {name: {"type": "object", "properties": {"own" + name: {"type": "string"}, **members}} for name in names}
    body = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/S0"}}}}
    document = {
        "openapi": "3.1.0",
        "paths": {"/a": {"post": {"requestBody": body, "responses": {}}}},
        "components": {"schemas": schemas},
    }
    (tmp_path / "a.json").write_text(json.dumps(document), encoding="utf-8")
    found = importer("openapi").read(tmp_path / "a.json")
    assert any("objects are not listed, as there are too many: " in loss.what for loss in found.losses)
    page = next(str(file.content) for file in found.files if file.path == "post_a.md")
    assert len(page) < 50_000


def test_other_credentials_than_one_are_named_up_to_a_bound(tmp_path: Path) -> None:
    names = [f"key{n}" for n in range(23)]
    schemes = {name: {"type": "apiKey", "in": "header", "name": name} for name in names}
    paths = {"/a": {"get": {"responses": {"200": {"description": "It is."}}}}}
    asked: list[dict[str, list[str]]] = [{name: []} for name in names]
    document: dict[str, object] = {"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": paths}
    document |= {"components": {"securitySchemes": schemes}, "security": asked}
    source = tmp_path / "api.json"
    source.write_text(json.dumps(document), encoding="utf-8")
    found = importer("openapi").read(source)
    page = next(str(file.content) for file in found.files if file.path == "get_a.md")
    others = " or ".join(f"`{name}`" for name in names[1:21])
    assert f"\n\nkey0\n: (string) Or {others} or another instead.\n" in page


def test_requests_of_one_path_and_method_are_kept_apart() -> None:
    found = importer("postman").read(HERE / "postman" / "collection" / "site")
    pages = [read_page(Source(file.path, str(file.content)), Includes(None)) for file in found.files]
    same = [page.source.path for page in pages if isinstance(page, EndpointPage) and page.method == "PATCH"]
    assert same == ["orders/cancel.md", "orders/cancel_2.md"]
