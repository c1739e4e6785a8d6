"""`fetch` of Node.js 20 (the Fetch standard, by undici) and of the node-fetch package.

`package` is the version of node-fetch, or 0 for `fetch` itself: what a module imports is version 3, which cannot be required;
what is required is version 2.
"""

from __future__ import annotations

from collections.abc import Iterator

from unisono.languages.javascript.coercion import to_text, truthy, utf8, well_formed
from unisono.languages.javascript.fetch.options import FetchRequest, cache_fields, check_options
from unisono.languages.javascript.library import bodies, urls
from unisono.languages.javascript.library.bodies import (
    Blob,
    FileStream,
    Form,
    HeaderList,
    PackageForm,
    header_list,
    multipart_type,
)
from unisono.languages.javascript.library.percent import percent_decoded
from unisono.languages.javascript.library.url_values import SearchParams, as_url
from unisono.languages.javascript.library.urls import ParsedUrl
from unisono.languages.javascript.misprints import left_out
from unisono.languages.javascript.node_http.client import INVALID_VALUE
from unisono.languages.javascript.run import Call, Host, Maker, Native, constructor, function, host, refuse
from unisono.languages.javascript.values import (
    Array,
    Bytes,
    Member,
    Null,
    Object,
    Promise,
    Thrown,
    Undefined,
    Unknown,
    Value,
    failure,
)
from unisono.languages.reading import Misprint, Unsupported
from unisono.text.source import Text
from unisono.wire.request import BOUNDARY, TOKEN, Content, Field, Request, basic, effective_url

_NORMALISED = frozenset({"DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT"})
_BLOCKED_PORTS = frozenset(
    [
        "1",
        "7",
        "9",
        "11",
        "13",
        "15",
        "17",
        "19",
        "20",
        "21",
        "22",
        "23",
        "25",
        "37",
        "42",
        "43",
        "53",
        "69",
        "77",
        "79",
        "87",
        "95",
        "101",
        "102",
        "103",
        "104",
        "109",
        "110",
        "111",
        "113",
        "115",
        "117",
        "119",
        "123",
        "135",
        "137",
        "139",
        "143",
        "161",
        "179",
        "389",
        "427",
        "465",
        "512",
        "513",
        "514",
        "515",
        "526",
        "530",
        "531",
        "532",
        "540",
        "548",
        "554",
        "556",
        "563",
        "587",
        "601",
        "636",
        "989",
        "990",
        "993",
        "995",
        "1719",
        "1720",
        "1723",
        "2049",
        "3659",
        "4045",
        "4190",
        "5060",
        "5061",
        "6000",
        "6566",
        "6665",
        "6666",
        "6667",
        "6668",
        "6669",
        "6679",
        "6697",
        "10080",
    ]
)  # Fetch standard, 2.10, "bad port"
_REFUSED_METHODS = frozenset({"CONNECT", "TRACE", "TRACK"})


_WRITTEN = {
    "method": "method: …",
    "field": "headers: …",
    "content": "body: JSON.stringify(…)",
    "query": "?name=value in the URL",
}


def fetch_function(call: Call) -> Value:
    return _fetch(call, 0)


def node_fetch_function(call: Call) -> Value:
    return _fetch(call, 3 if call.run.is_module else 2)


def _fetch(call: Call, package: int) -> Value:
    """Send the request; what is wrong with it rejects the promise."""
    run = call.run
    promise = Promise(call.origin)
    run.promises.append(promise)
    try:
        made = _request(call, package)
        run.send(_sent(made, call.origin, package))
        promise.value = Unknown(call.origin)
    except Thrown as thrown:
        run.failures.append(thrown)
        promise.failed, promise.value = True, thrown.value
    return promise


def request_constructor(call: Call) -> Value:
    return _request(call, 0)


def _request(call: Call, package: int) -> FetchRequest:
    given, init = call.arg(0), call.arg(1)
    made = FetchRequest(call.origin)
    if isinstance(given, FetchRequest):
        made.url, made.method, made.headers = given.url, given.method, given.headers
        made.content, made.cache, made.extra = given.content, given.cache, list(given.extra)
    else:
        made.url = _url(given, call, package)
    if isinstance(init, Unknown):
        raise Unsupported("options that are known only at run time", init.origin.span())
    options = init if isinstance(init, Object) else Object(call.origin)
    call.run.misprints += left_out("fetch", options, _WRITTEN)
    method = options.own("method")
    if method is not None and not (package and truthy(method) is False):  # node-fetch takes GET instead
        made.method = _method(method, package)
    if (headers := options.own("headers")) is not None:
        if isinstance(headers, Null):
            raise failure("TypeError", "RequestInit: headers could not be converted", headers.origin)
        made.headers = header_list(call, headers)
    if not package:
        check_options(made, options)
    body = options.own("body")
    if body is not None and not isinstance(body, Null):
        call.run.misprints += _object_as_text(body)
        _take_body(made, body, options, package)
    return made


