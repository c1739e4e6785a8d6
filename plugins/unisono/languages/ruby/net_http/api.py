"""URIs, and the classes of net/http (documentation of Ruby 3.1: `URI`, `Net::HTTP`, `Net::HTTPGenericRequest`)."""

from __future__ import annotations

import re

from unisono.languages.program.values import Host, List, Map, Null, Number, String, Unknown, Value
from unisono.languages.reading import Unsupported
from unisono.languages.ruby.library import form_encoded, pairs_of
from unisono.languages.ruby.net_http.wire import File, Message, Uri, canonical, joined, parsed, request_of, request_uri
from unisono.languages.ruby.state import Call, Native
from unisono.languages.ruby.values import named, to_text, truthy
from unisono.records import dataclass
from unisono.text.source import Text

_VERBS = "Get Head Post Put Patch Delete Options Trace Propfind Proppatch Mkcol Copy Move Lock Unlock".split()  # noqa: SIM905
_WITH_BODY = frozenset({"Post", "Put", "Patch", "Propfind", "Proppatch", "Mkcol", "Lock", "Unlock"})


@dataclass(slots=True, eq=False)
class Connection(Host):
    """A `Net::HTTP`: where it leads."""

    host: Value
    port: Value
    tls: bool = False


def _uri(call: Call) -> Value:
    given = call.arg(0)
    return given if isinstance(given, Uri) else parsed(call, to_text(given))


def _joined(call: Call) -> Value:
    base = _uri(call)
    for value in call.args[1:]:
        if not isinstance(base, Uri):
            raise AssertionError(base)
        base = joined(call, base, to_text(value))
    return base


def _this_uri(call: Call) -> Uri:
    if not isinstance(call.this, Uri):
        raise AssertionError(call.this)
    return call.this


def _host_of(call: Call) -> Value:
    uri = _this_uri(call)
    return uri.host if not isinstance(uri.host, Null) else Unknown(call.origin)


def _hostname_of(call: Call) -> Value:
    """The host, an IPv6 address without its brackets."""
    host = _host_of(call)
    if not isinstance(host, String) or not host.origin.known.startswith("["):
        return host
    return String(host.origin.slice(1, len(host.origin) - 1))


def _port_of(call: Call) -> Value:
    return _this_uri(call).port


def _scheme_of(call: Call) -> Value:
    scheme = _this_uri(call).scheme
    return String(scheme) if scheme.value else Unknown(call.origin, is_text=True)


def _set_query(call: Call) -> Value:
    uri = _this_uri(call)
    uri.query = None if isinstance(call.arg(0), Null) else call.text(0)
    return call.arg(0)


def _set_path(call: Call) -> Value:
    _this_uri(call).path = call.text(0)
    return call.arg(0)


def _connection(call: Call) -> Value:
    host = call.arg(0)
    if isinstance(host, Uri):
        raise call.fails("a URI is no name of a host; write uri.host and uri.port (TypeError)", host)
    port = call.arg(1)
    return Connection(call.origin, host, Number(call.origin, 80) if isinstance(port, Null) else port)


def _start(call: Call) -> Value:
    """`Net::HTTP.start(host, port, options) { |http| … }`"""
    last = call.args[-1] if call.args else None
    options = last if isinstance(last, Map) else call.keywords
    tls = named(options, "use_ssl")
    connection = _connection(call)
    if not isinstance(connection, Connection):
        raise AssertionError(connection)
    if isinstance(call.arg(1), Map):
        connection.port = Number(call.origin, 80)
    connection.tls = tls is not None and _decided(tls)
    return call.block([connection]) if call.block is not None else connection


def _decided(value: Value) -> bool:
    holds = truthy(value)
    return True if holds is None else holds  # `uri.scheme == 'https'` of a URL that is known only at run time


def _this_connection(call: Call) -> Connection:
    if not isinstance(call.this, Connection):
        raise AssertionError(call.this)
    return call.this


def _set_tls(call: Call) -> Value:
    _this_connection(call).tls = _decided(call.arg(0))
    return call.arg(0)


def _started(call: Call) -> Value:
    return call.block([call.this]) if call.block is not None else call.this


