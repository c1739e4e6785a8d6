"""Names that are known ones but for one slip."""

from __future__ import annotations

import pytest

from unisono.text.slips import misspelt

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
