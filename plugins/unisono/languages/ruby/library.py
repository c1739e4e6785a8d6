"""The methods of Ruby's own classes that samples use, and of its modules JSON, Base64, URI and CGI."""

from __future__ import annotations

import re
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterator
from operator import attrgetter

from unisono.languages.program.values import List, Map, Null, Number, String, Unknown, Value, integer_of
from unisono.languages.reading import Unsupported
from unisono.languages.ruby.state import Call, Native
from unisono.languages.ruby.values import Symbol, json_of, to_text
from unisono.text.percent import percent_encoded
from unisono.text.regex import regex
from unisono.text.source import Text

_FORM = regex(r"[^*\-.0-9A-Z_a-z]")
_CGI = regex(r"[^a-zA-Z0-9_.\-~]")
_RESERVED = regex(r"[^A-Za-z0-9._~\-]")


def form_encoded(pairs: list[tuple[Text, Value]], origin: Text) -> Text:
    """As `URI.encode_www_form`: the elements of a list one by one, and of nil the name alone."""
    found: list[Text] = []
    for name, value in pairs:
        for item in value.items if isinstance(value, List) else [value]:
            found += [Text.decoded("&", name.span())] if found else []
            found.append(percent_encoded(name, _FORM, space="+"))
            if not isinstance(item, Null):
                found += [Text.decoded("=", name.span()), percent_encoded(to_text(item), _FORM, space="+")]
    return Text.join([origin.slice(0, 0), *found])


def pairs_of(value: Value) -> list[tuple[Text, Value]]:
    """The names and values of a hash, or of a list of pairs."""
    if isinstance(value, Map):
        return [(entry.name, entry.value) for entry in value.entries.values()]
    if isinstance(value, List):
        return list(_listed(value))
    raise Unsupported("pairs that are known only at run time", value.origin.span())


def _listed(value: List) -> Iterator[tuple[Text, Value]]:
    for pair in value.items:
        if not isinstance(pair, List) or not 1 <= len(pair.items) <= 2:
            raise Unsupported("such a pair", pair.origin.span())
        yield to_text(pair.items[0]), pair.items[1] if len(pair.items) > 1 else Null(pair.origin)


def environment(call: Call) -> Value:
    """`ENV['X']`, and `ENV.fetch('X')`, which has what to take instead as its second argument."""
    return Unknown(Text.decoded(f"${call.text(0)}", call.origin.span()), is_text=True, unset=True)


def _fetched(call: Call) -> Value:
    return call.arg(1) if len(call.args) > 1 else environment(call)


def _generate(call: Call) -> Value:
    return String(json_of(_given(call)))


def _pretty(call: Call) -> Value:
    return String(json_of(_given(call), pretty=True))


def _given(call: Call) -> Value:
    """What is to be written: the one argument, or those by name, which are a hash."""
    if len(call.args) > 1 or (call.args and call.keywords.entries):
        raise Unsupported("JSON with options", call.origin.span())
    return call.arg(0) if call.args else call.keywords


def _encode_form(call: Call) -> Value:
    return String(form_encoded(pairs_of(call.arg(0) if call.args else call.keywords), call.origin))


def _base64(call: Call, *, url: bool = False) -> Value:
    text = call.text(0)
    if text.has_placeholder:
        return Unknown(Text.placeholder(text.value, call.origin.span()), is_text=True)
    return call.string((urlsafe_b64encode if url else b64encode)(text.value.encode("utf-8", "surrogatepass")).decode())


_itself = attrgetter("this")


def _text(call: Call) -> Value:
    return call.this if isinstance(call.this, Unknown) else String(to_text(call.this))


def _stripped(call: Call) -> Value:
    return String(to_text(call.this).stripped())


def _chomped(call: Call) -> Value:
    text = to_text(call.this)
    return String(text.slice(0, len(text.known.removesuffix("\n").removesuffix("\r"))))


def _json(call: Call) -> Value:
    return String(json_of(call.this))


def _cased(call: Call, *, upper: bool) -> Value:
    pattern = re.compile(r"[^\W\d_]+")
    return String(to_text(call.this).sub(pattern, lambda found: found[0].upper() if upper else found[0].lower()))


