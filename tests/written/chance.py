"""Requests by chance, as HAR 1.2 has them: what ordinary APIs take, with the characters that break writers of samples."""

from __future__ import annotations

import json
from base64 import b64encode
from typing import Any
from urllib.parse import quote, quote_plus

from hypothesis import strategies as st

_NASTY = "\\'\"`$!%&#{}[]()<>|;:,.?/~@=+-_* \n\té€😀\u00a0"
_SLIPS = r"""$x ${x} #{x} %s %(a)s {x} {{x}} @file =a :=1 -d \n \ it's " null True € 100% YOUR_TOKEN <id> $(id) `id` !1 ${ `
    </script> // /* */ -- \u0041"""
_SHORT = st.text(st.sampled_from("abcXYZ019" + _NASTY), max_size=12) | st.sampled_from([*_SLIPS.split(), "a\nb"])
WORDS = _SHORT | _SHORT | st.lists(_SHORT, min_size=4, max_size=12).map(" ".join)
NAMES = st.text(st.sampled_from("abcdXYZ019_-.[]"), min_size=1, max_size=8)
_TOKENS = st.text(st.sampled_from("abcdXYZ019-"), min_size=1, max_size=8).map(lambda name: f"X-{name}")
_VALUES = WORDS.map(lambda value: " ".join(value.split()).strip("\u00a0 "))
_NUMBERS = st.integers(-(10**30), 10**30) | st.integers(-9, 9) | st.sampled_from([1.5, 0.1, 1e300])
_SPELLED = st.sampled_from(["1.0", "1.50", "1e5", "12345678901234567890", "-0", "0.10", "1E+2"])

_JSON = st.recursive(
    st.none() | st.booleans() | _NUMBERS | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.lists(_NUMBERS, max_size=30) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=8,
)


@st.composite
def _json(draw: st.DrawFn) -> dict[str, Any]:
    value = draw(st.dictionaries(NAMES | WORDS, _JSON, max_size=4) | st.lists(_JSON, max_size=3))
    text = json.dumps(value, ensure_ascii=draw(st.booleans()), indent=draw(st.sampled_from([None, 2, 4])))
    if draw(st.integers(0, 5)) == 0:
        text = f'{{"number": {draw(_SPELLED)}, "rest": {text}}}'
    kind = draw(st.sampled_from(["application/json"] * 4 + ["application/vnd.api+json", "application/json; charset=utf-8"]))
    return {"mimeType": kind, "text": text}


@st.composite
def _form(draw: st.DrawFn) -> dict[str, Any]:
    pairs = draw(st.lists(st.tuples(NAMES, WORDS), min_size=1, max_size=4))
    text = "&".join(f"{quote_plus(name)}={quote_plus(value)}" for name, value in pairs)
    return {"mimeType": "application/x-www-form-urlencoded", "text": text}


@st.composite
def _multipart(draw: st.DrawFn) -> dict[str, Any]:
    params = []
    for name in sorted(
        draw(st.lists(NAMES.filter(lambda name: "[" not in name), min_size=1, max_size=3))
    ):  # those of one name in a row
        if draw(st.booleans()):
            param = {"name": name, "value": draw(WORDS)}
        else:
            param = {"name": name, "fileName": draw(st.sampled_from(["permit.pdf", "my file.txt", "a.json"]))}
            if draw(st.booleans()):
                param["contentType"] = draw(st.sampled_from(["application/pdf", "text/csv"]))
        params.append(param)
    return {"mimeType": "multipart/form-data", "params": params}


_TEXT = st.tuples(st.sampled_from(["text/plain", "application/xml", "application/x-ndjson"]), WORDS.filter(bool)).map(
    lambda found: {"mimeType": found[0], "text": found[1]}
)


@st.composite
def _headers(draw: st.DrawFn) -> list[dict[str, str]]:
    found = draw(st.lists(st.tuples(_TOKENS, _VALUES), max_size=3))
    found += draw(
        st.sampled_from([[]] * 4 + [[("Accept", "application/json")], [("Cookie", "a=b; c=d")], [("If-Match", '"x"')]])
    )
    if draw(st.integers(0, 2)) == 0:
        user = draw(st.sampled_from(["user:pass word", "a:b:c$'\"", "id:"]))
        basic = "Basic " + b64encode(user.encode()).decode()
        found.append(("Authorization", draw(st.sampled_from([basic, "Bearer YOUR_TOKEN", "Bearer t0k'en$"]))))
    if found and draw(st.integers(0, 5)) == 0:
        found.append(found[0])
    return [{"name": name, "value": value} for name, value in found]


@st.composite
def requests(draw: st.DrawFn) -> dict[str, Any]:
    """A HAR 1.2 request object."""
    method = draw(st.sampled_from(["GET", "GET", "POST", "POST", "PUT", "PATCH", "DELETE"]))
    path = "".join(
        "/" + quote(part, safe="@:") for part in draw(st.lists(WORDS.filter(lambda p: p not in {".", ".."}), max_size=3))
    )
    query = draw(st.lists(st.tuples(NAMES, WORDS), max_size=3))
    url = "https://api.example.com" + path
    if query:
        url += "?" + "&".join(f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in query)
    found: dict[str, Any] = {"method": method, "url": url, "headers": draw(_headers())}
    if method != "GET" or draw(st.integers(0, 9)) == 0:
        data = draw(st.none() | _json() | _json() | _form() | _multipart() | _TEXT)
        if data:
            found["postData"] = data
    return found
