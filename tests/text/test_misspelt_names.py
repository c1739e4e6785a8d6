"""Names that are known ones but for one slip."""

from __future__ import annotations

import pytest

from unisono.languages import languages
from unisono.text.slips import misspelt
from unisono.text.source import Source, Text

KNOWN = ("base64", "HttpRequest", "Optional", "Collections", "List")


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("HttpReqest", "HttpRequest"),
        ("HttpRequestt", "HttpRequest"),
        ("HttpRequset", "HttpRequest"),
        ("httpRequest", "HttpRequest"),
        ("bsae64", "base64"),
    ],
)
def test_one_slip(name: str, meant: str) -> None:
    assert misspelt(name, KNOWN) == meant


@pytest.mark.parametrize(
    "name", ["HttpRequest", "HttpRequests", "Collection", "Optionals", "base62", "base6", "Lists", "Last", ""]
)
def test_another_name(name: str) -> None:
    assert misspelt(name, KNOWN) is None


@pytest.mark.parametrize("module", ["requests_oauthlib", "base58", "request", "httpx2", "simplejson"])
def test_a_module_of_others_is_no_slip(module: str) -> None:
    code = f'import requests\nimport {module}\n\nrequests.get("https://a.example/")\n'
    assert languages()["python_requests"].read(Text.of(Source("a.py", code))).status == "ok"
