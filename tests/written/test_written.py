"""The samples that are written: each case's request, and what each client's writer makes of it; and any request by chance.

`UNISONO_WRITTEN` is the number of requests by chance for each client.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from conftest import Expected
from unisono.languages import languages
from unisono.languages.writing import Unwritable, write_sample, writers
from unisono.text.source import Source, Text
from unisono.wire.har import read_har
from unisono.wire.request import Request
from unisono.wire.same import departure
from written.chance import requests

CASES = Path(__file__).parent / "cases"
FILES = sorted(CASES.glob("*.json"))
SAMPLES = sorted(CASES.glob("*.sh"))
"""Requests with what HAR cannot say, variables and files, as samples of curl."""

COUNT = int(os.environ.get("UNISONO_WRITTEN", "60"))

LIMITS = {
    "fetch": "Request with GET/HEAD method cannot have body",
    "httpie": "takes a backslash before one of|sends the parts of one name one after the other",
    "http": "for a variable in|for a comment in|an empty line at the end",
    "java": "not ASCII in header fields",
    "powershell": "sends only ASCII in header fields",
    "ruby": "leaves out a hyphen",
    "wget": "uploads no files",
    "xh": "sends only ASCII in header fields",
}
"""What clients really cannot send, by the words of the reason that is given."""


@pytest.mark.parametrize("client", writers())
@pytest.mark.parametrize("case", [*FILES, *SAMPLES], ids=lambda p: p.stem)
def test_case(case: Path, client: str, expected: Expected) -> None:
    try:
        found = write_sample(client, wanted_of(case))
    except Unwritable as error:
        found = f"({error})"
    expected.check(case.with_name(f"{case.stem}.{client}.txt"), found + "\n")


def test_a_sample_that_no_page_could_hold_is_not_read_back() -> None:
    content = {"mimeType": "text/plain", "text": "'" * 300_000}
    request = read_har(json.dumps({"method": "POST", "url": "https://api.example.com/", "headers": [], "postData": content}))
    with pytest.raises(Unwritable, match="it is longer than 1,000,000 characters"):
        write_sample("curl", request)


def wanted_of(case: Path) -> Request:
    """The request of a case."""
    text = case.read_text(encoding="utf-8")
    if case in FILES:
        return read_har(text)
    (request,) = languages()["curl"].read(Text.of(Source(case.name, text))).requests
    return request


def test_no_expectation_is_left_over() -> None:
    names = {f"{case.stem}.{client}.txt" for case in (*FILES, *SAMPLES) for client in writers()}
    assert {path.name for path in CASES.glob("*.txt")} == names


@pytest.mark.parametrize("client", writers())
def test_any_ordinary_request_is_written(client: str) -> None:
    """None of them is refused that the client can send, and each is the same again when it is read. (It is proven by itself;
    here from outside.)"""

    @settings(max_examples=COUNT)
    @given(requests())
    def check(har: dict[str, Any]) -> None:
        request = read_har(json.dumps(har))
        try:
            code = write_sample(client, request)
        except Unwritable as error:
            if not re.search(LIMITS.get(client, r"\Z."), str(error)):
                raise
            return
        reading = languages()[writers()[client].reader].read(Text.of(Source("", code)))
        assert (reading.status, len(reading.requests)) == ("ok", 1)
        assert departure(request, reading.requests[0]) is None

    check()
