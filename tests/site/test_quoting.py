"""What a sample's text says of how a value is escaped in a place is what a trial finds, and it says nothing where it cannot."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from unisono.languages import languages
from unisono.liquid import Includes
from unisono.page import EndpointPage, Sample, read_page
from unisono.site import substitution
from unisono.site.highlight import Mark
from unisono.site.substitution import slot_marks
from unisono.source import Source

CASES = Path(__file__).parent.parent / "languages"
FILES = sorted(path for path in CASES.glob("*/*") if path.suffix != ".json")

URL = "https://api.example.com/orders/1/"
CURL = f"curl -X GET '{URL}' {{}} -H 'X-Trace: on'"
HTTPIE = f"http GET {URL} X-Trace:on "
PYTHON = "import requests\n{}\nresponse = requests.get({}, headers={{'Authorization': 'Bearer abc'}})\nprint(response.json())\n"
FETCH = "{}\nconst response = await fetch({}, {{ headers: {{ Authorization: 'Bearer abc' }} }});\n"

CERTAIN = [
    ("curl", CURL.format("-H 'Authorization: Bearer abc'")),
    ("curl", CURL.format('-H "Authorization: Bearer abc"')),
    ("curl", f"curl {URL} -H 'X-A: \"b' -H 'Authorization: Bearer abc'"),
    ("curl", CURL.format("\\\n  -H 'Authorization: Bearer abc' \\\n  -H \"X-Api-Key: k\"")),
    ("httpie", HTTPIE + "Authorization:Token-abc"),
    ("httpie", HTTPIE + "'X-A':\"b\" Authorization:'Bearer abc'"),
    ("python_requests", PYTHON.format("", f"'{URL}'")),
    ("python_requests", PYTHON.format("n = 1  # which, e.g. 'that'", f'f"{URL}?n={{n}}"')),
    ("python_requests", PYTHON.format("data = [1, -2]", '"https://api.example.com" + "/orders/1/"')),
    ("fetch", FETCH.format("// the order's", f"'{URL}'")),
    ("fetch", FETCH.format("/* the\norder's */ const n = 1;", f"`{URL}?n=${{n}}`")),
]
OTHERS = [
    # not one plain command, or not plain quotation marks
    ("curl", f'TOKEN=abc; curl {URL} -H "Authorization: Bearer $TOKEN"'),
    ("curl", CURL.format("-H $'Authorization: Bearer abc'")),
    ("curl", "cd /tmp\n" + CURL.format("-H 'Authorization: Bearer abc'")),
    ("curl", f'curl "{URL}" ^\n  -H "Authorization: Bearer abc"'),
    ("curl", CURL.format('-H "X-A: a\\"b" -H "Authorization: Bearer abc"')),
    ("curl", "# get it\n" + CURL.format("-H 'Authorization: Bearer abc'")),
    ("curl", f"curl {URL} -H 'X-Api-Key: k-'\"$TOKEN\""),
    ("curl", "curl 'https://api.example.com/orders/x-'\"$ID\"'/'"),
    ("httpie", HTTPIE + "X-Token:'a'\"$B\""),
    # options for which a URL counts
    ("curl", f"curl --proto =https {URL}"),
    ("curl", f"curl --request-t /orders/1/ {URL}"),
    ("curl", f"curl -T notes.txt {URL}"),
    ("curl", "curl https://api.example.com/a/../orders/1/"),
    # programs that look into strings, or write them in another way
    ("python_requests", PYTHON.format("", "'https://api.example.com/%s/1/' % 'orders'")),
    ("python_requests", PYTHON.format("", "'https://api.example.com/{}/1/'.format('orders')")),
    ("python_requests", PYTHON.format(f"url = r'{URL}'", "url")),
    ("python_requests", PYTHON.format(f"url = '''{URL}'''", "url")),
    ("python_requests", PYTHON.format(f"url = '{URL}'", "url if url == 'a' else url")),
    ("python_requests", PYTHON.format(f"url = '{URL}'", "url[0:]")),
    ("python_requests", PYTHON.format("from urllib.parse import urljoin", "urljoin('https://api.example.com', '/orders/1/')")),
    ("python_requests", PYTHON.format("def replace(x): return x", f"'{URL}'.replace('api', 'a')")),
    ("fetch", FETCH.format("", "new URL('/orders/1/', 'https://api.example.com')")),
    ("fetch", FETCH.format(f"const url = '{URL}';", "url.replace(/x/, 'y')")),
    ("fetch", FETCH.format("const replace = (x) => x;", f"'{URL}'.replace('api', 'a')")),
    ("fetch", FETCH.format(f"const url = '{URL}';", "url ? url : 'x'")),
    # values in more than one literal, or in more than one place of the request
    ("python_requests", f"import os, requests\nrequests.get('{URL}', headers={{'X-Api-Key': 'k-' + os.environ['TOKEN']}})"),
    ("python_requests", "import os, requests\nhost = os.environ['HOST']\nrequests.get('https://' + host + '/orders/1/')"),
    ("python_requests", f"import requests\nurl = '{URL}'\nrequests.get(url, headers={{'Referer': url}})"),
    (
        "python_requests",
        "import requests\norder = '1'\nrequests.post(f'https://api.example.com/orders/{order}/', json={'id': order})",
    ),
    (
        "python_requests",
        f"import requests\nt = 'abc'\nrequests.get('{URL}', headers={{'Authorization': f'Bearer {{t}}'}}, params={{'t': t}})",
    ),
    (
        "python_requests",
        f"import requests\nt = 'abc'\nrequests.get('{URL}', headers={{'Authorization': 'Bearer ' + t, 'X-Other': t}})",
    ),
    ("fetch", "fetch(`https://${process.env.HOST}/orders/1/`);"),
    (
        "fetch",
        "const id = '1';\nfetch(`https://api.example.com/orders/${id}/`, { method: 'POST', body: JSON.stringify({ id }) });",
    ),
    ("fetch", "const base = 'https://api.example.com';\nfetch(`${base}/orders/1/`, { headers: { Origin: base } });"),
    ("axios", f"const axios = require('axios');\nconst url = '{URL}';\naxios.post(url, {{ callback: url }});"),
]


def _marks(language: str, code: str) -> list[tuple[str, Mark]]:
    head = "title: /orders/{id}/\nname: Get Order\nmethod: get\nposition: 1.1\nvisibility: public"
    fence = f'~~~~~~ {min(languages()[language].INFO_STRINGS)}\n{code}\n~~~~~~\n{{: title="{languages()[language].TITLE}" }}'
    page = read_page(Source("page.md", f"---\n{head}\n---\n\n{fence}\n"), Includes(None))
    assert isinstance(page, EndpointPage)
    return [mark for sample in page.samples for mark in slot_marks(page, sample)]


def _trials(monkeypatch: pytest.MonkeyPatch) -> list[Sample]:
    """The samples that are tried from here on."""
    tried = []
    holds = substitution._holds

    def noted(sample: Sample, slots: list[substitution.Slot], ways: list[substitution.Escape]) -> bool:
        tried.append(sample)
        return holds(sample, slots, ways)

    monkeypatch.setattr(substitution, "_holds", noted)
    return tried


def _nothing(_: Sample, slots: Sequence[substitution.Slot]) -> list[None]:
    return [None] * len(slots)


def _places(marks: list[tuple[str, Mark]]) -> list[tuple[str, int, int]]:
    return [(name, mark.start, mark.end) for name, mark in marks]


def _by_trial(language: str, code: str, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Mark]]:
    with monkeypatch.context() as patch:
        patch.setattr(substitution, "_certain", _nothing)
        return _marks(language, code)


@pytest.mark.parametrize(("language", "code"), CERTAIN)
def test_text_that_tells(language: str, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    tried = _trials(monkeypatch)
    found = _marks(language, code)
    assert len(found) >= 3  # base, path and token
    assert not tried
    assert _places(found) == _places(_by_trial(language, code, monkeypatch))


@pytest.mark.parametrize(("language", "code"), OTHERS)
def test_anything_else_is_tried(language: str, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    tried = _trials(monkeypatch)
    found = _marks(language, code)
    assert tried
    assert _places(found) == _places(_by_trial(language, code, monkeypatch))


@pytest.mark.parametrize("case", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_trial_finds_the_same_in_every_case(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    certain = substitution._certain

    def tried(sample: Sample, slots: Sequence[substitution.Slot]) -> Sequence[substitution.Escape | None]:
        found = certain(sample, slots)
        ways = [way for way in found if way]
        assert len(ways) < len(found) or not ways or substitution._holds(sample, list(slots), ways)
        return found

    monkeypatch.setattr(substitution, "_certain", tried)
    _marks(case.parent.name, case.read_bytes().decode("utf-8"))
