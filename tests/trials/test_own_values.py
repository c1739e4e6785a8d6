"""The reader's own values, typed into the page in a browser: its samples, as they are shown then, run with the real clients.

What is sent is the request of the page with exactly these values, and nothing else happens: no file is made, none is read, no
other request is sent. `UNISONO_VALUES` is the number of values that are put into each kind of place.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, unquote

import pytest
from playwright.sync_api import Browser, Page

from browsing import pages
from sites import build, configure, endpoint, write
from trials.batches import run_batch
from trials.clients import Clients, missing, skip
from trials.recorder import Recorder, Sent

pytestmark = [pytest.mark.wire, pytest.mark.browser]

COUNT = int(os.environ.get("UNISONO_VALUES", "50"))
BATCH = 500

BASE, TOKEN = "http://api.example.com", "t0ken"
URL = f"{BASE}/a/1/"
PLACES: dict[str, tuple[str, str]] = {
    "curl '": ("curl", f"curl '{URL}' -H 'Authorization: Bearer {TOKEN}'"),
    'curl "': ("curl", f'curl "{URL}" -H "Authorization: Bearer {TOKEN}"'),
    "curl $'": ("curl", f"curl $'{URL}' -H $'X-Api-Key: {TOKEN}'"),
    "curl bare": ("curl", f"curl {URL} -H X-Api-Key:{TOKEN} --globoff"),
    "curl option": ("curl", f"curl --oauth2-bearer {TOKEN} --url {URL}"),
    'curl "$': ("curl", f'ID=1 TOKEN=\'{TOKEN}\'\nBASE="{BASE}"\ncurl "$BASE/a/${{ID}}/" -H "Authorization: Bearer $TOKEN"'),
    "curl $ split": ("curl", f'export TOKEN="{TOKEN}"; curl {URL} -H X-Api-Key:$TOKEN'),
    "curl unknown": ("curl", f'curl {URL} -H "Authorization: Bearer $TOKEN" -H "Accept: text/plain"'),
    "curl many": ("curl", f"curl -sS -X GET \\\n  '{URL}' \\\n  -H \"X-Api-Key: \"'{TOKEN}' # as it is"),
    "httpie bare": ("httpie", f"http {URL} X-Api-Key:{TOKEN}"),
    "httpie '": ("httpie", f"http GET '{URL}' 'X-Api-Key:{TOKEN}'"),
    'httpie "': ("httpie", f'http GET "{URL}" "Authorization: Bearer {TOKEN}"'),
    "httpie $'": ("httpie", f"http GET $'{URL}' $'X-Api-Key:{TOKEN}'"),
    "httpie value": ("httpie", f"http {URL} X-Api-Key:'{TOKEN}'"),
    'httpie "$': ("httpie", f"TOKEN='{TOKEN}'\nhttp {URL} X-Api-Key:\"$TOKEN\""),
    "httpie option": ("httpie", f"http -A bearer -a {TOKEN} {URL}"),
    "httpie option=": ("httpie", f"http --auth-type=bearer --auth='{TOKEN}' {URL}"),
    "python '": ("python_requests", f"import requests\nrequests.get('{URL}', headers={{'X-Api-Key': '{TOKEN}'}})"),
    'python "': ("python_requests", f'import httpx\nhttpx.get("{URL}", headers={{"X-Api-Key": "{TOKEN}"}})'),
    "python '''": ("python_requests", f"import requests\nrequests.get('''{URL}''', headers={{'X-Api-Key': '''{TOKEN}'''}})"),
    "python r": ("python_requests", f"import requests\nrequests.get(r'{URL}', headers={{'X-Api-Key': r'{TOKEN}'}})"),
    "python b": ("python_requests", f"import requests\nrequests.get('{URL}', headers={{'X-Api-Key': b'{TOKEN}'}})"),
    "python f": (
        "python_requests",
        f"import requests\nkey = 'Bearer'\nrequests.get(f'{URL}', headers={{'Authorization': f'{{key}} {TOKEN}'}})",
    ),
    "python rf": (
        "python_requests",
        f"import requests\nkey = 'Bearer'\nrequests.get(rf\"{URL}\", headers={{'Authorization': rf\"{{key}} {TOKEN}\"}})",
    ),
    "python f-hole": (
        "python_requests",
        "import os, requests\nbase = '" + BASE + "'\nrequests.get(f\"{base}/a/{os.environ['ID']}/\","
        " headers={'Authorization': f\"Bearer {os.environ['TOKEN']}\"})",
    ),
    "python expression": (
        "python_requests",
        f"import os, requests\nrequests.get('{URL}', headers={{'Authorization': 'Bearer ' + os.environ['TOKEN']}})",
    ),
    "python %": (
        "python_requests",
        f"import requests\nrequests.get('{BASE}/%s/1/' % 'a', headers={{'Authorization': '%s {TOKEN}' % 'Bearer'}})",
    ),
    "python % argument": (
        "python_requests",
        f"import requests\nrequests.get('%s/a/%s/' % ('{BASE}', '1'), headers={{'Authorization': 'Bearer %s' % '{TOKEN}'}})",
    ),
    "python format": (
        "python_requests",
        f"import requests\nurl = '{BASE}/{{}}/1/'\n"
        f"requests.get(url.format('a'), headers={{'Authorization': '{{k}} {TOKEN}'.format(k='Bearer')}})",
    ),
    "python format argument": (
        "python_requests",
        f"import requests\nrequests.get('{{}}/a/{{}}/'.format('{BASE}', '1'),"
        f" headers={{'Authorization': 'Bearer {{}}'.format('{TOKEN}')}})",
    ),
    "python session": (
        "python_requests",
        f"import requests\nBASE = '{BASE}'\nsession = requests.Session()\nsession.headers['X-Api-Key'] = '{TOKEN}'\n"
        "def get(order):\n    return session.get(BASE + '/a/' + order + '/')\nprint(get('1').json())",
    ),
    "fetch '": ("fetch", f"const r = await fetch('{URL}', {{ headers: {{ 'X-Api-Key': '{TOKEN}' }} }});"),
    'fetch "': ("fetch", f'const r = await fetch("{URL}", {{ headers: {{ "X-Api-Key": "{TOKEN}" }} }});'),
    "fetch `": (
        "fetch",
        f"const k = 'Bearer';\nconst r = await fetch(`{URL}`, {{ headers: {{ Authorization: `${{k}} {TOKEN}` }} }});",
    ),
    "fetch ${": (
        "fetch",
        f"const base = '{BASE}', id = '1';\nconst url = `${{base}}/a/${{id}}/`;\n"
        "const r = await fetch(url, { headers: { Authorization: `Bearer ${process.env.TOKEN}` } });",
    ),
    "fetch expression": (
        "fetch",
        f"const r = await fetch('{URL}', {{ headers: {{ Authorization: 'Bearer ' + process.env.TOKEN }} }});",
    ),
    "axios": (
        "axios",
        f"const axios = require('axios');\nconst config = {{ baseURL: '{BASE}', headers: {{ 'X-Api-Key': '{TOKEN}' }} }};\n"
        "axios.get('/a/1/', config).then((response) => console.log(response.data));",
    ),
    "node_http": (
        "node_http",
        f"const http = require('http');\nconst req = http.request('{URL}', {{ headers: {{ 'X-Api-Key': '{TOKEN}' }} }},"
        " (res) => {\n  res.resume();\n});\nreq.end();",
    ),
}
INFO = {"curl": "bash", "httpie": "bash", "python_requests": "python", "fetch": "js", "axios": "js", "node_http": "js"}
TITLES = {
    "curl": "Curl",
    "httpie": "HTTPie",
    "python_requests": "Python",
    "fetch": "fetch",
    "axios": "axios",
    "node_http": "Node.js",
}

NAMES = {"base", "token", "path.id"}

_NASTY = [
    *"'\"\\`$!%^&*(){}[]<>|;:,.?/~#@=+-_ ",
    *(
        "\\'",
        '\\"',
        "'; touch PWN; #",
        "$(touch PWN)",
        "`touch PWN`",
        "${process.exit()}",
        "@/etc/hostname",
        ":=",
        "=@",
        "!!",
        "!t",
    ),
    *(
        "%s",
        "%(x)s",
        "{0}",
        "{x}",
        "{{",
        "}}",
        "\\x41",
        "\\u0041",
        "\\N{DASH}",
        "\\n",
        "--next",
        "-o PWN",
        "<(id)",
        "&& touch PWN",
    ),
    *(
        "\\:",
        "\\=",
        "\\\\",
        "'\"'\"'",
        "%PATH%",
        "*",
        "~/",
        "$HOME",
        "#{1}",
        "'''",
        '"""',
        "*/",
        "//",
        "</script>",
        "&amp;",
        "\\`",
        "\\$",
    ),
    *("abc", "Z9", "0", "eyJhbGciOiJIUzI1NiJ9.e30.abc-_", "c2VjcmV0Og=="),
]
_BEYOND = ["é", "→", "\u202e", "😀", "\t", "\x00", "\x7f", "\u2028", "\xa0", "ß"]


