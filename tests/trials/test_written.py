"""Samples that are written, of the cases and by chance, run with their real clients: what arrives is what was asked for.

`UNISONO_WRITTEN_SENT` is the number of requests by chance for each client.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Container
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings

from trials.clients import Clients, missing, skip, trials
from unisono.languages.writing import Unwritable, write_sample, writers
from unisono.running.recorder import Recorder
from unisono.running.sent import Sent
from unisono.text.source import Source, Text
from unisono.wire.compare import FROM_THE_CLIENT
from unisono.wire.har import read_har
from unisono.wire.multipart import parts_of
from unisono.wire.request import Content, Field, Part, Request
from unisono.wire.same import departure
from written.chance import requests
from written.test_written import FILES, SAMPLES, wanted_of

pytestmark = pytest.mark.wire

VARIABLES = {
    "HOST": "b.example.com",
    "BASE_URL": "https://api.example.com/v2",
    "ID": "8",
    "KEY": "k1",
    "TOKEN": "t0ken",
    "NAME": "Jane",
    "NUMBER": "12",
} | {
    "CLERK": "jane",
    "SECRET": "pa$$ word",
}
HELD = {"data.bin": "what is in it", "permit.pdf": "%PDF-1.7"}
COUNT = int(os.environ.get("UNISONO_WRITTEN_SENT", "25"))


@pytest.mark.parametrize("client", writers())
def test_what_arrives(client: str, recorder: Recorder, clients: Clients, tmp_path: Path) -> None:
    found, reader = _written(client), writers()[client].reader
    if reason := missing(reader, "\n".join(code for _, code in found)):
        skip(reason)
    folder = _folder(clients, tmp_path)
    for request, _ in found:
        for name in _files(request):
            (folder / name).write_text(f"what is in {name}", encoding="utf-8")
    recorder.sent.clear()
    said = clients.run_batch(reader, [code for _, code in found], folder, {})
    sent = list(recorder.sent)
    assert len(sent) == len(found), said
    for (request, code), one in zip(found, sent, strict=True):
        assert departure(request, _request(one, _files(request))) is None, (code, one)


def _folder(clients: Clients, tmp_path: Path) -> Path:
    """A folder to run samples in, from which Node.js finds packages."""
    folder = tmp_path / "files"
    folder.mkdir()
    if (clients.folder / "node_modules").exists():
        (tmp_path / "node_modules").symlink_to(clients.folder / "node_modules")
    return folder


@pytest.mark.parametrize("client", writers())
def test_variables_and_files_arrive(client: str, recorder: Recorder, clients: Clients, tmp_path: Path) -> None:
    """What is written for a sample of curl sends what that sends, with what the variables and files hold."""
    samples = []
    for case in SAMPLES:
        with suppress(Unwritable):  # with a reason that stands in the case's expected output
            code = write_sample(client, wanted_of(case))
            if not is_beyond(client, code):
                samples.append((case.read_text(encoding="utf-8"), code))
    for reader, codes in zip(("curl", writers()[client].reader), zip(*samples, strict=True), strict=True):
        if reason := missing(reader, "\n".join(codes)):
            skip(reason)
    folder = _folder(clients, tmp_path)
    for name, content in HELD.items():
        (folder / name).write_text(content, encoding="utf-8")
    recorder.sent.clear()
    said = clients.run_batch("curl", [original for original, _ in samples], folder, VARIABLES)
    said += clients.run_batch(writers()[client].reader, [code for _, code in samples], folder, VARIABLES)
    assert len(recorder.sent) == len(samples) * 2, said
    for original, one in zip(recorder.sent, recorder.sent[len(samples) :], strict=False):
        assert departure(_request(original, [], without=FROM_THE_CLIENT), _request(one, [])) is None, one


class _Enough(Exception):
    """No more requests are wanted."""


def _written(client: str) -> list[tuple[Request, str]]:
    """Requests, those of the cases first, and the samples that a client's writer makes of them."""
    found: list[tuple[Request, str]] = []

    def add(har: dict[str, Any]) -> None:
        request = read_har(json.dumps(har))
        try:
            code = write_sample(client, request)
        except Unwritable:
            return  # with a reason that `tests/written` knows
        if not is_beyond(client, code):
            found.append((request, code))

    for case in FILES:
        add(json.loads(case.read_text(encoding="utf-8")))
    enough = len(found) + COUNT

    def add_by_chance(har: dict[str, Any]) -> None:
        if len(found) == enough:
            raise _Enough  # which is what ends it: most of the time would go into examples for nothing
        add(har)

    with suppress(_Enough):
        settings(max_examples=COUNT * 10, phases=[Phase.generate], database=None)(given(requests())(add_by_chance))()
    assert len(found) == enough
    return found


def is_beyond(client: str, code: str) -> bool:
    """Whether a sample wants more than the client has that is run here."""
    beyond: re.Pattern[str] | None = getattr(trials()[writers()[client].reader], "BEYOND", None)
    return beyond is not None and beyond.search(code) is not None


def _files(request: Request) -> list[str]:
    """The names of the files that a request uploads."""
    return [part.filename.value for part in parts_of(request) or () if part.filename is not None]


def _request(sent: Sent, files: list[str], without: Container[str] = ()) -> Request:
    """What was sent, the files in it as readers have them, `without` fields of these names."""
    source = Source("sent", " ")

    def text(value: str) -> Text:
        return Text.decoded(value, Text.of(source).span())

    named = [(name, value) for name, value in sent.fields if name.lower() not in without]
    told = [(name, value) for name, value in named if not name.lower().startswith("sec-fetch-")]  # by `fetch` itself
    fields = tuple(Field(text(name), text(value)) for name, value in told)
    content = Content(text(sent.content.decode())) if sent.content else None
    request = Request(text(sent.method), text(f"{sent.scheme}://{sent.host}{sent.target}"), fields, content, text("").span())
    if content is None or (parts := parts_of(request)) is None:
        return request
    known = {f"what is in {name}": Text.placeholder(f"@{name}", text("").span()) for name in files}
    parts = tuple(Part(p.name, known.get(p.value.value, p.value), p.filename, p.media_type, p.fields) for p in parts)
    return Request(request.method, request.url, fields, Content(content.text, parts), request.span)