def _join(call: Call) -> Value:
    if not isinstance(call.this, List):
        raise AssertionError(call.this)
    separator = call.text(0)
    texts: list[Text] = [call.origin.slice(0, 0)]
    for number, item in enumerate(call.this.items):
        texts += [separator] if number else []
        texts.append(to_text(item))
    return String(Text.join(texts))


def _each(call: Call) -> Value:
    if call.block is None:
        raise Unsupported("each without a block", call.origin.span())
    if isinstance(call.this, List):
        for item in call.this.items:
            call.block([item])
    elif isinstance(call.this, Map):
        for key, entry in call.this.entries.items():
            name: Value = Symbol(entry.name) if isinstance(key, str) and key.startswith("\0") else String(entry.name)
            call.block([name, entry.value])
    return call.this


def _merged(call: Call) -> Value:
    if call.block is not None or len(call.args) + bool(call.keywords.entries) > 1:
        raise Unsupported("such arguments of this method", call.origin.span())
    other = call.hash(0)
    if not isinstance(call.this, Map):
        raise AssertionError(call.this)
    return Map(call.origin, {**call.this.entries, **other.entries})


def _to_i(call: Call) -> Value:
    found = re.match(r"\s*[+-]?\d+", to_text(call.this).known)
    return Number(call.origin, integer_of(found[0].strip(), 10, call.origin) if found else 0)


def _taking(most: int, native: Native) -> Native:
    """A method that is given no more than `most` arguments, none by name and no block: they change what it gives."""

    def run(call: Call) -> Value:
        if len(call.args) > most or call.keywords.entries or call.block is not None:
            raise Unsupported("such arguments of this method", call.origin.span())
        return native(call)

    return run


FUNCTIONS: dict[str, Native] = {}
OF_MODULES: dict[str, Native] = {
    "ENV.[]": environment,
    "ENV.fetch": _fetched,
    "JSON.generate": _generate,
    "JSON.dump": _generate,
    "JSON.pretty_generate": _pretty,
    "JSON.parse": lambda call: call.unknown(good=True),
    "URI.encode_www_form": _encode_form,
    "URI.encode_www_form_component": lambda call: String(percent_encoded(call.text(0), _FORM, space="+")),
    "URI.encode_uri_component": lambda call: String(percent_encoded(call.text(0), _FORM)),
    "CGI.escape": lambda call: String(percent_encoded(call.text(0), _CGI, space="+")),
    "ERB::Util.url_encode": lambda call: String(percent_encoded(call.text(0), _RESERVED)),
    "Base64.strict_encode64": _base64,
    "Base64.urlsafe_encode64": _taking(1, lambda call: _base64(call, url=True)),
    "Time.now": lambda call: call.unknown(),
    "SecureRandom.uuid": lambda call: call.unknown(),
    "SecureRandom.hex": lambda call: call.unknown(),
}
METHODS: dict[tuple[type, str], Native] = {
    **{(kind, "to_json"): _taking(0, _json) for kind in (Map, List, String, Number, Null)},
    **{(kind, "to_s"): _taking(0, _text) for kind in (String, Number, Symbol, Unknown, Null)},
    **{(kind, "freeze"): _itself for kind in (Map, List, String, Unknown)},
    **{(Unknown, name): _itself for name in ("strip", "chomp", "to_str", "to_json")},
    (String, "to_str"): _text,
    (String, "strip"): _stripped,
    (String, "chomp"): _taking(0, _chomped),
    (String, "upcase"): _taking(0, lambda call: _cased(call, upper=True)),
    (String, "downcase"): _taking(0, lambda call: _cased(call, upper=False)),
    (String, "to_i"): _taking(0, _to_i),
    (String, "dup"): _itself,
    (Value, "nil?"): lambda call: call.truth(False),
    (Null, "nil?"): lambda call: call.truth(True),
    (List, "join"): _join,
    (List, "each"): _each,
    (Map, "each"): _each,
    (Map, "each_pair"): _each,
    (Map, "merge"): _merged,
    (Map, "to_h"): _taking(0, _itself),
}
MODULES = frozenset(
    {name.partition(".")[0] for name in OF_MODULES} | {"OpenSSL::SSL::VERIFY_NONE", "OpenSSL::SSL::VERIFY_PEER"}
)