def _url(given: Value, call: Call, package: int) -> ParsedUrl:
    text = to_text(given) if not isinstance(given, Undefined) else Text.decoded("undefined", call.origin.span())
    try:
        url = as_url(given)
    except urls.NotAUrl:
        message = "Only absolute URLs are supported" if package else f"Failed to parse URL from {text.value}"
        raise failure("TypeError", message, text) from None
    if (url.username.value or url.password.value) and package != 2:
        message = f"Request cannot be constructed from a URL that includes credentials: {text.value}"
        raise failure("TypeError", f"{text.value} is an url with embedded credentials." if package else message, text)
    if url.opaque or (url.scheme.value and url.scheme.value not in ("http", "https")):
        if url.scheme.value in ("data", "blob", "about"):
            raise Unsupported(f"fetch of a {url.scheme.value}: URL", text.span())
        raise failure("TypeError", "fetch failed: unknown scheme", text)
    if not package and url.port.value in _BLOCKED_PORTS:
        raise failure("TypeError", "fetch failed: bad port", text)
    return url


def _method(value: Value, package: int) -> Text:
    text = to_text(value)
    if text.has_placeholder:
        return text
    upper = text.value.upper()
    if not TOKEN.fullmatch(text.value) or upper in _REFUSED_METHODS:
        raise failure("TypeError", f"'{text.value}' is not a valid HTTP method.", text)
    changes = package or upper in _NORMALISED
    return Text.decoded(upper, text.span()) if changes and upper != text.value else text


def _object_as_text(body: Value) -> Iterator[Misprint]:
    """That fetch makes text of an object or an array, which is not the JSON that is meant."""
    if type(body) in (Object, Array):
        sent = "a plain object as `[object Object]`" if type(body) is Object else "an array as its items with commas between"
        yield Misprint(f"fetch sends {sent}; write `JSON.stringify(…)` around it", body.origin.span(), "content")


def _take_body(made: FetchRequest, body: Value, options: Object, package: int) -> None:
    """The content of a body, and the media type it brings with it unless the request has one (Fetch standard, 6.2)."""
    if made.method is None or made.method.value in ("GET", "HEAD"):
        raise failure("TypeError", "Request with GET/HEAD method cannot have body.", body.origin)
    made.content, media_type = _extracted(body, options, package)
    if made.headers is None:
        made.headers = HeaderList(made.origin)
    if media_type is not None and "content-type" not in made.headers.fields:
        name = "Content-Type" if package == 2 else "content-type"  # each client's own spelling
        made.headers.append(Text.decoded(name, media_type.span()), media_type)


def _extracted(body: Value, options: Object, package: int) -> tuple[Content, Text | None]:
    place = body.origin
    plain = Text.decoded("text/plain;charset=UTF-8", place.span())
    match body:
        case SearchParams():
            return Content(body.as_text()), Text.decoded("application/x-www-form-urlencoded;charset=UTF-8", place.span())
        case Form():
            return _form(body, package) or (Content(Text.decoded("[object FormData]", place.span())), plain)
        case Blob():
            return Content(body.text or place), body.media_type if body.media_type and body.media_type.value else None
        case Bytes() if body.text is not None:
            return Content(body.text), None
        case FileStream():
            if not package and options.own("duplex") is None:
                raise failure("TypeError", "RequestInit: duplex option is required when sending a body.", place)
            return Content(body.content()), None
        case Unknown():
            raise Unsupported("a body that is known only at run time", place.span())
    return Content(well_formed(to_text(body))), plain


def _form(body: Form, package: int) -> tuple[Content, Text] | None:
    """The content of a form and its media type; None where the client takes it for any object."""
    place = body.origin
    if isinstance(body, PackageForm):
        media_type = Text.decoded(f"multipart/form-data;boundary={BOUNDARY}", place.span())
        return (body.content(), media_type) if package else None
    if package == 3:
        return body.content(closed=False), multipart_type(place)
    if body.node_fetch:
        raise Unsupported("a form of another client", place.span())
    return None if package else (body.content(), multipart_type(place))


def _sent(made: FetchRequest, origin: Text, package: int) -> Request:
    headers = made.headers or HeaderList(origin)
    rows = headers.lines() if package else headers.rows()
    ignored = set() if package else {"host", "content-length"} if made.content is None else {"host"}
    fields = [_field(name, value, made, package) for name, value in rows if name.value.lower() not in ignored]
    if package == 3:
        fields = [Field(Text.decoded(f.name.value.lower(), f.name.span()), f.value) for f in fields]
    names = {f.name.value.lower(): f for f in fields}
    fields += [f for f in made.extra if f.name.value not in names]
    fields += [] if package else cache_fields(made, names)
    if made.url is None:
        raise Unsupported("a request without a URL", origin.span())
    if (made.url.username.value or made.url.password.value) and "authorization" not in names:  # only node-fetch lets them pass
        fields.append(Field(Text.decoded("Authorization", origin.span()), basic(_login(made.url))))
    method = made.method or Text.decoded("GET", origin.span())
    url = Text.join([made.url.origin(), made.url.target()])
    url = effective_url(url, tuple(fields)) if package else url
    content = made.content if made.content and made.content.text.value else None
    return Request(method, url, tuple(fields), content, origin.span())


