"""`java.net.URI`, and the classes of `java.net.http` (documentation of Java SE 17)."""

from __future__ import annotations

from operator import attrgetter
from typing import ClassVar

from unisono.languages.java.http_client.wire import (
    Message,
    Publisher,
    Uri,
    add_field,
    parsed,
    request_of,
    set_method,
    set_uri,
)
from unisono.languages.java.library import octets_of
from unisono.languages.java.state import Call, Native
from unisono.languages.java.values import Octets, Outside, Path, elements, to_text
from unisono.languages.program.values import Function, Host, Null, String, Unknown, Value
from unisono.languages.reading import Unsupported
from unisono.records import dataclass
from unisono.text.source import Text

_itself = attrgetter("this")


class Builder(Host):
    """The builder of a client."""

    __slots__ = ()
    BUILDS = "HttpClient"


class Client(Host):
    """An `HttpClient`."""

    __slots__ = ()


@dataclass(slots=True, eq=False)
class RequestBuilder(Message):
    """The builder of a request."""

    BUILDS: ClassVar[str] = "HttpRequest"


def _uri(call: Call) -> Value:
    return parsed(call, call.text(0))


def _new_uri(call: Call) -> Value:
    if len(call.args) != 1:
        raise Unsupported("a URI that is made of its parts", call.origin.span())
    return parsed(call, call.text(0), "URISyntaxException")


def _resolved(call: Call) -> Value:
    """`uri.resolve(path)`, where the path is absolute and has no dot segments."""
    text = call.text(0)
    if not isinstance(call.this, Uri) or not text.value.startswith("/") or "/." in text.value or text.value.startswith("//"):
        raise Unsupported("a URI that is resolved against another one", call.origin.span())
    base = call.this.written
    start = base.known.find("//") + 2
    end = base.known.find("/", start)
    if start < 2 or any(mark in base.known for mark in "?#"):
        raise Unsupported("a URI that is resolved against another one", call.origin.span())
    return parsed(call, Text.join([base.slice(0, end if end >= 0 else len(base)), text]))


def _uri_text(call: Call) -> Value:
    return String(call.this.written) if isinstance(call.this, Uri) else Null(call.origin)


def _with(count: int, native: Native) -> Native:
    """A method that takes so many arguments, which the compiler sees to."""

    def run(call: Call) -> Value:
        if len(call.args) != count:
            said = f"{count} argument{'' if count == 1 else 's'}"
            raise call.java.refused(f"the method {call.name} takes {said}, and not {len(call.args)}", call.origin)
        return native(call)

    return run


def _lacking(advice: str) -> Native:
    """A method of other clients' builders, and what this one has instead."""

    def run(call: Call) -> Value:
        raise call.java.refused(f"cannot find symbol: method {call.name}; write {advice}", call.name)

    return run


def _message(call: Call) -> RequestBuilder:
    if not isinstance(call.this, RequestBuilder):
        raise AssertionError(call.this)
    return call.this


def _new_request(call: Call) -> Value:
    made = RequestBuilder(call.origin, Text.decoded("GET", call.name.span()))
    if call.args:
        set_uri(call, made, call.arg(0))
    return made


def _set_uri(call: Call) -> Value:
    set_uri(call, _message(call), call.arg(0))
    return call.this


def _header(call: Call) -> Value:
    _given(call, call.arg(1))
    add_field(call, _message(call), call.text(0), call.text(1))
    return call.this


def _set_header(call: Call) -> Value:
    message, name = _message(call), call.text(0).value.lower()
    _given(call, call.arg(1))
    message.fields = [field for field in message.fields if field[0].value.lower() != name]
    add_field(call, message, call.text(0), call.text(1))
    return call.this


def _headers(call: Call) -> Value:
    given = call.args
    if len(given) == 1:
        given = elements(given[0])
    if not given or len(given) % 2:
        raise call.fails(f"IllegalArgumentException: wrong number, {len(given)}, of parameters")
    for name, value in zip(given[::2], given[1::2], strict=True):
        _given(call, value)
        add_field(call, _message(call), to_text(name), to_text(value))
    return call.this


