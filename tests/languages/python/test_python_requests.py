"""Reading Python samples: whatever they hold, what they send is read exactly, and every value points at its characters."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import CORPUS
from unisono.languages.python import reading
from unisono.languages.reading import Reading
from unisono.text.source import Source, Text
from unisono.wire.request import Request

CASES = sorted(Path(__file__).parent.glob("*/cases/*.py"))
FRAGMENTS = [case.read_text(encoding="utf-8") for case in CASES]
PIECES = st.sampled_from(
    [
        "import requests\n",
        "requests.",
        "get",
        "post",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "'",
        '"',
        '"""',
        "f'",
        "\\",
        "\n",
        "    ",
        ":",
        "=",
        "==",
        ",",
        ".",
        "url",
        "json",
        "data",
        "headers",
        "https://a.b",
        "{x}",
        "*",
        "**",
        "lambda x: ",
        "for x in ",
        "if ",
        "else",
        "def f(): ",
        "return ",
        "1",
        "None",
        "+",
        "%",
        "-",
        " and ",
        "await ",
        "async ",
        "with ",
        "as ",
        "try:",
        "except ",
        "\t",
        "#",
        "é",
        "😀",
        "\x00",
        "\r",
    ]
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
LEAVES = st.none() | st.booleans() | st.integers(-(10**30), 10**30) | st.floats(allow_nan=False, allow_infinity=False) | TEXTS
VALUES = st.recursive(LEAVES, lambda v: st.lists(v, max_size=4) | st.dictionaries(TEXTS, v, max_size=4), max_leaves=12)
PAIRS = st.lists(st.tuples(TEXTS, TEXTS), max_size=5)


def read(code: str) -> Reading:
    return reading.read(Text.of(Source("sample.py", code)))


def sent(code: str) -> Request:
    """The one request that a sample sends."""
    reading = read(code)
    assert reading.status == "ok", reading.reason
    (request,) = reading.requests
    return request


def at(text: Text) -> str:
    """What stands in the file where a text came from."""
    span = text.span()
    return span.source.text[span.start : span.end]


@given(st.text() | st.lists(PIECES, max_size=40).map("".join))
@settings(max_examples=300)
def test_any_text_gives_a_reading(code: str) -> None:
    reading = read(code)
    assert reading.status == "ok" or (reading.reason and reading.span)


@given(st.sampled_from(FRAGMENTS), st.data())
@settings(max_examples=200, deadline=None)
def test_a_broken_sample_gives_a_reading(code: str, data: st.DataObject) -> None:
    start, end = sorted(data.draw(st.integers(0, len(code))) for _ in range(2))
    read(code[:start] + data.draw(PIECES) + code[end:])


@pytest.mark.parametrize(
    "code",
    [
        "(" * 5000,
        "x = " + "[" * 150 + "]" * 150,
        "x = " + "-" * 20_000 + "1",
        "not " * 20_000 + "1",
        "x" + ".a" * 20_000,
        "print" + "()" * 20_000,
        "x = " + "+".join(["'a'"] * 20_000),
        "if 0: pass\n" + "elif 0: pass\n" * 5000,
        "x = f'" + "{" * 20_000,
        "while True: pass",
        "for i in range(10**9): pass",
        "x = 'a'\n" + "x += x\n" * 60,
        "x = 'a'\n" + "x += 'b'\n" * 9000,
        "x = 'a'\n" + "x = f'{x}b'\n" * 9000,
        "x = 'a'\n" + "x = x.replace('a', 'ab')\n" * 9000,
        "x = [1]\n" + "x += x\n" * 60,
        "import requests\nx = [1]\n" + "x = [x, x]\n" * 60 + "requests.post('https://a.b', json=x)",
        "import requests\nx = []\nx.append(x)\nrequests.post('https://a.b', json=x)",
        "x = 10 ** 10 ** 10",
        "x = '%999999999d' % 1",
        "x = f'{1:999999999}'",
        "x = 'a'.zfill(10 ** 9)",
        "x = sum(range(10 ** 12))",
        "def f(): return f()\nf()",
    ],
    ids=lambda code: code[:24],
)
def test_everything_ends(code: str) -> None:
    """Or the suite does not: how long it takes depends on what else the machine does."""
    assert read(code).status != "ok"


@given(VALUES)
def test_json_is_what_json_dumps_writes(value: object) -> None:
    request = sent(f"import requests\nrequests.post('https://api.example.com/', json=[{value!r}])")
    assert request.content
    assert request.content.text.value == json.dumps([value])


@given(VALUES, st.sampled_from([None, 0, 2, "\t"]), st.booleans(), st.sampled_from([None, (",", ":")]))
def test_every_layout_of_json_dumps(
    value: object, indent: int | str | None, ascii_only: bool, separators: tuple[str, str] | None
) -> None:
    options = f"indent={indent!r}, ensure_ascii={ascii_only}, separators={separators!r}"
    request = sent(f"import json, requests\nrequests.post('https://a.b/', data=json.dumps([{value!r}], {options}))")
    assert request.content
    assert request.content.text.value == json.dumps([value], indent=indent, ensure_ascii=ascii_only, separators=separators)


