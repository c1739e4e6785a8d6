"""What `require` and `import` give."""

from __future__ import annotations

from unisono.languages.javascript.coercion import to_text
from unisono.languages.javascript.library import bodies, url_values
from unisono.languages.javascript.library.globals import GLOBALS
from unisono.languages.javascript.library.json import MAX_NESTING
from unisono.languages.javascript.library.percent import COMPONENT, QS, percent_encoded
from unisono.languages.javascript.run import Call, Host, Maker, Method, Native, constructor, host
from unisono.languages.javascript.values import (
    Array,
    Boolean,
    Function,
    Member,
    Null,
    Number,
    Object,
    String,
    Undefined,
    Unknown,
    Value,
)
from unisono.languages.reading import Unsupported
from unisono.text.source import Text

CLIENTS = frozenset(
    [
        "got",
        "ky",
        "superagent",
        "request",
        "request-promise",
        "request-promise-native",
        "unirest",
        "needle",
        "jquery",
        "node-libcurl",
        "puppeteer",
        "playwright",
        "phin",
        "bent",
        "wretch",
        "ofetch",
        "cross-fetch",
        "isomorphic-fetch",
        "isomorphic-unfetch",
        "whatwg-fetch",
        "make-fetch-happen",
        "node-fetch-native",
        "http2",
        "net",
        "tls",
        "dgram",
        "child_process",
        "worker_threads",
        "cluster",
        "vm",
        "ws",
        "socket.io-client",
        "xmlhttprequest",
        "xhr2",
        "axios-retry",
        "axios-mock-adapter",
        "graphql-request",
        "@apollo/client",
        "supertest",
        "chai-http",
        "hyperquest",
        "popsicle",
        "restler",
        "request-json",
        "simple-get",
        "r2",
        "urllib",
        "wreck",
    ]
)
"""Modules that send requests in ways that are not read here."""

HARMLESS = frozenset(
    [
        "util",
        "path",
        "crypto",
        "os",
        "stream",
        "events",
        "assert",
        "dotenv",
        "timers",
        "timers/promises",
        "readline",
        "readline/promises",
        "perf_hooks",
        "zlib",
        "string_decoder",
        "stream/promises",
        "fs/promises",
        "async_hooks",
        "console",
        "constants",
    ]
)
"""Modules of Node.js that send nothing by themselves."""


def _url(origin: Text) -> Value:
    classes: dict[str, Method] = {
        "URL": url_values.url_constructor,
        "URLSearchParams": url_values.search_params_constructor,
    }
    made = host(origin, {name: constructor(name, method) for name, method in classes.items()})
    made.members["parse"] = Member(origin, Native(origin, call=url_parse))
    return made


def url_parse(call: Call) -> Value:
    """The old `url.parse(text)`: the parts under the names that `http.request` takes."""
    if call.arg(0).origin.has_placeholder or not to_text(call.arg(0)).value.startswith(("http://", "https://")):
        raise Unsupported("url.parse of this", call.origin.span())
    made = url_values.url_constructor(Call(call.run, call.this, call.args[:1], call.origin))
    if not isinstance(made, url_values.Url):
        raise Unsupported("url.parse of this", call.origin.span())
    parts = Object(call.origin)
    for name in ("protocol", "hostname", "host", "port", "pathname", "search", "hash", "href"):
        found = made.get(name) or Null(call.origin)
        empty = isinstance(found, String) and not found.origin.value
        parts.set(Text.decoded(name, call.origin.span()), Null(call.origin) if empty else found)
    parts.set(Text.decoded("path", call.origin.span()), String(made.url.target()))
    return parts


def _file_system(origin: Text) -> Value:
    functions: dict[str, Method] = {
        "createReadStream": bodies.read_stream,
        "openAsBlob": bodies.open_as_blob,
        "readFileSync": bodies.read_file,
    }
    return host(origin, functions)