def _given(call: Call, value: Value) -> None:
    if isinstance(value, Null):
        raise call.fails("NullPointerException: the value of a header field", value)
    if not isinstance(value, String | Unknown | Outside):
        raise call.java.refused("the value of a header field is a String", value.origin)


def _publisher(call: Call, number: int) -> Publisher:
    found = call.arg(number)
    if isinstance(found, Publisher):
        return found
    if isinstance(found, String):
        raise call.java.refused("a text is no BodyPublisher; write BodyPublishers.ofString(…) around it", found.origin)
    raise Unsupported("content that is known only at run time", found.origin.span())


def _method(call: Call) -> Value:
    set_method(call, _message(call), call.text(0), _publisher(call, 1))
    return call.this


def _verb(name: str, *, content: bool) -> Native:
    def run(call: Call) -> Value:
        if len(call.args) != content:
            raise call.java.refused(f"{name}() takes {'a BodyPublisher' if content else 'no arguments'}", call.origin)
        set_method(call, _message(call), call.name, _publisher(call, 0) if content else None)
        return call.this

    return run


def _build(call: Call) -> Value:
    message = _message(call)
    if message.uri is None:
        raise call.fails("IllegalStateException: uri is null; write .uri(URI.create(…))")
    return Message(message.origin, message.method, message.uri, list(message.fields), message.content)


def _copied(call: Call) -> Value:
    message = _message(call)
    return RequestBuilder(call.origin, message.method, message.uri, list(message.fields), message.content)


def _build_client(call: Call) -> Value:
    return Client(call.origin)


def _authenticator(call: Call) -> Value:
    raise Unsupported("credentials that are sent only after the server has asked for them", call.origin.span())


def _send(call: Call) -> Value:
    request = call.arg(0)
    if isinstance(request, RequestBuilder):
        raise call.java.refused("a builder is no HttpRequest; write .build() behind it", request.origin)
    if not isinstance(request, Message):
        raise Unsupported("a request that is known only at run time", request.origin.span())
    if len(call.args) < 2:
        raise call.java.refused("send takes a BodyHandler, too; write HttpResponse.BodyHandlers.ofString()", call.origin)
    call.java.send(request_of(call, request))
    return call.unknown(good=True)


def _send_on(call: Call) -> Value:
    """`sendAsync`, whose threads do not keep a program from its end."""
    call.java.unawaited = call.name
    return _send(call)


def _of_string(call: Call) -> Value:
    given = call.arg(0)
    if isinstance(given, Null):
        raise call.fails("NullPointerException: the content is null", given)
    if not isinstance(given, String | Unknown | Outside):
        raise call.java.refused("BodyPublishers.ofString takes a String", given.origin)
    return Publisher(call.origin, octets_of(call, to_text(given), call.args[1] if len(call.args) > 1 else None))


def _of_bytes(call: Call) -> Value:
    given = call.arg(0)
    if len(call.args) != 1 or not isinstance(given, Octets):
        raise Unsupported("bytes that are known only at run time", call.origin.span())
    return Publisher(call.origin, given.origin)


def _of_arrays(call: Call) -> Value:
    texts = []
    for item in elements(call.arg(0)):
        if not isinstance(item, Octets):
            raise Unsupported("bytes that are known only at run time", item.origin.span())
        texts.append(item.origin)
    return Publisher(call.origin, Text.join([call.origin.slice(0, 0), *texts]))


def _of_file(call: Call) -> Value:
    given = call.arg(0)
    if isinstance(given, String):
        raise call.java.refused("BodyPublishers.ofFile takes a Path; write Path.of(…) around the name", given.origin)
    path = to_text(given)
    return Publisher(call.origin, Text.placeholder(f"@{path}", path.span()))


def _of_stream(call: Call) -> Value:
    function = call.arg(0)
    found = call.java.run_function(function, []) if isinstance(function, Function) else function
    if not isinstance(found, Path):
        raise Unsupported("a stream that is known only at run time", found.origin.span())
    return Publisher(call.origin, Text.placeholder(f"@{found.name}", found.name.span()))


def _no_body(call: Call) -> Value:
    return Publisher(call.origin, Text.decoded("", call.origin.span()))


def _concatenated(call: Call) -> Value:
    texts = [_publisher(call, number).text for number in range(len(call.args))]
    return Publisher(call.origin, Text.join([call.origin.slice(0, 0), *texts]))