@given(PAIRS)
def test_params_and_forms_come_back(pairs: list[tuple[str, str]]) -> None:
    request = sent(f"import requests\nrequests.post('https://api.example.com/x', params={pairs!r}, data={pairs!r})")
    assert parse_qsl(urlsplit(request.url.value).query, keep_blank_values=True) == pairs
    form = request.content.text.value if request.content else ""
    assert parse_qsl(form, keep_blank_values=True) == pairs


@given(TEXTS, st.sampled_from(["'", '"', "'''", '"""']), st.booleans())
def test_string_literals_come_back(value: str, quote: str, formatted: bool) -> None:
    body = (
        value.replace("\\", "\\\\")
        .replace(quote[0], "\\" + quote[0])
        .replace("\r", "\\r")
        .replace("\n", "\\n")
        .replace("\0", "\\0000"[:4])
    )
    body = body.replace("{", "{{").replace("}", "}}") if formatted else body
    code = f"import requests\nrequests.post('https://a.b/', data={'f' if formatted else ''}{quote}{body}{quote} + '!')"
    request = sent(code)
    assert request.content
    assert request.content.text.value == value + "!"


@given(
    st.dictionaries(
        st.from_regex(r"\AX-[A-Za-z]{1,8}\Z"),
        st.text(st.characters(codec="latin-1", exclude_categories=["Cc", "Zs"])),
        max_size=4,
    )
)
def test_header_fields_come_back(fields: dict[str, str]) -> None:
    request = sent(f"import requests\nrequests.get('https://a.b/', headers={fields!r})")
    kept = {name.lower(): value for name, value in fields.items()}
    assert {f.name.value.lower(): f.value.value for f in request.fields} == kept


def test_a_json_value_points_at_its_characters() -> None:
    request = sent('import requests\nrequests.post("https://api.example.com/", json={"name": "Blüe chair", "qty": 12})')
    assert request.content
    text = request.content.text
    start = text.value.index("chair")
    assert at(text[start : start + 5]) == "chair"
    number = text.value.index("12}")
    assert at(text[number : number + 2]) == "12"
    name = text.value.index("qty")
    assert at(text[name : name + 3]) == "qty"
    assert text[name : name + 3].span().line == 2


def test_values_keep_their_place_on_their_way() -> None:
    code = """import requests
BASE = "https://api.example.com"
order = "7c973d2d"
url = f'{BASE}/orders/{order:s}/caf\\xe9?q=a b&r={"x" + "y"}'
headers = dict(Authorization="Token " + "abc")
requests.post(url, headers={**headers, "X-É".lower().replace("é", "e"): "1"}, data=("a=" "1&" f'b={order}'))
"""
    request = sent(code)
    url = request.url
    assert url.value == "https://api.example.com/orders/7c973d2d/caf%C3%A9?q=a%20b&r=xy"
    assert at(url[0:23]) == "https://api.example.com"
    assert at(url[31:39]) == "7c973d2d"
    assert at(url[43:49]) == "\\xe9"
    assert at(url[url.value.index("x") :].slice(0, 1)) != ""
    authorization = request.field("authorization")
    assert authorization
    assert at(authorization.name) == "Authorization"
    assert at(authorization.value[6:]) == "abc"
    assert request.content
    content = request.content.text
    assert [at(content[i:j]) for i, j in ((0, 2), (2, 4), (4, 6), (6, 14))] == ["a=", "1&", "b=", "7c973d2d"]


def test_what_is_inside_an_f_string_has_its_place() -> None:
    code = "import requests\nd = {'k': 'v1'}\nrequests.get(f'https://a.b/ü{d[\"k\"]}/{\"x\" if d else \"y\"}/{{z}}')"
    url = sent(code).url
    assert url.value == "https://a.b/%C3%BCv1/x/%7Bz%7D"
    assert at(url[url.value.index("v1") : url.value.index("v1") + 2]) == "v1"
    place = url[url.value.index("/x") + 1 : url.value.index("/x") + 2].span()
    assert (place.line, place.column) == (3, 40)


def test_a_fault_has_its_place() -> None:
    reading = read('import requests\nheaders = {\n    "X-Token": " abc"}\nrequests.get("https://a.b/", headers=headers)')
    assert reading.status == "invalid"
    assert reading.span
    assert (reading.span.line, reading.span.column, reading.span.end_column) == (3, 17, 21)


def test_an_indented_sample_keeps_its_places() -> None:
    request = sent('    import requests\n\n    requests.get(\n        "https://api.example.com/orders")')
    assert (request.url.span().line, request.url.span().column) == (4, 10)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the reference corpus is not here")
def test_the_corpus_is_read_as_it_ran() -> None:
    samples = [
        match[1]
        for page in sorted(CORPUS.glob("*/*.md"))
        for match in re.finditer(r"^~~~ *python\n(.*?)^~~~", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    ]
    found = [read(sample).status for sample in samples]
    assert (found.count("ok"), found.count("invalid"), found.count("unsupported")) == (15, 123, 0)
