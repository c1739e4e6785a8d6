"""The modules `http` and `https` of Node.js 20: `request`, `get`, and the requests they make.

What is said here without another source is in the documentation of `http.request` and was observed on the wire.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field

from unisono.languages.javascript.coercion import is_unknown, to_text, truthy, utf8, well_formed
from unisono.languages.javascript.library import bodies, urls
from unisono.languages.javascript.library.bodies import Form
from unisono.languages.javascript.library.percent import percent_decoded
from unisono.languages.javascript.library.url_values import Url, as_url
from unisono.languages.javascript.library.urls import ParsedUrl
from unisono.languages.javascript.run import Call, Host, Maker, Method, Native, Run, host
from unisono.languages.javascript.values import (
    Array,
    Boolean,
    Bytes,
    Function,
    Member,
    Null,
    Object,
    String,
    Thrown,
    Undefined,
    Unknown,
    Value,
    failure,
)
from unisono.languages.reading import Invalid, Misprint, Unsupported
from unisono.records import dataclass
from unisono.text.regex import regex
from unisono.text.source import Origin, Text
from unisono.wire.request import TOKEN, Content, Field, Request, basic, effective_url
from unisono.wire.urls import port_number

INVALID_VALUE = regex(r"[^\t\x20-\x7e\x80-\xff]")
_INVALID_PATH = regex(r"[^\x21-\xff]")
_NO_CONTENT_BY_DEFAULT = frozenset({"GET", "HEAD", "DELETE", "OPTIONS", "TRACE", "CONNECT"})
_NOTHING = frozenset({"", "{}", "[]", "null", '""'})
"""What tools write that make samples, where there is no content."""


def http_module(origin: Text, secure: bool) -> Host:
    def request(call: Call) -> Value:
        return _request(call, secure).host

    def get(call: Call) -> Value:
        made = _request(call, secure)
        made.end(call, [])
        return made.host

    made = host(origin, {"request": request, "get": get}, sends=True)
    for name in ("Agent", "globalAgent", "STATUS_CODES", "METHODS"):
        made.members[name] = Member(origin, Host(origin))
    return made


@dataclass(slots=True, eq=False)
class ClientRequest:
    """A request that is being written. `fields` keeps, for each name in lower case, the field lines."""

    host: Host
    run: Run
    url: Text
    method: Text
    origin: Text
    fields: dict[str, list[Field]] = field(default_factory=dict)
    written: list[Text] = field(default_factory=list)
    begins_as_text: bool = False
    form: Form | None = None
    callback: Value | None = None
    listeners: list[Value] = field(default_factory=list)
    header_sent: bool = False
    ended: bool = False
    failing: Thrown | None = None

    def put(self, name: Text, value: Value) -> None:
        """Set a field, as `setHeader` does."""
        if not TOKEN.fullmatch(name.value):
            raise failure("TypeError", f'Header name must be a valid HTTP token ["{name.value}"]', name)
        if isinstance(value, Undefined):
            raise failure("TypeError", f'Invalid value "undefined" for header "{name.value}"', name)
        items = value.items if isinstance(value, Array) else [value]
        texts = [to_text(item) for item in items]
        for text in texts:
            if any(INVALID_VALUE.search(part.value) for part, unknown in text.runs() if not unknown):
                raise failure("TypeError", f'Invalid character in header content ["{name.value}"]', text)
        if name.value.lower() == "cookie" and len(texts) > 1:
            joint = Text.decoded("; ", name.span())
            texts = [Text.join([piece for text in texts for piece in (joint, text)][1:])]
        self.fields[name.value.lower()] = [Field(name, text) for text in texts]

    def write(self, chunk: Value, place: Text) -> None:
        if isinstance(chunk, Null):
            raise failure("TypeError", "May not write null values to stream", place)
        if not self.written:
            self.begins_as_text = isinstance(chunk, String)
        if isinstance(chunk, Form):
            self.form = chunk
        elif isinstance(chunk, Bytes) and chunk.kind == "Uint8Array" and chunk.text is not None:
            self.written.append(chunk.text)
        elif isinstance(chunk, bodies.FileStream):
            self.written.append(chunk.content())
        elif isinstance(chunk, String | Unknown):
            self.written.append(to_text(chunk))
        else:
            kind = 'The "chunk" argument must be of type string or an instance of Buffer or Uint8Array.'
            raise failure("TypeError", kind, chunk.origin)
        self.header_sent = True

    def end(self, call: Call, args: list[Value]) -> None:
        """`end(data)`: the request goes out."""
        is_streamed = bool(self.written) and "content-length" not in self.fields
        if args and not isinstance(args[0], Undefined | Null | Function | Native):
            self.write(args[0], call.origin)
        self.begins_as_text = self.begins_as_text and not is_streamed
        if self.ended:
            return
        self.ended = self.header_sent = True
        self.send()

    def send(self) -> None:
        if self.failing is not None:
            raise self.failing
        content = self.content()
        fields = tuple(self.lines())
        self.run.send(Request(self.method, effective_url(self.url, fields), fields, content, self.origin.span()))
        for callback in [self.callback, *self.listeners]:
            if callback is not None:
                self.run.later(callback, [Unknown(self.origin)], self.origin)

    def lines(self) -> Iterator[Field]:
        """The header fields as they are received. They are sent as one with content that is a string and no chunk: as UTF-8
        like that; else a byte for each character (`OutgoingMessage._send`)."""
        is_chunked = any("chunked" in line.value.value.lower() for line in self.fields.get("transfer-encoding", ()))
        is_text = self.begins_as_text and not is_chunked and any(text.value for text in self.written[:1])
        for line in (line for lines in self.fields.values() for line in lines):
            yield line if is_text else Field(line.name, bodies.as_received(line.value))

    def content(self) -> Content | None:
        """The content as the receiver gets it: by `Content-Length`, chunked, or not at all where neither frames it."""
        length = self.fields.get("content-length")
        chunked = any("chunked" in line.value.value.lower() for line in self.fields.get("transfer-encoding", ()))
        is_framed = bool(length) or chunked or self.method.value not in _NO_CONTENT_BY_DEFAULT
        if self.form is not None:
            if not is_framed:
                self.lose(self.origin)
            return self.form.content() if is_framed else None
        text = well_formed(Text.join(self.written)) if self.written else None
        if length and not chunked:
            return cut(self.run, text, length[0].value)
        if text is None or not text.value:
            return None
        if not is_framed and text.value.strip() not in _NOTHING:
            self.lose(text)
        return Content(text) if is_framed else None

    def lose(self, content: Text) -> None:
        """Tell that nothing says where `content` ends."""
        why = (
            f"Node.js says no length of what a {self.method.value} request has written, and a server takes none for its content"
        )
        remedy = "write the header `'Content-Length': Buffer.byteLength(…)`"
        self.run.misprints.append(Misprint(f"{why}; {remedy}", content.span(), "content"))


def cut(run: Run, text: Text | None, length: Text) -> Content | None:
    """As many bytes as `Content-Length` says."""
    if is_unknown(String(length)) or (text is not None and text.has_placeholder):
        return Content(text) if text is not None and text.value else None
    if not (length.value.isascii() and length.value.isdecimal()):
        raise Unsupported("a Content-Length that is no number", length.span())
    wanted = int(length.value)
    data = utf8(text.value) if text is not None else b""
    if wanted > len(data):
        reason = f"Content-Length is {wanted}, but the content has {len(data)} bytes: the server waits for the rest"
        raise Invalid(reason, length.span(), tuple(run.requests))
    if text is None or not text.value:
        return None
    if wanted == len(data):
        return Content(text)
    reason = f"Content-Length is {wanted}, but the content has {len(data)} bytes: a server reads no more than that"
    run.misprints.append(Misprint(f"{reason}; write `Buffer.byteLength(…)`", length.span(), "content"))
    try:
        return Content(text.slice(0, len(data[:wanted].decode()))) if wanted else None
    except UnicodeDecodeError:
        raise Unsupported("a Content-Length that cuts a character in two", length.span()) from None


def _request(call: Call, secure: bool) -> ClientRequest:
    args = list(call.args)
    options = Object(call.origin)
    base: Text | None = None
    if args and isinstance(args[0], String | Url):
        try:
            url = as_url(args[0])
            base = url.host if not url.scheme.value else None  # a variable that holds scheme and host
            options = _url_options(url, call.origin)
        except urls.NotAUrl:
            raise failure("TypeError", "Invalid URL", args[0].origin) from None
        args.pop(0)
    elif args and isinstance(args[0], Unknown):
        raise Unsupported("a request whose options are known only at run time", call.origin.span())
    if args and isinstance(args[0], Object) and not isinstance(args[0], Function | Native):
        given = args.pop(0)
        for name, value in given.entries() if isinstance(given, Object) else ():
            options.set(name, value)
    made = _built(call, options, secure, base)
    made.callback = args[0] if args else None
    call.run.closing.append(lambda: _close(made))
    return made


def _url_options(url: ParsedUrl, origin: Text) -> Object:
    """The options that a URL stands for (`url.urlToHttpOptions`)."""
    made = Object(origin)

    def put(name: str, text: Text) -> None:
        made.set(Text.decoded(name, text.slice(0, 0).span()), String(text))

    if url.scheme.value:
        put("protocol", Text.join([url.scheme, Text.decoded(":", url.scheme.span())]))
    put("hostname", url.host.slice(1, len(url.host) - 1) if url.host.value.startswith("[") else url.host)
    put("path", url.target())
    if url.port.value:
        put("port", url.port)
    if url.username.value or url.password.value:
        colon = Text.decoded(":", url.username.span())
        put("auth", Text.join([percent_decoded(url.username), colon, percent_decoded(url.password)]))
    return made


def _built(call: Call, options: Object, secure: bool, base: Text | None) -> ClientRequest:
    """The request with these options; `base` is what the URL begins with where its scheme is known only at run time."""
    scheme = "https" if secure else "http"
    protocol = _option(options, "protocol")
    if protocol is not None and not protocol.has_placeholder and protocol.value != f"{scheme}:":
        raise failure("TypeError", f'Protocol "{protocol.value}" not supported. Expected "{scheme}:"', protocol)
    if options.own("socketPath") is not None:
        raise Unsupported("a request through a socket", call.origin.span())
    path = _path(options, call.origin)
    name, failing = _host_name(options, call.origin)
    pieces = [protocol.slice(0, len(protocol) - 1) if protocol else Text.decoded(scheme, call.origin.span())]
    pieces += [Text.decoded("://", call.origin.span()), name]
    if base is not None and name.value == base.value and protocol is None:
        pieces = [base]
    port = _option(options, "port") or _option(options, "defaultPort")
    if port is not None and port.value != ("443" if secure else "80"):
        pieces += [Text.decoded(":", port.slice(0, 0).span()), _port(port)]
    made = ClientRequest(
        Host(call.origin, sends=True), call.run, Text.join([*pieces, path]), _method(options, call), call.origin
    )
    made.failing = failing
    _set_fields(made, options)
    _equip(made)
    return made


def _option(options: Object, name: str) -> Text | None:
    """An option that is set to something, as a string."""
    value = options.own(name)
    return None if value is None or truthy(value) is False else to_text(value)


def _port(port: Text) -> Text:
    if not port.has_placeholder and not (
        port.value.isascii() and port.value.isdecimal() and port_number(port.value) is not None
    ):
        raise failure("RangeError", f"Port should be >= 0 and < 65536. Received {port.value}.", port)
    return port


def _path(options: Object, origin: Text) -> Text:
    path = _option(options, "path")
    if path is None:
        return Text.decoded("/", origin.span())
    if any(_INVALID_PATH.search(part.value) for part, unknown in path.runs() if not unknown):
        raise failure("TypeError", "Request path contains unescaped characters", path)
    if "#" in path.value:
        raise Unsupported("a path with a fragment, which is sent as it is", path.span())
    if not path.value.startswith(("/", "*")) and path.pieces[0].origin is not Origin.PLACEHOLDER:
        reason = f"the path '{path.value}' does not start with a slash: this is no request target (RFC 9112, 3.2)"
        raise Invalid(reason, path.span())
    return path


def _host_name(options: Object, origin: Text) -> tuple[Text, Thrown | None]:
    """The host, and why connecting to it fails, if it does."""
    for name in ("hostname", "host"):
        value = options.own(name)
        if value is not None and not isinstance(value, Null | String | Unknown):
            raise failure(
                "TypeError", f'The "options.{name}" property must be of type string, undefined or null.', value.origin
            )
    found = _option(options, "hostname") or _option(options, "host")
    if found is None:
        return Text.decoded("localhost", origin.span()), None
    if ":" in found.value and not found.has_placeholder:
        if re.fullmatch(r"[0-9a-fA-F:.]+", found.value) and found.value.count(":") > 1:
            return Text.join([Text.decoded("[", found.span()), found, Text.decoded("]", found.span())]), None
        return found, failure("Error", f"getaddrinfo ENOTFOUND {found.value}", found)
    if not found.has_placeholder and (not found.value.isascii() or re.search(r"[\s/@?#\\]", found.value)):
        return found, failure("Error", f"getaddrinfo ENOTFOUND {found.value}", found)
    return found, None


def _method(options: Object, call: Call) -> Text:
    value = options.own("method")
    if value is None or isinstance(value, Null) or (isinstance(value, String) and not value.origin.value):
        return Text.decoded("GET", call.origin.span())
    if not isinstance(value, String | Unknown):
        raise failure("TypeError", 'The "options.method" property must be of type string.', value.origin)
    text = to_text(value)
    if text.has_placeholder:
        return text
    if not TOKEN.fullmatch(text.value):
        raise failure("TypeError", f'Method must be a valid HTTP token ["{text.value}"]', text)
    return text if text.value == text.value.upper() else Text.decoded(text.value.upper(), text.span())


def _set_fields(made: ClientRequest, options: Object) -> None:
    headers = options.own("headers")
    if isinstance(headers, Array):
        _put_all(made, headers)
    elif isinstance(headers, Unknown | Host) or (isinstance(headers, Object) and type(headers) is not Object):
        raise Unsupported("these header fields", headers.origin.span())
    elif isinstance(headers, Object):
        for field_name, value in headers.entries():
            made.put(field_name, value)
    auth = _option(options, "auth")
    if auth is not None and "authorization" not in made.fields:
        made.put(Text.decoded("Authorization", auth.span()), String(basic(well_formed(auth))))


def _put_all(made: ClientRequest, headers: Array) -> None:
    """Header fields as an array of pairs, or of names and values in turn: they are sent as they are, and no `Host` is added."""
    items = headers.items
    if items and isinstance(items[0], Array):
        items = [item for row in items if isinstance(row, Array) for item in row.items]
    for name, value in zip(items[::2], items[1::2], strict=False):
        text = to_text(name)
        earlier = made.fields.get(text.value.lower(), [])
        made.put(text, value)
        made.fields[text.value.lower()][:0] = earlier
    if "host" not in made.fields:
        raise Unsupported("header fields as an array, without Host", headers.origin.span())


def _equip(made: ClientRequest) -> None:
    """Give the request object its methods."""

    def write(call: Call) -> Value:
        if made.ended:
            raise Invalid("Error: write after end", call.origin.span())
        _check_encoding(call)
        made.write(call.arg(0), call.origin)
        return Boolean(call.origin, True)

    def end(call: Call) -> Value:
        _check_encoding(call)
        made.end(call, call.args)
        return made.host

    def set_header(call: Call) -> Value:
        _refuse_late(made, call)
        made.put(to_text(call.arg(0)), call.arg(1))
        return made.host

    def get_header(call: Call) -> Value:
        found = made.fields.get(to_text(call.arg(0)).value.lower())
        return String(found[0].value) if found else Undefined(call.origin)

    def remove_header(call: Call) -> Value:
        _refuse_late(made, call)
        made.fields.pop(to_text(call.arg(0)).value.lower(), None)
        return Undefined(call.origin)

    def on(call: Call) -> Value:
        event = call.arg(0)
        if isinstance(event, String) and event.origin.value == "response":
            if made.ended:
                made.run.later(call.arg(1), [Unknown(made.origin)], call.origin)
            else:
                made.listeners.append(call.arg(1))
        return made.host

    def same(call: Call) -> Value:  # noqa: ARG001  the signature of all
        return made.host

    methods: dict[str, Method] = {"write": write, "end": end, "setHeader": set_header, "getHeader": get_header}
    methods |= {"removeHeader": remove_header, "on": on, "once": on, "addListener": on, "setTimeout": same, "setNoDelay": same}
    methods |= {"setSocketKeepAlive": same, "flushHeaders": same, "destroy": _stop, "abort": _stop}
    made.host.members.update(host(made.origin, methods, sends=True).members)


def _check_encoding(call: Call) -> None:
    encoding = call.arg(1)
    if isinstance(encoding, String) and encoding.origin.value.lower() not in ("utf8", "utf-8"):
        raise Unsupported("content in another encoding than UTF-8", encoding.origin.span())


def _refuse_late(made: ClientRequest, call: Call) -> None:
    if made.header_sent:
        raise failure("Error", "Cannot set headers after they are sent to the client", call.origin)


def _stop(call: Call) -> Value:
    if not call.run.turns:
        raise Unsupported("a request that is stopped at once", call.origin.span())
    return call.this


def _close(made: ClientRequest) -> None:
    """A request that was never ended: it goes out only if its content is complete by its `Content-Length`."""
    if made.ended:
        return
    if made.fields.get("content-length") and made.written:
        made.send()
        return
    reason = "end() is never called: the request is not sent, or not completed"
    raise Invalid(reason, made.origin.span(), tuple(made.run.requests))


def _follow_redirects(origin: Text) -> Value:
    made = Host(origin)
    for name in ("http", "https"):
        made.members[name] = Member(origin, MODULES[name](origin))
    return made


MODULES: dict[str, Maker] = {
    "http": lambda origin: http_module(origin, secure=False),
    "https": lambda origin: http_module(origin, secure=True),
    "follow-redirects": _follow_redirects,
}

SENDING = frozenset({"get", "request", "setHeader", "write", "end"})
"""What is called with a text, or with what holds it, and hands it on as it is."""
