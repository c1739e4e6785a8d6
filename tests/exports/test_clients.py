"""Each export, sent by a client of its own: what arrives is the request.

The requests are the cases of the writers, and go to a server on loopback. What a format or its client cannot say is listed.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from trials.clients import skip
from unisono.checking.check import examine
from unisono.checking.settings import Settings
from unisono.exports.collection import Collection, Endpoint, Losses, Named
from unisono.exports.formats import format_named
from unisono.languages.reading import Reading
from unisono.pages.liquid import Includes
from unisono.pages.model import EndpointPage
from unisono.pages.reading import read_page
from unisono.running.agreement import Values, differences
from unisono.running.recorder import Recorder
from unisono.running.sent import Sent
from unisono.text.source import Source, Text
from unisono.wire.request import BOUNDARY, Request
from unisono.wire.urls import split_url
from written.test_written import FILES, SAMPLES, wanted_of

CASES = (*FILES, *SAMPLES)
NAMES = [case.stem for case in CASES]


@pytest.fixture(scope="module")
def recorder() -> Iterator[Recorder]:
    server = Recorder()
    yield server
    server.close()


def endpoint_of(name: str, request: Request) -> Endpoint:
    method = request.method.value.lower()
    text = f"---\ntitle: /any/\nname: {name}\nmethod: {method}\nvisibility: public\n---\nA page.\n"
    page = read_page(Source(f"{name}.md", text), Includes(None))
    assert isinstance(page, EndpointPage)
    return Endpoint(page, examine(page, Settings()), "", (Named(name, request),))


def to_loopback(request: Request, port: int, number: int) -> Request | None:
    """The request with the server on loopback in the place of its host, and a number before its path, by which it is known
    when it comes; None where a variable is its host."""
    url = split_url(request.url)
    if request.url.slice(0, len(url.scheme) + 3 + len(url.authority)).has_placeholder or request.field("host"):
        return None
    rest = request.url.slice(len(url.scheme) + 3 + len(url.authority), len(request.url))
    server = Text.decoded(f"http://127.0.0.1:{port}/{number}", request.url.span())
    return replace(request, url=Text.join([server, rest]))


def collection_of(recorder: Recorder) -> Collection:
    requests = {case.stem: to_loopback(wanted_of(case), recorder.port, number) for number, case in enumerate(CASES)}
    endpoints = (endpoint_of(name, request) for name, request in requests.items() if request is not None)
    return Collection("Cases", tuple(endpoints), Losses())


def program(package: str, path: str) -> list[str]:
    folder = os.environ.get("UNISONO_NODE_MODULES")
    if folder is None or not (Path(folder) / package / path).is_file():
        skip(f"UNISONO_NODE_MODULES names no folder that holds {package}")
    return ["node", str(Path(folder) / package / path)]


def run(command: list[str], cwd: Path, values: Values) -> str:
    done = subprocess.run(
        command,
        cwd=cwd,
        env={"PATH": os.environ["PATH"], "HOME": str(cwd), **values.variables},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    return done.stdout + done.stderr


def send_newman(folder: Path, values: Values) -> str:
    given = [argument for name, value in values.variables.items() for argument in ("--env-var", f"{name}={value}")]
    command = [*program("newman", "bin/newman.js"), "run", "export.json", "--working-dir", ".", *given]
    return run(command, folder, values)


def send_httpyac(folder: Path, values: Values) -> str:
    given = [argument for name, value in values.variables.items() for argument in ("--var", f"{name}={value}")]
    return run([*program("httpyac", "bin/httpyac.js"), "send", "export.http", "--all", *given], folder, values)


def send_bruno(folder: Path, values: Values) -> str:
    given = [argument for name, value in values.variables.items() for argument in ("--env-var", f"{name}={value}")]
    return run([*program("@usebruno/cli", "bin/bru.js"), "run", "-r", "--env", "Values", *given], folder, values)


def send_har(folder: Path, _values: Values) -> str:
    """Each request of the archive as it says it."""
    for entry in json.loads((folder / "export.har").read_text(encoding="utf-8"))["log"]["entries"]:
        request = entry["request"]
        server, _, target = request["url"].removeprefix("http://").partition("/")
        connection = http.client.HTTPConnection(server)
        content = request.get("postData", {}).get("text", "").encode("utf-8") if "postData" in request else None
        connection.putrequest(request["method"], f"/{target}", skip_accept_encoding=True)
        for field in request["headers"]:
            connection.putheader(field["name"], field["value"].encode("utf-8"))
        if content is not None:
            connection.putheader("Content-Length", str(len(content)))
        connection.endheaders(content)
        connection.getresponse().read()
        connection.close()
    return ""


CLIENTS: Mapping[str, Callable[[Path, Values], str]] = {
    "postman": send_newman,
    "http": send_httpyac,
    "bruno": send_bruno,
    "har": send_har,
}


_OF_A_FILE = "the client says a media type of a file by its ending"
DIFFERING: Mapping[str, Mapping[str, str]] = {
    "postman": {"multipart-files": _OF_A_FILE, "multipart-part-of-json": _OF_A_FILE},
    "bruno": {
        "multipart-files": _OF_A_FILE,
        "multipart-part-of-json": _OF_A_FILE,
        "text-without-a-type": "the client says text/plain",
    },
    "http": {
        "cookies": "httpYac keeps the first cookie only",
        "cookies-of-odd-values": "httpYac keeps the first cookie only",
        "graphql-document": "httpYac makes JSON of GraphQL",
        "headers-of-all-kinds": "httpYac runs on Node.js, which sends only Latin-1 in header fields",
        "multipart-texts": "httpYac sends CRLF for a line break within a part",
    },
    "har": {},
}
"""What clients themselves send otherwise or not at all, by export and case."""


@pytest.mark.wire
@pytest.mark.parametrize("name", CLIENTS)
def test_what_arrives_is_the_request(name: str, recorder: Recorder, tmp_path: Path) -> None:
    collection = collection_of(recorder)
    requests = {named.name: named.request for _, named in collection.requests}
    values = Values(Reading("ok", tuple(requests.values())))
    if name == "har":  # which has neither, and says so
        values.files = dict.fromkeys(values.files, "")
        values.variables = {variable: f"${variable}" for variable in values.variables}
    for file, text in values.files.items():
        (tmp_path / file).write_text(text, encoding="utf-8")
    export = format_named(name)
    for one in export.write(collection):
        path = tmp_path / (one.path or f"export{export.ENDING}")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(one.text, encoding="utf-8")
    recorder.sent.clear()
    said = CLIENTS[name](tmp_path, values)
    arrived = {NAMES[int(found[1])]: one for one in recorder.sent if (found := re.match(r"/(\d+)\b", one.target))}
    left_out = {request for _, request in collection.losses.left_out}
    own = DIFFERING[name].keys()
    assert requests.keys() - arrived.keys() - own == left_out, said[-3000:]
    told = {case: differences([requests[case]], [without_own(one, requests[case])], values) for case, one in arrived.items()}
    assert {case for case, differing in told.items() if differing} == own & arrived.keys(), told


_OWN = frozenset({"cache-control", "postman-token", "request-start-time"})
"""Fields that the clients of exports add to every request."""


def without_own(sent: Sent, request: Request) -> Sent:
    """Without what the client adds, the boundary that it chooses, its spelling of names (RFC 9110, 5.1), and blanks in JSON."""
    spelt = {field.name.value.lower(): field.name.value for field in request.fields}
    own = [
        (spelt.get(name.lower(), name), value)
        for name, value in sent.fields
        if name.lower() in spelt or name.lower() not in _OWN
    ]
    said = request.media_type.value if request.media_type else ""
    content = sent.content
    if said.startswith("multipart/"):
        own = [(name, said if name == "Content-Type" and "; boundary=" in value else value) for name, value in own]
        content = re.sub(rb"(?<=--)\Z", b"\r\n", content.replace(b"--boundary", f"--{BOUNDARY}".encode()))
    text = request.content.text if request.content else None
    same = text is not None and not text.has_placeholder and is_same_json(text.value, sent.content)
    content = text.value.encode() if text is not None and same else content
    return replace(sent, fields=tuple(own), content=content)


def is_same_json(read: str, sent: bytes) -> bool:
    try:
        return bool(json.loads(read, parse_float=str, parse_int=str) == json.loads(sent, parse_float=str, parse_int=str))
    except ValueError:
        return False
