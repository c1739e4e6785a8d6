"""A client that is generated from the exported OpenAPI document sends what the pages declare.

The pages are those of the project's own API. The client gets the values that the document shows, and nothing
else; what it sends to a server on loopback is compared with the request of the page.
"""

from __future__ import annotations

import importlib
import inspect
import io
import json
import re
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import replace
from email import message_from_bytes
from pathlib import Path
from typing import Any, get_args
from urllib.parse import parse_qsl, urlsplit

import pytest
import yaml

from unisono.checking.check import examine
from unisono.checking.settings import Settings
from unisono.exports.collection import Collection, collect
from unisono.exports.formats import format_named
from unisono.pages.model import EndpointPage
from unisono.project.configuration import Configurations
from unisono.project.nearest import read_nearest
from unisono.project.selection import looked_at
from unisono.running.recorder import Recorder
from unisono.running.sent import Sent
from unisono.wire.request import Request

pytest.importorskip("openapi_python_client", reason="openapi-python-client is not installed")

PAGES = Path(__file__).parents[2] / "docs" / "api"
METHODS = ("get", "put", "post", "delete", "patch", "head", "options")


@pytest.fixture(scope="module")
def collection() -> Collection:
    configurations = Configurations()
    pages = [
        page for page in read_nearest(looked_at([PAGES], configurations), configurations) if isinstance(page, EndpointPage)
    ]
    settings = replace(Settings(), servers=("https://api.example.com",))
    return collect("Crateworth", [(examine(page, settings), page, Path(page.source.path).parent.name) for page in pages])


@pytest.fixture(scope="module")
def document(collection: Collection) -> dict[str, Any]:
    (file,) = format_named("openapi").write(collection)
    found: dict[str, Any] = yaml.safe_load(file.text)
    return found