def _method(call: Call, verb: str) -> Text:
    """The method of a request, at the place where the call names it."""
    found = re.search(rf"(?:::|\.){verb}(?![^\W_])", call.origin.known, re.IGNORECASE)
    place = call.origin.slice(found.end() - len(verb), found.end()) if found else call.origin
    return Text.decoded(verb.upper(), place.span())


def _message(verb: str) -> Native:
    def make(call: Call) -> Value:
        made = Message(call.origin, _method(call, verb), verb in _WITH_BODY, call.arg(0))
        _add_fields(call, made, call.hash(1))
        return made

    return make


def _generic(call: Call) -> Value:
    made = Message(call.origin, call.text(0), truthy(call.arg(1)) is True, call.arg(3))
    _add_fields(call, made, call.hash(4))
    return made


def _add_fields(call: Call, message: Message, fields: Map) -> None:
    for entry in fields.entries.values():
        if not isinstance(entry.value, Null):
            _set(call, message, entry.name, entry.value)


def _set(call: Call, message: Message, name: Text, value: Value) -> None:
    if name.has_placeholder:
        raise Unsupported("a field whose name is known only at run time", name.span())
    if isinstance(value, Null):
        message.fields.pop(name.value.lower(), None)
        return
    values = value.items if isinstance(value, List) else [value]
    texts = [to_text(item).stripped() for item in values]
    if broken := next((text for text in texts if "\n" in text.known or "\r" in text.known), None):
        raise call.fails("header field value cannot include CR/LF (ArgumentError)", String(broken))
    message.fields[name.value.lower()] = (canonical(name), texts)


def _this_message(call: Call) -> Message:
    if not isinstance(call.this, Message):
        raise AssertionError(call.this)
    return call.this


def _set_field(call: Call) -> Value:
    _set(call, _this_message(call), call.text(0), call.arg(1))
    return call.arg(1)


def _add_field(call: Call) -> Value:
    message, name = _this_message(call), call.text(0)
    before = message.fields.get(name.value.lower())
    if before is None:
        _set(call, message, name, call.arg(1))
    else:
        before[1].append(call.text(1).stripped())
    return call.arg(1)


def _delete_field(call: Call) -> Value:
    _this_message(call).fields.pop(call.text(0).value.lower(), None)
    return Null(call.origin)


def _basic(call: Call) -> Value:
    message = _this_message(call)
    message.credentials(call)
    return Null(call.origin)


def _set_type(call: Call) -> Value:
    _set(call, _this_message(call), Text.decoded("Content-Type", call.origin.span()), call.arg(0))
    return call.arg(0)


def _set_body(call: Call) -> Value:
    message = _this_message(call)
    message.body = call.arg(0)
    return call.arg(0)


def _set_form_data(call: Call) -> Value:
    """`set_form_data`, whose values are all strings, and `form_data=`."""
    message = _this_message(call)
    given = call.arg(0) if call.args else call.keywords
    message.body = String(form_encoded(pairs_of(given), call.origin))
    _set(call, message, Text.decoded("Content-Type", call.origin.span()), call.string("application/x-www-form-urlencoded"))
    return given


def _set_form(call: Call) -> Value:
    message = _this_message(call)
    kind = call.arg(1)
    if isinstance(kind, String) and kind.origin.value == "multipart/form-data":
        message.parts = call.arg(0)
        return call.arg(0)
    return _set_form_data(call)


def _send(call: Call) -> Value:
    """`http.request(request)`, with or without content behind it."""
    message = call.arg(0)
    if not isinstance(message, Message):
        raise Unsupported("a request that is known only at run time", message.origin.span())
    if len(call.args) > 1:
        message.body = call.arg(1)
    connection = _this_connection(call)
    call.ruby.send(request_of(call, message, connection.host, connection.port, connection.tls))
    return call.unknown(good=True)


_DEPTH = {"Delete": "Infinity", "Propfind": "0", "Copy": "Infinity", "Move": "Infinity"}
"""What `http.delete(path)` and its like say of `Depth` where they are given no fields."""


