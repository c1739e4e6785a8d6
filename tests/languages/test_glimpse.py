"""What is seen of a sample that cannot be read is what it would send: of every case that can be read, it is what is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from client_cases import FILES, client_of, name_of, told_otherwise
from unisono.languages import languages
from unisono.text.source import Source, Text


def _code(case: Path) -> Text:
    return Text.of(Source(case.name, case.read_bytes().decode("utf-8")))


SEEN = {name_of(case): (case, found) for case in FILES if (found := languages()[client_of(case)].seen(_code(case)))}


@pytest.mark.parametrize("name", SEEN)
def test_it_is_what_is_read(name: str) -> None:
    case, found = SEEN[name]
    reading = languages()[client_of(case)].read(_code(case), case.suffix[1:])
    if reading.meant.status != "ok":
        assert reading.seen is not None
        return
    assert reading.seen is None
    for request in reading.meant.requests:
        assert told_otherwise(found, request) == []


def test_it_is_seen_in_each_language() -> None:
    """Also of the cases that cannot be read, which it is for."""
    readable = {True: set[str](), False: set[str]()}
    for case, _ in SEEN.values():
        language = case.relative_to(Path(__file__).parent).parts[0]
        readable[languages()[client_of(case)].read(_code(case)).meant.status == "ok"].add(language)
    every = {path.name for path in Path(__file__).parent.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert readable == {True: every, False: every}


@pytest.mark.parametrize(
    ("client", "code"),
    [
        ("python_requests", '# requests.post("https://api.example.com/a")\nrequests.get(url, x y)'),
        ("python_requests", '"""\nrequests.post("https://api.example.com/a")\n"""\nx y'),
        ("python_requests", 'requests.post("https://auth.example.com/token")\nclient.orders.create(id=1) x'),
        ("python_requests", 'requests.post("https://api.example.com/a") x\nrequests.get("https://api.example.com/b")'),
        ("fetch", 'fetch("https://api.example.com/a") x\naxios.get(url)'),
        ("fetch", "// fetch('https://api.example.com/a')\nx y"),
        ("node_http", "https.request({host: 'a.example', path: '/a', method: 'PUT'}); options.method = 'POST'; x y"),
        ("go", 'req, err := http.NewRequest("GET", "https://api.example.com/a", nil)\nreq.Method = "PUT"'),
        ("curl", "curl -X PUT https://api.example.com/a | curl -X POST -d @- https://api.example.com/b"),
        ("curl", "# curl -X PUT https://api.example.com/a"),
        ("curl", "curl https://api.example.com/a\u2028b"),
    ],
)
def test_nothing_is_certain(client: str, code: str) -> None:
    assert languages()[client].seen(Text.of(Source("a", code))) is None


@pytest.mark.parametrize(
    ("client", "code", "url"),
    [
        ("python_requests", 'requests.post("https://api.example.com/a" + x y)', None),
        ("python_requests", 'requests.post(f"https://api.example.com/{a}", x y)', None),
        ("python_requests", 'requests.post("https://api.example.com/a", headers={"Host": "b.example"} x)', None),
        ("python_requests", 'requests.post("https://api.example.com/a", json={x y})', "https://api.example.com/a"),
        ("curl", "curl -X POST https://api.example.com/$ID -d '", None),
        ("curl", "curl -X POST 'https://api.example.com/a?b=c' -d '", "https://api.example.com/a?b=c"),
    ],
)
def test_url_that_is_not_written_in_one_piece(client: str, code: str, url: str | None) -> None:
    found = languages()[client].seen(Text.of(Source("a", code)))
    assert found
    assert found.method
    assert (found.method.value, found.url and found.url.value) == ("POST", url)