@pytest.fixture(scope="module")
def package(document: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The name of the generated package, which may be imported."""
    folder = tmp_path_factory.mktemp("generated")
    (folder / "openapi.json").write_text(json.dumps(document), encoding="utf-8")
    (folder / "settings.yaml").write_text("post_hooks: []\n", encoding="utf-8")
    options = ["--path", "openapi.json", "--config", "settings.yaml", "--meta", "none", "--output-path", "crateworth_client"]
    command = [sys.executable, "-m", "openapi_python_client", "generate", "--fail-on-warning", *options]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    sys.path.insert(0, str(folder))
    yield "crateworth_client"
    sys.path.remove(str(folder))


def operations(document: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The operations, each with its path's parameters and its method and path as its name."""
    for path, item in document["paths"].items():
        for method in (name for name in METHODS if name in item):
            operation = item[method]
            yield (
                f"{method.upper()} {path}",
                {**operation, "parameters": [*item.get("parameters", []), *operation.get("parameters", [])]},
            )


def shown(at: Mapping[str, Any]) -> Any:
    """The first value that a parameter, or a media type, shows; `...` where there is none."""
    named = [one.get("value", ...) for one in at.get("examples", {}).values()]
    schema = at.get("schema", {})
    return next(iter([*([at["example"]] if "example" in at else []), *named, *schema.get("examples", [])]), ...)


def given(function: Any, operation: Mapping[str, Any], package: str) -> dict[str, Any]:
    """The arguments of a generated function, from what the document shows."""
    names = inspect.signature(function, eval_str=True).parameters
    arguments: dict[str, Any] = {}
    for parameter in operation["parameters"]:
        name = re.sub(r"\W", "_", parameter["name"]).lower()
        value = shown(parameter)
        if value is not ... and name in names:
            arguments[name] = value
    for content in operation.get("requestBody", {}).get("content", {}).values():
        kinds = get_args(names["body"].annotation) or (names["body"].annotation,)
        model = next(kind for kind in kinds if hasattr(kind, "to_dict"))
        arguments["body"] = made(model, shown(content), package)
    return arguments


def made(model: Any, value: dict[str, Any], package: str) -> Any:
    """The body of a request; a part that is a file is one with content of its own."""
    types = importlib.import_module(f"{package}.types")
    kinds = {name: str(field.annotation) for name, field in inspect.signature(model).parameters.items()}
    files = {name for name, kind in kinds.items() if re.search(r"\bFile\b", kind)}
    body = model.from_dict(value | dict.fromkeys(files, b""))
    for name in files:
        setattr(body, name, types.File(io.BytesIO(b"content"), "a.pdf", "application/pdf"))
    return body


def facts(method: str, target: str, fields: Mapping[str, str], content: bytes) -> dict[str, Any]:
    """What is compared of a request: names of fields in lower case, without those that every client of HTTP has of its own;
    JSON, forms and parts by what they say."""
    url = urlsplit(target)
    kind = fields.get("content-type", "").partition(";")[0]
    said: Any = content
    if kind == "application/json":
        said = json.loads(content)
    elif kind == "application/x-www-form-urlencoded":
        said = sorted(parse_qsl(content.decode(), keep_blank_values=True))
    elif kind == "multipart/form-data":
        message = message_from_bytes(b"Content-Type: " + fields["content-type"].encode() + b"\r\n\r\n" + content)
        parts = [part for part in message.walk() if not part.is_multipart()]
        said = sorted((str(part.get_param("name", header="content-disposition")), part.get_content_type()) for part in parts)
    own = {name: value for name, value in fields.items() if name not in OWN}
    return {
        "method": method,
        "path": url.path,
        "query": sorted(parse_qsl(url.query, keep_blank_values=True)),
        "fields": own,
        "kind": kind,
        "content": said,
    }


OWN = frozenset({"accept", "accept-encoding", "connection", "content-length", "content-type", "host", "user-agent"})


def of_sent(sent: Sent) -> dict[str, Any]:
    return facts(sent.method, sent.target, {name.lower(): value for name, value in sent.fields}, sent.content)


def of_request(request: Request) -> dict[str, Any]:
    fields = {field.name.value.lower(): field.value.value for field in request.fields}
    content = request.content.text.value.encode() if request.content and request.content.text else b""
    target = request.url.value.removeprefix("https://api.example.com")
    return facts(request.method.value, target, fields, content)


@pytest.mark.wire
def test_a_generated_client_sends_the_requests_of_the_pages(
    collection: Collection, document: dict[str, Any], package: str
) -> None:
    recorder = Recorder()
    try:
        sent = {name: _sent(recorder, package, document, operation) for name, operation in operations(document)}
    finally:
        recorder.close()
    wanted = {
        f"{e.page.method} {e.page.target.path if e.page.target else ''}": of_request(e.requests[0].request)
        for e in collection.endpoints
    }
    assert len(sent) == len(wanted) == len(collection.endpoints)
    assert sent == wanted


def _sent(recorder: Recorder, package: str, document: Mapping[str, Any], operation: Mapping[str, Any]) -> dict[str, Any]:
    name, tag = (
        re.sub(r"(?<=[a-z])(?=[A-Z])", "_", text).replace(" ", "_").lower()
        for text in (operation["operationId"], operation["tags"][0])
    )
    client = importlib.import_module(package)
    function = importlib.import_module(f"{package}.api.{tag}.{name}").sync_detailed
    url = f"http://127.0.0.1:{recorder.port}"
    schemes = [
        document["components"]["securitySchemes"][one]
        for wanted in operation.get("security", document.get("security", []))
        for one in wanted
    ]
    if not schemes:
        made = client.Client(base_url=url)
    elif schemes[0]["scheme"] == "basic":
        made = client.AuthenticatedClient(
            base_url=url, token=b64encode(b"ines@example.com:correct horse").decode(), prefix="Basic"
        )
    else:
        made = client.AuthenticatedClient(base_url=url, token="YOUR_TOKEN")
    recorder.sent.clear()
    function(client=made, **given(function, operation, package))
    return of_sent(recorder.sent[0])