def _shortcut(verb: str) -> Native:
    """`http.post(path, content, fields)` and the like; `http.get(path, fields)`."""

    def run(call: Call) -> Value:
        body = verb in {"Post", "Put", "Patch"}
        message = Message(call.origin, _method(call, verb), verb in _WITH_BODY, call.arg(0))
        fields = call.hash(2 if body else 1)
        _add_fields(call, message, fields)
        if verb in _DEPTH and not fields.entries:
            _set(call, message, Text.decoded("Depth", call.origin.span()), call.string(_DEPTH[verb]))
        if body:
            message.body = call.arg(1)
        connection = _this_connection(call)
        call.ruby.send(request_of(call, message, connection.host, connection.port, connection.tls))
        return call.unknown(good=True)

    return run


def _direct(verb: str, *, form: bool = False) -> Native:
    """`Net::HTTP.get(uri)`, `Net::HTTP.post(uri, content, fields)` and the like."""

    def run(call: Call) -> Value:
        uri = call.arg(0)
        if not isinstance(uri, Uri):
            raise Unsupported("a host and a path instead of a URI", uri.origin.span())
        message = Message(call.origin, _method(call, verb), verb in _WITH_BODY, uri)
        if form:
            given = call.arg(1) if len(call.args) > 1 else call.keywords
            _set_form_data(call._replace(this=message, args=[given]))
            if uri.credentials is not None:
                message.fields["authorization"] = uri.credentials
        else:
            _add_fields(call, message, call.hash(2 if verb == "Post" else 1))
            message.body = call.arg(1) if verb == "Post" else None
        call.ruby.send(request_of(call, message, _host_of(call._replace(this=uri)), uri.port, uri.scheme.value != "http"))
        return call.unknown(good=True)

    return run


def _open(call: Call) -> Value:
    return File(call.origin, call.text(0))


def _read(call: Call) -> Value:
    path = call.text(0) if call.args else call.this.path if isinstance(call.this, File) else call.origin
    return Unknown(Text.placeholder(f"@{path}", path.span()), is_text=True, good=True)


_SETTINGS = """verify_mode= read_timeout= open_timeout= write_timeout= set_debug_output ssl_version= min_version= ca_file= cert=
key= keep_alive_timeout= max_retries= finish"""

FUNCTIONS: dict[str, Native] = {"URI": _uri}
OF_MODULES: dict[str, Native] = {
    "URI.parse": _uri,
    "URI.join": _joined,
    "Net::HTTP.new": _connection,
    "Net::HTTP.start": _start,
    "Net::HTTP.get": _direct("Get"),
    "Net::HTTP.get_response": _direct("Get"),
    "Net::HTTP.get_print": _direct("Get"),
    "Net::HTTP.post": _direct("Post"),
    "Net::HTTP.post_form": _direct("Post", form=True),
    "Net::HTTPGenericRequest.new": _generic,
    "File.open": _open,
    "File.new": _open,
    "File.read": _read,
    "File.binread": _read,
    "IO.read": _read,
    **{f"Net::HTTP::{verb}.new": _message(verb) for verb in _VERBS},
}
METHODS: dict[tuple[type, str], Native] = {
    (Uri, "host"): _host_of,
    (Uri, "hostname"): _hostname_of,
    (Uri, "port"): _port_of,
    (Uri, "scheme"): _scheme_of,
    (Uri, "query="): _set_query,
    (Uri, "path="): _set_path,
    (Uri, "path"): lambda call: String(_this_uri(call).path),
    (Uri, "request_uri"): lambda call: String(request_uri(_this_uri(call))),
    (Uri, "to_s"): lambda call: String(_this_uri(call).text()),
    (Connection, "request"): _send,
    (Connection, "use_ssl="): _set_tls,
    (Connection, "start"): _started,
    **{(Connection, name): lambda call: call.arg(0) for name in _SETTINGS.split()},
    **{(Connection, verb.lower()): _shortcut(verb) for verb in _VERBS},
    (Message, "[]="): _set_field,
    (Message, "add_field"): _add_field,
    (Message, "delete"): _delete_field,
    (Message, "basic_auth"): _basic,
    (Message, "content_type="): _set_type,
    (Message, "set_content_type"): _set_type,
    (Message, "body="): _set_body,
    (Message, "set_form_data"): _set_form_data,
    (Message, "form_data="): _set_form_data,
    (Message, "set_form"): _set_form,
    (File, "read"): _read,
}
