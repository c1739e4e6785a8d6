"""Queries, percent-encoding and the environment (PHP manual, "URL functions")."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator

from unisono.languages.php.state import Call
from unisono.languages.php.values import Object, float_text, to_text
from unisono.languages.php.variables import environment_variable
from unisono.languages.program.values import Boolean, Map, Null, Number, String, Unknown, Value
from unisono.languages.reading import Unsupported
from unisono.text.percent import UNRESERVED, percent_encoded
from unisono.text.regex import regex
from unisono.text.source import Text

CONSTANTS = {
    "PHP_QUERY_RFC1738": 1,
    "PHP_QUERY_RFC3986": 2,
    **{f"STREAM_CRYPTO_METHOD_TLSv1_{minor}_CLIENT": 1 | 8 << minor for minor in range(4)},
}
_RFC3986 = regex(f"[^{UNRESERVED}]")
_RFC1738 = regex(r"[^A-Za-z0-9._\-]")


def raw_encoded(text: Text) -> Text:
    """As `rawurlencode` (RFC 3986)."""
    return percent_encoded(text, _RFC3986)


def form_encoded(text: Text) -> Text:
    """As `urlencode`, with `+` for a blank."""
    return percent_encoded(text, _RFC1738, space="+")


def query(given: Map, separator: Text | None, *, raw: bool, prefix: str = "") -> Text:
    """As `http_build_query`. Null is left out; the keys of inner arrays are in brackets."""
    found: list[Text] = []
    for name, value in _pairs(given, raw, prefix):
        place = value.span()
        if found:
            found.append(separator or Text.decoded("&", place))
        found += [name, Text.decoded("=", place), (raw_encoded if raw else form_encoded)(value)]
    return Text.join([given.origin.slice(0, 0), *found])


def _pairs(given: Map, raw: bool, prefix: str, outer: Text | None = None) -> Iterator[tuple[Text, Text]]:
    encode = raw_encoded if raw else form_encoded
    for key, entry in given.entries.items():
        own = encode(Text.decoded(prefix + str(key), entry.name.span()) if isinstance(key, int) else entry.name)
        name = own if outer is None else Text.join([outer, _bracket("%5B", own), own, _bracket("%5D", own)])
        inner = entry.value.members if isinstance(entry.value, Object) else entry.value
        if isinstance(inner, Map):
            yield from _pairs(inner, raw, "", name)
        elif not isinstance(inner, Null):
            yield name, _scalar(inner)


def _bracket(written: str, beside: Text) -> Text:
    return Text.decoded(written, beside.span())


def _scalar(value: Value) -> Text:
    if isinstance(value, Boolean):
        return Text.decoded("1" if value.value else "0", value.origin.span())
    if isinstance(value, Number) and isinstance(value.value, float):
        text = float_text(value.value, 17, "E")
        return value.origin if value.origin.value == text else Text.decoded(text, value.origin.span())
    return to_text(value)


def _http_build_query(call: Call) -> Value:
    given = call.arg(0)
    separator = call.arg(2)
    raw = call.number(3, 1) == 2
    prefix = "" if isinstance(call.arg(1), Null) else call.text(1).value
    data = given.members if isinstance(given, Object) else call.map(0)
    return String(query(data, None if isinstance(separator, Null) else to_text(separator), raw=raw, prefix=prefix))


def _base64(call: Call) -> Value:
    """What is not known in it makes all of it unknown."""
    text = call.text(0)
    if text.has_placeholder:
        return Unknown(Text.placeholder(text.value, call.origin.span()), is_text=True)
    return call.made(b64encode(text.value.encode("utf-8", "surrogateescape")).decode())


def _getenv(call: Call) -> Value:
    if not call.args:
        raise Unsupported("the whole environment", call.origin.span())
    return environment_variable(call.text(0), call.origin)


def _env(call: Call) -> Value:
    """Laravel's: a variable of the environment, or else its second argument."""
    return call.arg(1) if len(call.args) > 1 else _getenv(call)


FUNCTIONS = {
    "http_build_query": _http_build_query,
    "rawurlencode": lambda call: String(raw_encoded(call.text(0))),
    "urlencode": lambda call: String(form_encoded(call.text(0))),
    "base64_encode": _base64,
    "getenv": _getenv,
    "env": _env,
}
