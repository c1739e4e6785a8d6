"""`fetch` of Node.js 20 (the Fetch standard, by undici) and of the node-fetch package."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from unisono.languages import Unsupported
from unisono.languages._javascript import urls
from unisono.languages._javascript.bodies import Blob, FileStream, Form, HeaderList, header_list, multipart_type
from unisono.languages._javascript.coercion import to_text
from unisono.languages._javascript.http_client import INVALID_VALUE, TOKEN, effective
from unisono.languages._javascript.url_values import SearchParams, as_url
from unisono.languages._javascript.urls import ParsedUrl
from unisono.languages._javascript.values import (
    Bytes,
    Call,
    Null,
    Object,
    Promise,
    String,
    Thrown,
    Undefined,
    Unknown,
    Value,
    failure,
)
from unisono.request import Content, Field, Request
from unisono.source import Text

_NORMALISED = frozenset({"DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT"})
_REFUSED_METHODS = frozenset({"CONNECT", "TRACE", "TRACK"})


@dataclass(slots=True, eq=False)
class FetchRequest(Object):
    """A `Request` object. `media_type` is what the body brings with it."""

    url: ParsedUrl | None = None
    method: Text | None = None
    headers: HeaderList | None = None
    content: Content | None = None
    media_type: Text | None = None
    extra: list[Field] = field(default_factory=list)

    kind = "Request"


def fetch_function(call: Call) -> Value:
    return _fetch(call, package=False)


def node_fetch_function(call: Call) -> Value:
    return _fetch(call, package=True)


def _fetch(call: Call, package: bool) -> Value:
    """Send the request; what is wrong with it rejects the promise."""
    run = call.run
    promise = Promise(call.origin)
    run.promises.append(promise)
    try:
        made = _request(call, package)
        run.requests.append(_sent(made, call.origin, package))
        promise.value = Unknown(call.origin)
    except Thrown as thrown:
        run.failures.append(thrown)
        promise.failed, promise.value = True, thrown.value
    return promise


def request_constructor(call: Call) -> Value:
    return _request(call, package=False)


def _request(call: Call, package: bool) -> FetchRequest:
    given, init = call.arg(0), call.arg(1)
    made = FetchRequest(call.origin)
    if isinstance(given, FetchRequest):
        made.url, made.method, made.headers = given.url, given.method, given.headers
        made.content, made.media_type = given.content, given.media_type
    else:
        made.url = _url(given, call, package)
    if isinstance(init, Unknown):
        raise Unsupported("options that are known only at run time", init.origin.span())
    options = init if isinstance(init, Object) else Object(call.origin)
    method = options.own("method")
    if method is not None:
        made.method = _method(method, package)
    if (headers := options.own("headers")) is not None:
        made.headers = header_list(call, headers)
    body = options.own("body")
    if body is not None and not isinstance(body, Null):
        _take_body(made, body, options, package)
    _add_cache_fields(made, options, package)
    return made


def _url(given: Value, call: Call, package: bool) -> ParsedUrl:
    text = to_text(given) if not isinstance(given, Undefined) else Text.decoded("undefined", call.origin.span())
    try:
        url = as_url(given)
    except urls.NotAUrl:
        message = "Only absolute URLs are supported" if package else f"Failed to parse URL from {text.value}"
        raise failure("TypeError", message, text) from None
    if url.username.value or url.password.value:
        if package:
            raise Unsupported("a user in the URL of node-fetch", text.span())
        message = f"Request cannot be constructed from a URL that includes credentials: {text.value}"
        raise failure("TypeError", message, text)
    if url.opaque or (url.scheme.value and url.scheme.value not in ("http", "https")):
        if url.scheme.value in ("data", "blob", "about"):
            raise Unsupported(f"fetch of a {url.scheme.value}: URL", text.span())
        raise failure("TypeError", "fetch failed: unknown scheme", text)
    return url


def _method(value: Value, package: bool) -> Text:
    text = to_text(value)
    if text.has_placeholder:
        return text
    upper = text.value.upper()
    if not TOKEN.fullmatch(text.value) or upper in _REFUSED_METHODS:
        raise failure("TypeError", f"'{text.value}' is not a valid HTTP method.", text)
    changes = package or upper in _NORMALISED
    return Text.decoded(upper, text.span()) if changes and upper != text.value else text


def _take_body(made: FetchRequest, body: Value, options: Object, package: bool) -> None:
    """The content of a body and the media type it brings with it (Fetch standard, 6.2, "extract")."""
    if made.method is None or made.method.value in ("GET", "HEAD"):
        raise failure("TypeError", "Request with GET/HEAD method cannot have body.", body.origin)
    place = body.origin
    match body:
        case SearchParams():
            made.content = Content(body.text())
            made.media_type = Text.decoded("application/x-www-form-urlencoded;charset=UTF-8", place.span())
        case Form():
            _take_form(made, body, package)
        case Blob():
            made.content = Content(body.text or place)
            made.media_type = body.media_type if body.media_type and body.media_type.value else None
        case Bytes() if body.text is not None:
            made.content, made.media_type = Content(body.text), None
        case FileStream():
            if not package and options.own("duplex") is None:
                raise failure("TypeError", "RequestInit: duplex option is required when sending a body.", place)
            made.content, made.media_type = Content(to_text(Unknown(place))), None
        case Unknown():
            raise Unsupported("a body that is known only at run time", place.span())
        case _:
            made.content = Content(to_text(body))
            made.media_type = Text.decoded("text/plain;charset=UTF-8", place.span())


def _take_form(made: FetchRequest, body: Form, package: bool) -> None:
    if body.package and not package:
        made.content = Content(Text.decoded("[object FormData]", body.origin.span()))
        made.media_type = Text.decoded("text/plain;charset=UTF-8", body.origin.span())
    elif body.package != package:
        raise Unsupported("this form with node-fetch", body.origin.span())
    else:
        made.content, made.media_type = body.content(), multipart_type(body.origin)


_CACHE_FIELDS = {
    "no-cache": (("cache-control", "max-age=0"),),
    "no-store": (("pragma", "no-cache"), ("cache-control", "no-cache")),
    "reload": (("pragma", "no-cache"), ("cache-control", "no-cache")),
}


def _add_cache_fields(made: FetchRequest, options: Object, package: bool) -> None:
    """The fields that the option `cache` adds (Fetch standard, 4.6)."""
    cache = options.own("cache")
    if package or not isinstance(cache, String):
        return
    for name, value in _CACHE_FIELDS.get(cache.origin.value, ()):
        made.extra.append(Field(Text.decoded(name, cache.origin.span()), Text.decoded(value, cache.origin.span())))


def _sent(made: FetchRequest, origin: Text, package: bool) -> Request:
    fields = [_field(name, value, package) for name, value in (made.headers.rows() if made.headers else [])]
    names = {f.name.value.lower() for f in fields}
    fields += [f for f in made.extra if f.name.value not in names]
    if made.media_type is not None and "content-type" not in names:
        name = "Content-Type" if package else "content-type"
        fields.append(Field(Text.decoded(name, made.media_type.span()), made.media_type))
    if made.url is None:
        raise Unsupported("a request without a URL", origin.span())
    method = made.method or Text.decoded("GET", origin.span())
    url = Text.join([made.url.origin(), made.url.target()])
    content = made.content if made.content and made.content.text.value else None
    return Request(method, effective(url, tuple(fields)), tuple(fields), content, origin.span())


_REFUSED_FIELDS = re.compile(r"transfer-encoding|keep-alive|upgrade|expect|connection|content-length")


def _field(name: Text, value: Text, package: bool) -> Field:
    lower = name.value.lower()
    if not TOKEN.fullmatch(name.value):
        raise failure("TypeError", f"Headers.append: {name.value} is an invalid header name.", name)
    if any(INVALID_VALUE.search(part.value) for part, unknown in value.runs() if not unknown):
        raise failure("TypeError", f"Headers.append: {value.value!r} is an invalid header value.", value)
    if not package and _REFUSED_FIELDS.fullmatch(lower):
        _check_connection_field(lower, value)
    return Field(name if package or lower == name.value else Text.decoded(lower, name.span()), value)


def _check_connection_field(name: str, value: Text) -> None:
    if name == "connection" and value.value.lower() in ("close", "keep-alive"):
        return
    raise Unsupported(f"fetch with the header field {name}", value.span())
