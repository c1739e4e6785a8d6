"""What follows from a sample's syntax is what reading it back proves; nothing does where something may look into a value."""

from __future__ import annotations

from pathlib import Path

import pytest

from client_cases import FILES, client_of, name_of
from unisono.drawing.highlight import Mark
from unisono.drawing.substitution import slot_marks
from unisono.languages import Client, languages
from unisono.pages.liquid import Includes
from unisono.pages.model import EndpointPage
from unisono.pages.reading import read_page
from unisono.text.source import Source, Text

HEAD = "title: /orders/\nname: Add Order\nmethod: post\nposition: 1.1\nvisibility: public"
U = "https://api.example.com/orders/?page=1&q=a%20b"
JSON = '{"city": "Porto", "days": 4, "open": true, "inner": {"name": "It is"}}'
ESCAPED = JSON.replace('"', '\\"')
TYPE = "Content-Type: application/json"
PYTHON = "import requests\n\ncontent = {}\nrequests.post('https://api.example.com/orders/', {})\n"
DICT = '{"city": "Porto", "days": 4, "open": True, "inner": {"name": "It\\\'s", "street": "Rua 1"}}'

STRAIGHT = [
    ("curl", f"curl -X POST '{U}' \\\n  -H '{TYPE}' -d '{JSON}'"),
    ("curl", f'curl "{U}" -H "{TYPE}" --data "{ESCAPED}"'),
    ("curl", f"curl '{U}' --json $'{JSON}'"),
    ("httpie", f"http POST '{U}' city=Porto 'street=Rua das Flores' days:=4 open:=true 'inner[name]=It is'"),
    ("httpie", f'http --json https://api.example.com/orders/ page==1 q=="a b" inner:="{ESCAPED}"'),
]
CROOKED = [
    ("curl", f"curl -G '{U}' --data-urlencode 'name=a b'"),
    ("curl", f"curl '{U}' --json '{JSON}' | jq ."),
    ("curl", f"NAME=a; curl '{U}' --json \"$NAME\""),
    ("httpie", f"http --form '{U}' city=Porto"),
    ("httpie", f"http '{U}' city=a\\=b"),
    ("python_requests", PYTHON.format(DICT, "json=content")),
    ("python_requests", PYTHON.format("{'city': 'Porto'\n[0:3]}", "json=content")),
    ("python_requests", f"import requests\na, b = 'Porto', 'Rio'\nrequests.post('{U}', json={{'city': a, 'town': a}})"),
    (
        "fetch",
        f"const post = (q) => {{ fetch('{U}', {{ method: 'POST', body: JSON.stringify({{ a: q, b: q }}) }}); }};\npost('a');",
    ),
    ("fetch", f"fetch('{U}', {{ method: 'POST', body: JSON.stringify({{ city: JSON.stringify(5) }}) }});"),
]


def _marks(language: str, code: str, info: str = "") -> list[tuple[str, Mark]]:
    client = languages()[language]
    fence = f"~~~~~~ {info if info in client.info_strings else min(client.info_strings)}\n{code}\n~~~~~~\n"
    page = read_page(Source("page.md", f'---\n{HEAD}\n---\n\n{fence}{{: title="{client.title}" }}\n'), Includes(None))
    assert isinstance(page, EndpointPage)
    return [mark for sample in page.samples for mark in slot_marks(page, sample)]


def _marks_read_back(patch: pytest.MonkeyPatch, language: str, code: str, info: str = "") -> list[tuple[str, Mark]]:
    with patch.context() as patched:
        patched.setattr(Client, "is_straight", lambda *_: False)
        return _marks(language, code, info)


@pytest.mark.parametrize(("language", "code"), STRAIGHT)
def test_straight_samples_are_not_read_back(language: str, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = _marks_read_back(monkeypatch, language, code)
    assert {"query.page", "request.city"} & {name for name, _ in expected}
    monkeypatch.setattr("unisono.drawing.proven_places._read_back", lambda *_: pytest.fail("read back"))
    assert _marks(language, code) == expected


@pytest.mark.parametrize(("language", "code"), CROOKED)
def test_others_are(language: str, code: str) -> None:
    assert languages()[language].read(Text.of(Source("sample", code))).meant.status == "ok"
    assert not languages()[language].is_straight(code)


def _code(case: Path) -> str:
    return case.read_bytes().decode("utf-8")


@pytest.mark.parametrize("case", [c for c in FILES if languages()[client_of(c)].is_straight(_code(c))], ids=name_of)
def test_cases_have_the_places_that_reading_back_proves(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    client, info = client_of(case), case.suffix[1:]
    assert _marks(client, _code(case), info) == _marks_read_back(monkeypatch, client, _code(case), info)
