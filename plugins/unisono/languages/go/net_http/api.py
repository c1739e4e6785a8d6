"""The functions and types of net/http (documentation of Go 1.19)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from http import HTTPStatus

from unisono.languages.go.library.streams import Reader
from unisono.languages.go.library.urls import Url, form, parsed, texts_of
from unisono.languages.go.net_http import multipart
from unisono.languages.go.net_http.wire import Message, canonical, made, request_of
from unisono.languages.go.state import Call, Go, Native
from unisono.languages.go.types import HEADER, STRINGS
from unisono.languages.go.values import GoMap, Opaque, Slice, Tuple, map_of, pointed, to_text
from unisono.languages.program.values import Host, Null, Number, String, Unknown, Value
from unisono.languages.reading import Unsupported
from unisono.records import dataclass
from unisono.text.regex import regex
from unisono.text.source import Text
from unisono.wire.request import basic


class Client(Host):
    """An `*http.Client`."""

    __slots__ = ()


@dataclass(slots=True, eq=False)
class Cookie(Host):
    """An `*http.Cookie`."""

    name: Text
    value: Text


def _request(call: Call) -> Value:
    return call.well(made(call, call.text(0), parsed(call, call.text(1)), call.args[2]))


def _request_with_context(call: Call) -> Value:
    if isinstance(call.args[0], Null):
        raise call.fails("net/http: nil Context", call.args[0])
    return _request(call._replace(args=call.args[1:]))


def _do(call: Call) -> Value:
    message = call.args[0]
    if not isinstance(message, Message):
        raise Unsupported("a request that is known only at run time", message.origin.span())
    call.go.send(request_of(call, message))
    return call.well(call.unknown())


def _simple(method: str) -> Callable[[Call], Value]:
    """`http.Get(url)` and `http.Head(url)`."""

    def run(call: Call) -> Value:
        message = made(call, Text.decoded(method, call.origin.span()), parsed(call, call.text(0)), call.nil())
        call.go.send(request_of(call, message))
        return call.well(call.unknown())

    return run


def _post(call: Call) -> Value:
    """`http.Post(url, contentType, body)`"""
    message = made(call, Text.decoded("POST", call.origin.span()), parsed(call, call.text(0)), call.args[2])
    _put(message.header, Text.decoded("Content-Type", call.text(1).span()), [call.text(1)])
    call.go.send(request_of(call, message))
    return call.well(call.unknown())


def _post_form(call: Call) -> Value:
    """`http.PostForm(url, values)`"""
    given = call.args[1]
    body = Reader(call.origin, form(given)) if isinstance(given, GoMap) else call.nil()
    kind = call.string("application/x-www-form-urlencoded")
    return _post(call._replace(args=[call.args[0], kind, body]))


def _put(header: GoMap, name: Text, values: list[Text]) -> None:
    if name.has_placeholder:
        raise Unsupported("a field whose name is known only at run time", name.span())
    items: list[Value] = [String(value) for value in values]
    header.entries.pop(name.value, None)
    header.put(name.value, name, Slice(name, items, STRINGS))


def _set(call: Call) -> Value:
    _put(map_of(call.this), canonical(call.text(0)), [call.text(1)])
    return Tuple(call.origin, [])


def _add(call: Call) -> Value:
    header, name = map_of(call.this), canonical(call.text(0))
    before = header.get(name.value)
    if isinstance(before, Slice):
        before.items.append(String(call.text(1)))
    else:
        _put(header, name, [call.text(1)])
    return Tuple(call.origin, [])


def _delete(call: Call) -> Value:
    map_of(call.this).entries.pop(canonical(call.text(0)).value, None)
    return Tuple(call.origin, [])


def _get(call: Call) -> Value:
    found = map_of(call.this).get(canonical(call.text(0)).value)
    return found.items[0] if isinstance(found, Slice) and found.items else call.string("")


def _basic(call: Call) -> Value:
    pair = Text.join([call.text(0), Text.decoded(":", call.origin.span()), call.text(1)])
    name = Text.decoded("Authorization", call.origin.span())
    _put(_message(call.this).header, name, [basic(pair, errors="surrogatepass")])
    return Tuple(call.origin, [])


_COOKIE = regex(r"[!#-+\--:<-\[\]-~]*")


def _cookie(call: Call) -> Value:
    """`AddCookie`: pairs in one field."""
    given = call.args[0]
    if not isinstance(given, Cookie):
        raise Unsupported("a cookie that is known only at run time", call.origin.span())
    if not _COOKIE.fullmatch(given.value.known.replace("\0", "")):
        raise Unsupported("such characters in a cookie", given.value.span())
    header, place = _message(call.this).header, call.origin.span()
    before = header.get("Cookie")
    pair = Text.join([given.name, Text.decoded("=", place), given.value])
    if isinstance(before, Slice) and before.items:
        pair = Text.join([to_text(before.items[0]), Text.decoded("; ", place), pair])
    _put(header, Text.decoded("Cookie", place), [pair])
    return Tuple(call.origin, [])


def _cloned(call: Call) -> Value:
    old = _message(call.this)
    header = GoMap(old.header.origin, type=HEADER)
    for entry in old.header.entries.values():
        _put(header, entry.name, texts_of(entry.value))
    url = Url(old.url.origin, old.url.scheme, old.url.authority, old.url.path, old.url.query, old.url.user)
    return Message(call.origin, old.method, url, header, old.body, old.host, old.size)


def _client(go: Go, given: Mapping[str, Value], origin: Text) -> Value:
    """`http.Client{…}`: what is known to leave requests as they are."""
    del go
    transport = given.get("Transport")
    if transport is not None and not isinstance(transport, Opaque | Null):
        raise Unsupported("a transport of the sample's own", transport.origin.span())
    if unknown := given.keys() - {"Transport", "Timeout", "CheckRedirect", "Jar"}:
        raise Unsupported(f"the field {min(unknown)} of a client", origin.span())
    return Client(origin)


def _opaque(go: Go, given: Mapping[str, Value], origin: Text) -> Value:
    del go, given
    return Opaque(origin)


def _cookie_of(go: Go, given: Mapping[str, Value], origin: Text) -> Value:
    del go
    if "Name" not in given:
        raise Unsupported("a cookie without a name", origin.span())
    value = given.get("Value")
    return Cookie(origin, to_text(given["Name"]), to_text(value) if value is not None else Text.decoded("", origin.span()))


def _message_of(go: Go, given: Mapping[str, Value], origin: Text) -> Value:
    """`http.Request{Method: "POST", URL: u, Header: …}`"""
    place = origin.span()
    nothing = Text.decoded("", place)
    message = Message(
        origin,
        Text.decoded("GET", place),
        Url(origin, nothing, nothing, nothing, None),
        GoMap(origin, type=HEADER),
        Null(origin),
    )
    for name, value in given.items():
        if (Message, name) not in SETTERS:
            raise Unsupported(f"the field {name} of a request", value.origin.span())
        SETTERS[Message, name](go, message, value)
    return message


def _message(value: Value) -> Message:
    if not isinstance(value, Message):
        raise AssertionError(value)
    return value


def _set_header(go: Go, message: Value, value: Value) -> None:
    del go
    if not isinstance(value, GoMap):
        raise Unsupported("header fields that are known only at run time", value.origin.span())
    _message(message).header = GoMap(value.origin, value.entries, HEADER)


def _set_body(go: Go, message: Value, value: Value) -> None:
    del go
    _message(message).body = value
    _message(message).size = None


def _set_host(go: Go, message: Value, value: Value) -> None:
    del go
    _message(message).host = to_text(value)


def _set_method(go: Go, message: Value, value: Value) -> None:
    del go
    _message(message).method = to_text(value)


def _set_url(go: Go, message: Value, value: Value) -> None:
    del go
    found = pointed(value)
    if not isinstance(found, Url):
        raise Unsupported("a URL that is known only at run time", value.origin.span())
    _message(message).url = found


def _leave(go: Go, message: Value, value: Value) -> None:
    """What changes nothing in what is sent."""
    del go, message, value


def _not_sent(go: Go, message: Value, value: Value) -> None:
    """`req.Form` and `req.PostForm`, which are for servers."""
    del message
    go.warn("the client sends no Form; give http.NewRequest strings.NewReader(values.Encode())", value.origin)


def _status(number: int) -> Callable[[Text], Value]:
    return lambda origin: Number(origin, number)


def _method_name(name: str) -> Callable[[Text], Value]:
    return lambda origin: String(Text.decoded(name, origin.span()))


def _nothing(origin: Text) -> Value:
    return Null(origin)


_METHODS = "Get Head Post Put Patch Delete Connect Options Trace".split()  # noqa: SIM905
_SENDING = {
    "Do": Native("a", _do),
    "Get": Native("s", _simple("GET")),
    "Head": Native("s", _simple("HEAD")),
    "Post": Native("ssr", _post),
    "PostForm": Native("sm", _post_form),
}
SENDING = dict.fromkeys(f"net/http.{name}" for name in _SENDING)
FUNCTIONS = {
    "net/http.NewRequest": Native("ssr", _request),
    "net/http.NewRequestWithContext": Native("assr", _request_with_context),
    **{f"net/http.{name}": native for name, native in _SENDING.items() if name != "Do"},
    "net/http.StatusText": Native("a", lambda call: call.unknown()),
    "net/http/cookiejar.New": Native("a", lambda call: call.well(Opaque(call.origin))),
    "net/http/httputil.DumpRequest": Native("at", lambda call: call.well(call.unknown())),
    "net/http/httputil.DumpRequestOut": Native("at", lambda call: call.well(call.unknown())),
    "net/http/httputil.DumpResponse": Native("at", lambda call: call.well(call.unknown())),
    **multipart.FUNCTIONS,
}
CONSTANTS = {
    "net/http.DefaultClient": Client,
    "net/http.DefaultTransport": Opaque,
    "net/http.ErrUseLastResponse": Opaque,
    "net/http.NoBody": _nothing,
    "crypto/tls.VersionTLS12": Opaque,
    "crypto/tls.VersionTLS13": Opaque,
    **{f"net/http.Method{name}": _method_name(name.upper()) for name in _METHODS},
    **{f"net/http.Status{status.phrase.replace(' ', '').replace('-', '')}": _status(status.value) for status in HTTPStatus},
    "net/http.StatusOK": _status(200),
}
METHODS: dict[tuple[type | str, str], Native] = {
    **{(Client, name): native for name, native in _SENDING.items()},
    (Client, "CloseIdleConnections"): Native("", lambda call: Tuple(call.origin, [])),
    ("http.Header", "Set"): Native("ss", _set),
    ("http.Header", "Add"): Native("ss", _add),
    ("http.Header", "Del"): Native("s", _delete),
    ("http.Header", "Get"): Native("s", _get),
    ("textproto.MIMEHeader", "Set"): Native("ss", _set),
    ("textproto.MIMEHeader", "Add"): Native("ss", _add),
    (Message, "SetBasicAuth"): Native("ss", _basic),
    (Message, "AddCookie"): Native("a", _cookie),
    (Message, "WithContext"): Native("a", lambda call: call.this),
    (Message, "Clone"): Native("a", _cloned),
    **multipart.METHODS,
}
GETTERS = {
    (Message, "Header"): lambda message, _: _message(message).header,
    (Message, "URL"): lambda message, _: _message(message).url,
    (Message, "Body"): lambda message, _: _message(message).body,
    (Message, "Method"): lambda message, _: String(_message(message).method),
    (Message, "Host"): lambda message, origin: Unknown(origin, good=True),  # noqa: ARG005  the signature of all
}
SETTERS = {
    (Message, "Header"): _set_header,
    (Message, "Body"): _set_body,
    (Message, "Host"): _set_host,
    (Message, "Method"): _set_method,
    (Message, "URL"): _set_url,
    (Message, "Close"): _leave,
    (Message, "ContentLength"): _leave,
    (Message, "GetBody"): _leave,
    (Message, "Form"): _not_sent,
    (Message, "PostForm"): _not_sent,
    (Client, "Timeout"): _leave,
    (Client, "CheckRedirect"): _leave,
    (Client, "Jar"): _leave,
}
MAKERS = {
    "net/http.Client": _client,
    "net/http.Transport": _opaque,
    "crypto/tls.Config": _opaque,
    "net.Dialer": _opaque,
    "net/http/cookiejar.Options": _opaque,
    "net/http.Cookie": _cookie_of,
    "net/http.Request": _message_of,
}
