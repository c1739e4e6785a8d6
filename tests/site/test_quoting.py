"""What the text before a place says of how a value is escaped there is what a trial finds, and it is not asked where it says
nothing."""

from __future__ import annotations

import pytest

from unisono.liquid import Includes
from unisono.page import EndpointPage, Sample, read_page
from unisono.site import substitution
from unisono.site.highlight import Mark
from unisono.site.substitution import slot_marks
from unisono.source import Source

CURL = "curl -X GET 'https://api.example.com/orders/1/' {} -H 'X-Trace: on'"
HTTPIE = "http {} https://api.example.com/orders/1/ X-Trace:on"

CERTAIN = {
    "single quotes": CURL.format("-H 'Authorization: Bearer abc'"),
    "double quotes": CURL.format('-H "Authorization: Bearer abc"'),
    "no quotes": HTTPIE.format("GET") + " Authorization:Token-abc",
    "quotes before it": HTTPIE.format("GET") + " 'X-A':\"b\" Authorization:'Bearer abc'",
    "quotes around a word before": CURL.format("-H 'X-A: \"b'").replace(
        "'https://api.example.com/orders/1/'", "https://api.example.com/orders/1/"
    ),
    "lines": CURL.format("\\\n  -H 'Authorization: Bearer abc' \\\n  -H \"X-Api-Key: k\""),
}
UNCERTAIN = {
    "variable": 'TOKEN=abc; curl https://api.example.com/orders/1/ -H "Authorization: Bearer $TOKEN"',
    "ANSI-C quotes": CURL.format("-H $'Authorization: Bearer abc'"),
    "second command": "cd /tmp\n" + CURL.format("-H 'Authorization: Bearer abc'"),
    "Windows": 'curl "https://api.example.com/orders/1/" ^\n  -H "Authorization: Bearer abc"',
    "escape": CURL.format('-H "X-A: a\\"b" -H "Authorization: Bearer abc"'),
    "comment": "# get it\n" + CURL.format("-H 'Authorization: Bearer abc'"),
}


def _marks(code: str) -> list[tuple[str, Mark]]:
    title = "HTTPie" if "http " in code else "Curl"
    head = "title: /orders/{id}/\nname: Get Order\nmethod: get\nposition: 1.1\nvisibility: public"
    page = read_page(Source("page.md", f'---\n{head}\n---\n\n~~~ bash\n{code}\n~~~\n{{: title="{title}" }}\n'), Includes(None))
    assert isinstance(page, EndpointPage)
    return slot_marks(page, page.samples[0])


def _trials(monkeypatch: pytest.MonkeyPatch) -> list[Sample]:
    """The samples that are tried from here on."""
    tried = []
    holds = substitution._holds

    def noted(sample: Sample, slots: list[substitution.Slot], ways: list[substitution.Escape]) -> bool:
        tried.append(sample)
        return holds(sample, slots, ways)

    monkeypatch.setattr(substitution, "_holds", noted)
    return tried


@pytest.mark.parametrize("code", CERTAIN.values(), ids=CERTAIN)
def test_quoting_that_decides(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    tried = _trials(monkeypatch)
    found = _marks(code)
    assert found
    assert not tried
    monkeypatch.setattr(substitution, "_certain", lambda *_: None)
    assert _marks(code) == found
    assert tried


@pytest.mark.parametrize("code", UNCERTAIN.values(), ids=UNCERTAIN)
def test_anything_else_is_tried(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    tried = _trials(monkeypatch)
    _marks(code)
    assert tried
