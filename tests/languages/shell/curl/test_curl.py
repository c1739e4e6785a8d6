"""curl's option table against the curl that is installed, and what holds for any sample."""

from __future__ import annotations

import re
import shutil
import subprocess
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisono.languages.reading import Reading
from unisono.languages.shell.curl import MARK
from unisono.languages.shell.curl import options as table
from unisono.languages.shell.curl.reading import read
from unisono.text.source import Source, Text

_LISTED = re.compile(r"(?m)^ (?:-(.), |    )\s*--([\w.-]+)( <| \[)?")


def names(*lists: str) -> set[str]:
    return {entry.partition(":")[0] for entry in chain.from_iterable(text.split() for text in lists)}


def reading(code: str) -> Reading:
    return read(Text.of(Source("sample.sh", code)))


@pytest.mark.wire
def test_the_options_are_those_of_the_installed_curl() -> None:
    curl = shutil.which("curl")
    if curl is None:
        pytest.skip("curl is not installed: no list of options to compare with")
    listed = _LISTED.findall(subprocess.run([curl, "--help", "all"], capture_output=True, check=True, text=True).stdout)
    values = {name for _, name, value in listed if value} - {"help"}
    flags = {name.removeprefix("no-") for _, name, value in listed if not value} | {"help"}
    known_values, known_flags = (
        names(table.VALUES, table.NEWER_VALUES),
        names(table.FLAGS, table.SWITCHED_OFF, table.NEWER_FLAGS),
    )
    assert len(listed) > 200
    assert values - known_values == set(), "options with a value that the table lacks"
    assert flags - known_flags == set(), "flags that the table lacks"
    letters = {letter: name.removeprefix("no-") for letter, name, _ in listed if letter}
    entries = " ".join([table.VALUES, table.FLAGS, table.SWITCHED_OFF]).split()
    assert {entry.partition(":")[2]: entry.partition(":")[0] for entry in entries if ":" in entry} == letters


def test_no_option_is_listed_twice() -> None:
    entries = " ".join([table.VALUES, table.NEWER_VALUES, table.FLAGS, table.NEWER_FLAGS, table.SWITCHED_OFF]).split()
    assert len({entry.partition(":")[0] for entry in entries}) == len(entries)


@pytest.mark.parametrize(
    ("code", "field", "place"),
    [
        ("curl x.example -H 'A: b'", "A", (1, 23, 1, 24)),
        ("curl x.example \\\n  -H $'A: it\\'s'", "A", (2, 11, 2, 16)),
        ("curl x.example -u a:b", "Authorization", (1, 19, 1, 22)),
        ("T=1\ncurl x.example -H \"A: Token $T\"", "A", (1, 3, 1, 4)),
        ("curl x.example -d a=b", "Content-Type", (1, 16, 1, 18)),
    ],
)  # fmt: skip
def test_values_have_their_places(code: str, field: str, place: tuple[int, int, int, int]) -> None:
    found = reading(code).requests[0].field(field)
    assert found is not None
    span = found.value.span(len(found.value) - 1) if field == "A" and "T=" in code else found.value.span()
    assert (span.line, span.column, span.end_line, span.end_column) == place


def test_parts_of_a_url_have_their_places() -> None:
    (request,) = reading("curl 'https://api.example.com/a/../orders/?q=x#y' -G -d z=1").requests
    assert request.url.value == "https://api.example.com/orders/?q=x&z=1"
    at = request.url.value.index("orders")
    assert (request.url.span(at, at + 6).column, request.url.span(len(request.url) - 3).column) == (36, 57)


@pytest.mark.parametrize(
    ("code", "marked"),
    [
        ("curl x", True),
        ("  $ curl x", True),
        ("a | curl -d @- x", True),
        ("X=$(curl x)", True),
        ("A=b curl x", True),
        ("sudo curl x", True),
        ("/usr/bin/curl x", True),
        ("curl.exe x", True),
        ("curl \\\n x", True),
        ("# curl x", False),
        ("pip install pycurl", False),
        ("apt install curl", False),
        ("curly x", False),
    ],
)
def test_mark(code: str, marked: bool) -> None:
    assert bool(MARK.search(code)) is marked


WORDS = [
    "curl", "-d", "a=b", "-G", "-F", "x=@f", "'x;type='", "-H", "'A:b'", "-u", "u:", "-X", "--json", "{}", "--next", "http://h/",
    "h/{a,b}[1-2]", "[3-", "-T", "-", "@-", "--", "|", "&&", ";", "\\", "\n", "\\\n",
]  # fmt: skip


@given(
    st.text(max_size=100).map("curl ".__add__)
    | st.lists(st.sampled_from(WORDS), max_size=12).map(lambda found: "curl " + " ".join(found))
)
def test_reading_never_raises(code: str) -> None:
    found = reading(code)
    assert (found.status == "ok") is (found.reason is None)
    assert found.status != "ok" or found.requests


@pytest.mark.parametrize(
    "code",
    [
        "curl 'https://h.example/" + "{a,b}" * 60 + "'",
        "curl 'https://h.example/[1-999999999999]'",
        "curl https://h.example/" + "../" * 10_000,
        "curl https://h.example/ " + "-d a " * 3_000,
        "curl https://h.example/ " + "-H 'A: b' " * 3_000,
        "curl https://h.example/ " + "--url-query a=b " * 10_000,
        "curl https://h.example:" + "0" * 10_000,
        "curl " + "https://h.example/ " * 3_000,
    ],
)
def test_long_samples_are_read_in_time(code: str) -> None:
    assert reading(code).status in {"ok", "unsupported"}