class Values(NamedTuple):
    """What is typed."""

    base: str
    token: str
    path: str


def _values(chance: random.Random) -> Values:
    def some(parts: list[str], most: int) -> str:
        return "".join(chance.choice(parts) for _ in range(chance.randint(1, most)))

    token = some(_NASTY, 9).strip() or "\\"
    host = chance.choice(["api.example.com", "127.0.0.1:8080", "[::1]:8080", "[::1]", "localhost", "A.Example.com:80"])
    path = "".join(
        "/" + quote(some(_NASTY + _BEYOND, 4).strip("."), safe=chance.choice(["", "'!$&()*"]))
        for _ in range(chance.randint(0, 2))
    )
    segment = some(_NASTY + _BEYOND, 9).strip()
    return Values(f"http://{host}{path}{chance.choice(['', '/'])}", token, "x" if segment in {"", ".", ".."} else segment)


_FILL = """(all) => {
  document.querySelector(".unisono-own").open = true;
  const inputs = ["base", "token", "path.id"].map((name) => document.querySelector(`.unisono-own input[name="${name}"]`));
  return all.map((values) => {
    inputs.forEach((input, number) => {
      input.value = values[number];
      input.dispatchEvent(new Event("input", { bubbles: true }));
    });
    if (document.querySelector(".unisono-own [aria-invalid]")) return null;
    return [...document.querySelectorAll(".unisono-samples .tabbed-block code")].map((code) => code.textContent);
  });
}"""