_SETTINGS = """version followRedirects connectTimeout executor proxy sslContext sslParameters cookieHandler priority
localAddress"""
_HANDLERS = """ofString ofByteArray ofFile ofLines ofInputStream discarding replacing ofFileDownload"""

CONSTANTS = frozenset(
    """HttpClient.Version.HTTP_1_1 Version.HTTP_1_1 Version.HTTP_2 Redirect.NORMAL Redirect.ALWAYS Redirect.NEVER""".split()  # noqa: SIM905
)
_unknown: Native = lambda call: call.unknown()  # noqa: E731  an entry of tables

CONSTRUCTORS: dict[str, Native] = {"URI": _new_uri, "CookieManager": _unknown}
STATIC: dict[str, Native] = {
    "URI.create": _with(1, _uri),
    "HttpClient.newHttpClient": _build_client,
    "HttpClient.newBuilder": lambda call: Builder(call.origin),
    "HttpRequest.newBuilder": _new_request,
    "BodyPublishers.ofString": _of_string,
    "BodyPublishers.ofByteArray": _of_bytes,
    "BodyPublishers.ofByteArrays": _of_arrays,
    "BodyPublishers.ofFile": _of_file,
    "BodyPublishers.ofInputStream": _of_stream,
    "BodyPublishers.noBody": _no_body,
    "BodyPublishers.concat": _concatenated,
    "ProxySelector.getDefault": _unknown,
    **{f"BodyHandlers.{name}": _unknown for name in _HANDLERS.split()},
}
METHODS: dict[tuple[type, str], Native] = {
    (Uri, "toString"): _uri_text,
    (Uri, "toASCIIString"): _uri_text,
    (Uri, "resolve"): _resolved,
    **{(Builder, name): _itself for name in _SETTINGS.split()},
    (Builder, "authenticator"): _authenticator,
    (Builder, "build"): _build_client,
    (Client, "send"): _send,
    (Client, "sendAsync"): _send_on,
    (Client, "close"): lambda call: Null(call.origin),
    (RequestBuilder, "uri"): _with(1, _set_uri),
    (RequestBuilder, "header"): _with(2, _header),
    (RequestBuilder, "setHeader"): _with(2, _set_header),
    (RequestBuilder, "headers"): _headers,
    (RequestBuilder, "method"): _with(2, _method),
    (RequestBuilder, "GET"): _verb("GET", content=False),
    (RequestBuilder, "DELETE"): _verb("DELETE", content=False),
    (RequestBuilder, "HEAD"): _verb("HEAD", content=False),
    (RequestBuilder, "POST"): _verb("POST", content=True),
    (RequestBuilder, "PUT"): _verb("PUT", content=True),
    (RequestBuilder, "PATCH"): _lacking('.method("PATCH", …)'),
    (RequestBuilder, "OPTIONS"): _lacking('.method("OPTIONS", BodyPublishers.noBody())'),
    **{(RequestBuilder, name): _lacking(".header(…)") for name in ("addHeader", "Header", "authorization", "contentType")},
    **{(RequestBuilder, name): _lacking(".uri(URI.create(…))") for name in ("url", "URI", "setUri")},
    **{(RequestBuilder, name): _lacking(f".{name.upper()}(…)") for name in ("get", "post", "put", "delete")},
    (RequestBuilder, "body"): _lacking(".POST(BodyPublishers.ofString(…))"),
    (RequestBuilder, "timeout"): _with(1, _itself),
    (RequestBuilder, "version"): _with(1, _itself),
    (RequestBuilder, "expectContinue"): _with(1, _itself),
    (RequestBuilder, "copy"): _with(0, _copied),
    (RequestBuilder, "build"): _with(0, _build),
    (Message, "uri"): lambda call: call.this.uri if isinstance(call.this, Message) and call.this.uri else Null(call.origin),
    (Message, "method"): _unknown,
    (Message, "headers"): _unknown,
}
SENDING = frozenset({"send", "sendAsync", "uri", "header", "setHeader", "headers", "GET", "POST", "PUT", "DELETE", "HEAD"})
"""The methods that send requests or say what they are."""