def _form_data(origin: Text) -> Value:
    made = Native(origin, call=bodies.form_package_constructor)
    made.members["default"] = Member(origin, made)
    return made


def _buffer(origin: Text) -> Value:
    made = Host(origin)
    for name in ("Buffer", "Blob", "File"):
        made.members[name] = Member(origin, GLOBALS[name](origin))
    return made


def querystring_stringify(call: Call) -> Value:
    """`querystring.stringify(object)`: arrays repeat their name; what is no string, number or boolean is empty."""
    if len(call.args) > 1:
        raise Unsupported("querystring.stringify with separators of its own", call.origin.span())
    given = call.arg(0)
    if isinstance(given, Unknown):
        return call.unknown()
    rows: list[tuple[Text, Value]] = []
    for name, value in given.entries() if isinstance(given, Object) else ():
        rows += [(name, item) for item in value.items] if isinstance(value, Array) else [(name, value)]
    pairs = []
    for name, value in rows:
        simple = isinstance(value, String | Number | Boolean | Unknown)
        text = to_text(value) if simple else Text.decoded("", value.origin.span())
        pairs.append((percent_encoded(name, COMPONENT), percent_encoded(text, COMPONENT)))
    return String(_query(pairs, call.origin))


def _query(pairs: list[tuple[Text, Text]], origin: Text) -> Text:
    pieces = [Text.decoded("", origin.span())]
    for i, (name, value) in enumerate(pairs):
        pieces += [Text.decoded("&", origin.span())] if i else []
        pieces += [name, Text.decoded("=", value.slice(0, 0).span()), value]
    return Text.join(pieces)


def qs_stringify(call: Call) -> Value:
    """`qs.stringify(object, {arrayFormat})` of the qs package."""
    options = call.arg(1)
    members = options.members if isinstance(options, Object) else {}
    style = to_text(members["arrayFormat"].value).value if "arrayFormat" in members else "indices"
    if set(members) - {"arrayFormat"} or style not in ("indices", "brackets", "repeat"):
        raise Unsupported("these options of qs.stringify", call.origin.span())
    pairs: list[tuple[Text, Text]] = []
    given = call.arg(0)
    if isinstance(given, Unknown):
        return call.unknown()
    for name, value in given.entries() if isinstance(given, Object) else ():
        _nested(name, value, pairs, style)
    return String(_query([(percent_encoded(n, QS), percent_encoded(v, QS)) for n, v in pairs], call.origin))


def _nested(name: Text, value: Value, pairs: list[tuple[Text, Text]], style: str, depth: int = 0) -> None:
    if depth > MAX_NESTING:
        raise Unsupported("a value that is nested very deeply", value.origin.span())
    if isinstance(value, Undefined | Function | Native):
        return
    if isinstance(value, Null):
        pairs.append((name, Text.decoded("", value.origin.span())))
    elif isinstance(value, Object) and type(value) in (Object, Array):
        for key, item in value.entries():
            place = key.slice(0, 0).span()
            inner = [Text.decoded("[", place), key, Text.decoded("]", place)]
            if isinstance(value, Array) and style != "indices":
                inner = [Text.decoded("[]" if style == "brackets" else "", place)]
            _nested(Text.join([name, *inner]), item, pairs, style, depth + 1)
    else:
        pairs.append((name, to_text(value)))


def _escape(call: Call) -> Value:
    return String(percent_encoded(to_text(call.arg(0)), COMPONENT))


def _querystring(origin: Text) -> Value:
    methods: dict[str, Method] = {"stringify": querystring_stringify, "encode": querystring_stringify, "escape": _escape}
    return host(origin, methods)


def _qs(origin: Text) -> Value:
    return host(origin, {"stringify": qs_stringify})


MODULES: dict[str, Maker] = {
    "url": _url,
    "querystring": _querystring,
    "qs": _qs,
    "fs": _file_system,
    "form-data": _form_data,
    "buffer": _buffer,
    "process": GLOBALS["process"],
}