def _expected(values: Values) -> tuple[str, str, str]:
    """The target, the host and the token."""
    host, _, path = values.base.removeprefix("http://").partition("/")
    segments = [quote(_decoded(part), safe="") for part in path.rstrip("/").split("/")] if path.strip("/") else []
    target = "/" + "".join(f"{segment}/" for segment in [*segments, "a", quote(values.path, safe="")])
    return target, host.lower().removesuffix(":80"), values.token


def _decoded(text: str) -> str:
    return unquote(text, errors="strict")


def _token(sent: Sent) -> str:
    fields = {name.lower(): value for name, value in sent.fields}
    return fields["x-api-key"] if "x-api-key" in fields else fields["authorization"].removeprefix("Bearer ")


@pytest.fixture(scope="module")
def recorder() -> Iterator[Recorder]:
    recorder = Recorder()
    yield recorder
    recorder.close()


@pytest.fixture(scope="module")
def clients(recorder: Recorder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clients]:
    clients = Clients(tmp_path_factory.mktemp("clients"), recorder)
    yield clients
    clients.close()


@pytest.fixture(scope="module")
def filled(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Values, list[str]]]:
    """Values, and the samples as the page shows them with these."""
    folder = tmp_path_factory.mktemp("values")
    blocks = [f"~~~~ {INFO[language]}\n{code}\n~~~~\n{{: title={TITLES[language]} }}" for language, code in PLACES.values()]
    write(folder / "docs", {"index.md": "# Home\n", "page.md": endpoint(path="/a/{id}/", body="\n\n".join(blocks))})
    site = build(configure(folder), folder / "site")
    chance = random.Random(int(os.environ.get("UNISONO_SEED", "1")))
    found: list[tuple[Values, list[str]]] = []
    with pages(browser, site) as opened:
        page: Page = opened("page/")
        slots = page.locator(".unisono-samples .tabbed-block").evaluate_all(
            "all => all.map((e) => [...e.querySelectorAll('[data-slot]')].map((slot) => slot.dataset.slot))"
        )
        # The URL that the module http makes out of a text is no longer written anywhere.
        wrong = {n: own for n, own in zip(PLACES, slots, strict=True) if {*own, *(["base"] * (n == "node_http"))} != NAMES}
        assert wrong == {}
        while len(found) < COUNT:
            tried = [_values(chance) for _ in range(min(100, COUNT))]
            for values, codes in zip(tried, page.evaluate(_FILL, tried), strict=True):
                assert codes is not None, values
                found.append((values, codes))
    return found[:COUNT]


@pytest.mark.parametrize("place", PLACES)
def test_what_is_sent(
    place: str, filled: list[tuple[Values, list[str]]], recorder: Recorder, clients: Clients, tmp_path: Path
) -> None:
    language, printed = PLACES[place]
    if reason := missing(language, printed):
        skip(reason)
    folder = tmp_path / "canary"
    folder.mkdir()
    if (clients.folder / "node_modules").exists():
        (tmp_path / "node_modules").symlink_to(clients.folder / "node_modules")
    number = list(PLACES).index(place)
    kept = 0
    for start in range(0, len(filled), BATCH):
        batch = filled[start : start + BATCH]
        recorder.sent.clear()
        environment = {**clients.environment, "TOKEN": TOKEN, "ID": "1"}
        said = run_batch(language, [codes[number] for _, codes in batch], folder, environment, clients.proxy)
        sent = list(recorder.sent)
        assert [*folder.iterdir()] == []
        assert len(sent) == len(batch), said
        for (values, codes), one in zip(batch, sent, strict=True):
            target, host, token = _expected(values if language != "node_http" else values._replace(base=BASE))
            own = _token(one)
            kept += own == TOKEN
            assert own in {token, TOKEN}, codes[number]
            assert (one.method, one.target, one.content) == ("GET", target, b""), codes[number]
            assert one.host in {host, f"{host}:80"}, codes[number]
    assert kept < len(filled) * (0.9 if "split" in place else 0.6)
    print(f"{place}: {len(filled)} values, {kept} that it cannot hold")