def _login(url: ParsedUrl) -> Text:
    """The user of a URL, and the password if there is one (node-fetch 2, which leaves it to `url.parse`)."""
    parts = [percent_decoded(url.username)]
    if url.password.value:
        parts += [Text.decoded(":", url.password.span()), percent_decoded(url.password)]
    return Text.join(parts)


def _field(name: Text, value: Text, made: FetchRequest, package: int) -> Field:
    lower = name.value.lower()
    if not TOKEN.fullmatch(name.value):
        raise failure("TypeError", f"Headers.append: {name.value} is an invalid header name.", name)
    if any(INVALID_VALUE.search(part.value) for part, unknown in value.runs() if not unknown):
        raise failure("TypeError", f"Headers.append: {value.value!r} is an invalid header value.", value)
    if not package:
        _check_field(lower, value, made.content)
    return Field(name, bodies.as_received(value))


def _check_field(name: str, value: Text, content: Content | None) -> None:
    """Fields that undici refuses to send."""
    if name in ("transfer-encoding", "keep-alive", "upgrade"):
        raise failure("TypeError", f"fetch failed: invalid {name} header", value)
    if name == "expect":
        raise failure("TypeError", "fetch failed: expect header not supported", value)
    if name == "connection" and value.value.lower() not in ("close", "keep-alive"):
        raise failure("TypeError", "fetch failed: invalid connection header", value)
    if name == "content-length" and not value.has_placeholder and (content is None or not content.text.has_placeholder):
        length = len(utf8(content.text.value)) if content else 0
        if value.value != str(length):
            raise failure("TypeError", "fetch failed: Request body length does not match content-length header", value)


def _node_fetch(origin: Text) -> Native:
    made = Native(origin, call=node_fetch_function, sends=True)
    for name, method in (
        ("Headers", bodies.headers_constructor),
        ("Request", request_constructor),
        ("Blob", bodies.blob_constructor),
    ):
        made.members[name] = Member(origin, Native(origin, call=constructor(name, method)))
    made.members["default"] = Member(origin, made)
    return made


def _node_fetch_module(origin: Text) -> Value:
    """What modules can import from node-fetch: also what came with its version 3, which cannot be required."""
    made = _node_fetch(origin)
    for name, method in (
        ("FormData", constructor("FormData", bodies.node_fetch_form_constructor)),
        ("File", constructor("File", bodies.file_constructor)),
        ("fileFromSync", bodies.file_from),
    ):
        made.members[name] = Member(origin, Native(origin, call=method))
    for name in ("AbortError", "FetchError", "Response"):
        made.members[name] = Member(origin, Host(origin))
    for name in ("blobFrom", "blobFromSync", "fileFrom"):
        made.members[name] = Member(origin, Native(origin, call=refuse))
    return made


def _undici(origin: Text) -> Value:
    """The package that is also the `fetch` of Node.js; what else it has sends requests in ways that are not read here."""
    made = host(
        origin,
        {
            "Headers": constructor("Headers", bodies.headers_constructor),
            "Request": constructor("Request", request_constructor),
            "FormData": constructor("FormData", bodies.form_constructor),
        },
        sends=True,
    )
    made.members["fetch"] = Member(origin, Native(origin, call=fetch_function, sends=True))
    for name in ("Agent", "EnvHttpProxyAgent", "ProxyAgent"):
        made.members[name] = Member(origin, Native(origin, call=_agent))
    made.members["setGlobalDispatcher"] = Member(origin, Native(origin, call=lambda call: Undefined(call.origin)))
    return made


def _agent(call: Call) -> Value:
    """What decides by which connection a request goes: it changes nothing in it, but can send others itself."""
    return Host(call.origin, sends=True)


GLOBALS: dict[str, Maker] = {
    "fetch": function(fetch_function, sends=True),
    "Request": function(constructor("Request", request_constructor)),
}
MODULES: dict[str, Maker] = {"node-fetch": _node_fetch, "undici": _undici}
IMPORTED: dict[str, Maker] = {"node-fetch": _node_fetch_module}
"""What a module is where `import` gives another one than `require`."""

SENDING = frozenset({"fetch", "Request", "Headers"})
"""What is called with a text, or with what holds it, and hands it on as it is."""
