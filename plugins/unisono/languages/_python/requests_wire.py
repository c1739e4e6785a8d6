"""What requests does with its arguments: prepared requests, and what of them goes over the wire.

Sources: requests' documentation ("Quickstart", "Advanced Usage") and the behaviour of requests 2.34 with urllib3 2 on the
wire, which the cases of this language record.
"""

from __future__ import annotations

import base64
import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from unisono.languages import Unsupported
from unisono.languages._python import urls
from unisono.languages._python.attributes import content as file_content
from unisono.languages._python.calls import Call
from unisono.languages._python.forms import urlencoded
from unisono.languages._python.json_text import NOT_FINITE, Layout, dumped
from unisono.languages._python.operators import iterated, text_of
from unisono.languages._python.raised import Raised
from unisono.languages._python.values import (
    Body,
    Bytes,
    Const,
    Coroutine,
    Function,
    Map,
    Object,
    Seq,
    Str,
    Unknown,
    Value,
    key_of,
    none,
    plain,
    truth,
    type_name,
)
from unisono.request import BOUNDARY, Content, Field, Part, Request
from unisono.source import Span, Text

_ERRORS = "requests.exceptions."


def is_none(value: Value | None) -> bool:
    return value is None or (isinstance(value, Const) and value.value is None)


def falsy(value: Value | None) -> bool:
    """Whether requests takes an argument for not given. A value known only at run time is taken to be there."""
    return value is None or truth(value) is False


def settled(value: Value) -> None:
    """Raises Unsupported if a dict or list in `value` was changed in a branch that may not have been taken."""
    if isinstance(value, Map | Seq):
        if value.doubtful is not None:
            raise Unsupported("whether this changes what is sent depends on what is known only at run time", value.doubtful)
        for item in value.items if isinstance(value, Seq) else [v for entry in value.entries.values() for v in entry]:
            settled(item)


def prepare(arguments: dict[str, Value], places: dict[str, Span], call: Call) -> Object:
    """A PreparedRequest: `method`, `url`, `headers` and `body` as values, which the sample may still change.

    `arguments` are those of `requests.Request`; raises `Raised` where requests raises.
    """
    for value in arguments.values():
        settled(value)
    headers = _headers(arguments.get("headers"), call)
    method = text_of(arguments["method"], call.span)
    if method.value != method.value.upper() and not method.has_placeholder:
        method = Text.decoded(method.value.upper(), method.span())
    url, user = _url(arguments, call)
    _add_cookies(headers, arguments.get("cookies"), url, call)
    body = _body(headers, arguments, places, call)
    prepared = Object("PreparedRequest", {"method": Str(method), "url": Str(url), "headers": headers, "body": body}, call.span)
    auth = arguments.get("auth")
    if isinstance(auth, Function) or (isinstance(auth, Object) and auth.made_by is not None):
        done = call.evaluator.call(auth, [prepared], auth.span)
        if not isinstance(done, Object) or done.type != "PreparedRequest":
            raise Unsupported("an authentication that returns something else than the request", auth.span)
        prepared = done
    else:
        _add_auth(headers, auth, user)
    _drop_length(headers, body)
    return prepared


def _url(arguments: dict[str, Value], call: Call) -> tuple[Text, Text | None]:
    url, params = arguments["url"], arguments.get("params")
    text = url.text if isinstance(url, Bytes) else text_of(url, call.span)
    if falsy(params) or params is None:
        return urls.prepared(text, None, call.span)
    if isinstance(params, Str | Bytes):
        return urls.prepared(text, params.text, call.span)
    return urls.prepared(text, form(params, call), call.span)


def _headers(given: Value | None, call: Call) -> Map:
    made = Map({}, given.span if given else call.span, folded=True)
    if given is None or falsy(given):
        return made
    if isinstance(given, Unknown):
        raise Unsupported("header fields known only at run time", given.span)
    if not isinstance(given, Map):
        raise Raised("AttributeError", f"'{type_name(given)}' object has no attribute 'items'", given.span)
    for name, value in given.entries.values():
        if is_none(value):
            continue
        checked_part(name, name, value, 0)
        checked_part(value, name, value, 1)
        made.set(text_of(name, call.span).value if isinstance(name, Str) else key_of(name), name, value)
    return made


def checked_part(part: Value, name: Value, value: Value, index: int) -> None:
    """Raises InvalidHeader for a name or value that requests does not send."""
    if isinstance(part, Unknown):
        return
    if not isinstance(part, Str | Bytes):
        shown = tuple(plain(v) if not isinstance(v, Unknown) else v.name for v in (name, value))
        message = f"Header part ({plain(part)!r}) from {shown} must be of type str or bytes, not <class '{type_name(part)}'>"
        raise Raised(_ERRORS + "InvalidHeader", message, part.span)
    text = part.text.value
    bad = "\r" in text or "\n" in text or text[:1].isspace() or (index == 0 and (not text or ":" in text))
    if bad:
        kind = "value" if index else "name"
        message = f"Invalid leading whitespace, reserved character(s), or return character(s) in header {kind}: {text!r}"
        raise Raised(_ERRORS + "InvalidHeader", message, part.span)


def _add_cookies(headers: Map, given: Value | None, url: Text, call: Call) -> None:
    if given is None or falsy(given):
        return
    pairs = cookie_pairs(given, url)
    if pairs and headers.get("cookie") is None:
        set_field(headers, "Cookie", cookie_value(pairs, call), given.span)


def cookie_pairs(given: Value, url: Text) -> list[tuple[Value, Value]]:
    """The names and values of the cookies that go to `url`: all of a dict, of a jar those whose domain and path match."""
    jar = given.members.get("jar") if isinstance(given, Object) else given
    if not isinstance(jar, Map):
        raise Unsupported("cookies known only at run time", given.span)
    host, path = re.match(r"(?:[^/]*//)?([^/?#]*)([^?#]*)", url.value).groups()  # type: ignore[union-attr]
    found: list[tuple[Value, Value]] = []
    for name, value in jar.entries.values():
        if not isinstance(value, Seq):
            found.append((name, value))
            continue
        held, domain, prefix = value.items
        suffix = domain.text.value.lstrip(".") if isinstance(domain, Str) else ""
        start = prefix.text.value if isinstance(prefix, Str) else "/"
        if (not suffix or host == suffix or host.endswith("." + suffix)) and path.startswith(start):
            found.append((name, held))
    return found


def cookie_value(pairs: list[tuple[Value, Value]], call: Call) -> Text:
    pieces: list[Text] = []
    for name, value in pairs:
        if isinstance(value, Const) and value.value is not None:
            raise Raised("AttributeError", f"'{type_name(value)}' object has no attribute 'startswith'", value.span)
        text = text_of(value, call.span)
        if any(c in text.value for c in '";') or is_none(value):
            raise Unsupported("a cookie that is not a plain value", value.span)
        pieces += [Text.decoded("; ", name.span)] if pieces else []
        pieces += [text_of(name, call.span), Text.decoded("=", name.span), text]
    return Text.join(pieces)


def set_field(headers: Map, name: str, value: Text, span: Span) -> None:
    """A header field that requests adds because of what stands at `span`."""
    headers.set(name, Str(Text.decoded(name, span)), Str(value))


def _add_auth(headers: Map, auth: Value | None, user: Text | None) -> None:
    if is_none(auth) or auth is None:
        if user is not None and ":" in user.value:
            name, _, password = user.value.partition(":")
            basic(headers, _unquoted(name, user), _unquoted(password, user), user.span())
        return
    if truth(auth) is False:
        return
    if isinstance(auth, Seq) and auth.kind == "tuple" and len(auth.items) == 2:
        basic(headers, auth.items[0], auth.items[1], auth.span)
    elif isinstance(auth, Object) and auth.type == "HTTPBasicAuth":
        basic(headers, auth.members["username"], auth.members["password"], auth.span)
    elif isinstance(auth, Object) and auth.type == "HTTPDigestAuth":
        return  # sends nothing until the server has asked
    elif isinstance(auth, Seq | Str | Map | Const | Bytes):
        raise Raised("TypeError", f"'{type_name(auth)}' object is not callable", auth.span)
    elif isinstance(auth, Unknown) and not auth.foreign:
        set_field(headers, "Authorization", auth.text, auth.span)
    else:
        raise Unsupported("an authentication of its own", auth.span)


def _unquoted(part: str, user: Text) -> Str:
    if user.has_placeholder:
        return Str(Text.placeholder(part, user.span()))
    return Str(Text.decoded(unquote(part), user.span()))


def basic(headers: Map, user: Value, password: Value, span: Span, encoding: str = "latin-1") -> None:
    """`Authorization: Basic …` (RFC 7617), as requests encodes it."""
    texts = [v.text if isinstance(v, Bytes) else text_of(v, span) for v in (user, password)]
    if any(text.has_placeholder for text in texts):
        shown = Text.placeholder(":".join(text.value for text in texts), span)
        set_field(headers, "Authorization", Text.join([Text.decoded("Basic ", span), shown]), span)
        return
    try:
        pair = b":".join(text.value.encode(encoding) for text in texts)
    except UnicodeEncodeError as error:
        raise Raised("UnicodeEncodeError", str(error), span) from None
    set_field(headers, "Authorization", Text.decoded("Basic " + base64.b64encode(pair).decode(), span), span)


# Content


def _body(headers: Map, arguments: dict[str, Value], places: dict[str, Span], call: Call) -> Value:
    data, files, json_value = arguments.get("data"), arguments.get("files"), arguments.get("json")
    body: Value = none(call.span)
    kind = ""
    if falsy(data) and json_value is not None and not is_none(json_value):
        kind, body = "json", Str(_json(json_value))
    if data is not None and not falsy(data) and _is_stream(data):
        if not falsy(files):
            raise Raised("NotImplementedError", "Streamed bodies and files are mutually exclusive.", call.span)
        return _streamed(data, call)
    if files is not None and not falsy(files):
        kind, body = "files", _multipart(None if falsy(data) else data, files, call)
    elif data is not None and not falsy(data):
        kind, body = _raw(data, call)
    types = {"json": "application/json", "data": "application/x-www-form-urlencoded"}
    types["files"] = f"multipart/form-data; boundary={BOUNDARY}"
    if kind and headers.get("content-type") is None:
        place = places.get(kind, call.span)
        set_field(headers, "Content-Type", Text.decoded(types[kind], place), place)
    return body


def _json(value: Value) -> Text:
    try:
        return dumped(value, Layout(nan=False))
    except Raised as error:
        if error.message == NOT_FINITE:
            raise Raised(_ERRORS + "InvalidJSONError", error.message, error.span) from None
        raise


def _raw(data: Value, call: Call) -> tuple[str, Value]:
    if isinstance(data, Str | Bytes):
        return "", data
    if isinstance(data, Map | Seq):
        return "data", Str(form(data, call))
    if isinstance(data, Unknown) and not data.foreign:
        if data.type in ("dict", "list"):
            return "data", Str(data.text)
        return "", Str(data.text)
    raise Unsupported(f"content of type {type_name(data)}", data.span)


def _is_stream(data: Value) -> bool:
    return (isinstance(data, Seq) and data.kind not in ("list", "tuple")) or (isinstance(data, Object) and data.type == "file")


def _streamed(data: Value, call: Call) -> Value:
    """The content of a file object, or of an iterable, which is sent in chunks."""
    if isinstance(data, Object):
        return file_content(data, data.span)
    pieces = [item.text for item in iterated(data, call.span) or [] if isinstance(item, Str | Bytes)]
    if not isinstance(data, Seq) or len(pieces) != len(data.items):
        raise Unsupported("content made of other things than strings", data.span)
    return Bytes(Text.join(pieces or [Text.decoded("", data.span)]))


def form(data: Value, call: Call) -> Text:
    """A dict or a list of pairs, urlencoded: None is dropped, a list repeats its name, a dict in it leaves only its keys."""
    if isinstance(data, Unknown):
        return data.text
    flat: list[tuple[Text, Text]] = []
    for name, value in named(data, call):
        for item in several(value, call):
            if is_none(item):
                continue
            # urlencode(doseq=True) spreads what is a sequence still
            deeper = iterated(item, call.span) if isinstance(item, Seq | Map) else [item]
            flat += [(_text(name, call), _text(last, call)) for last in deeper or []]
    return urlencoded(flat, data.span)


def named(data: Value, call: Call) -> Iterator[tuple[Value, Value]]:
    """The names and values of a dict or of a list of pairs."""
    if isinstance(data, Map):
        yield from data.entries.values()
        return
    if isinstance(data, Const):
        raise Unsupported(f"a {type_name(data)} for names and values", data.span)
    for item in iterated(data, call.span) or []:
        pair = iterated(item, call.span)
        if pair is None:
            raise Unsupported("names and values known only at run time", item.span)
        if len(pair) < 2:
            raise Raised("ValueError", f"not enough values to unpack (expected 2, got {len(pair)})", call.span)
        if len(pair) > 2:
            raise Raised("ValueError", "too many values to unpack (expected 2)", call.span)
        yield pair[0], pair[1]


def several(value: Value, call: Call) -> list[Value]:
    if isinstance(value, Seq | Map):
        return iterated(value, call.span) or []
    return [value]


def _text(value: Value, call: Call) -> Text:
    return value.text if isinstance(value, Bytes) else text_of(value, call.span)


def _multipart(data: Value | None, files: Value, call: Call) -> Value:
    if isinstance(data, Str | Bytes):
        raise Raised("ValueError", "Data must not be a string.", call.span)
    if isinstance(files, Unknown) or isinstance(data, Unknown):
        raise Unsupported("parts known only at run time", files.span)
    parts = []
    for name, value in named(data, call) if data is not None else ():
        parts += [Part(_text(name, call), _text(item, call)) for item in several(value, call) if not is_none(item)]
    for name, value in named(files, call):
        part = _file_part(_text(name, call), value, call)
        if part is not None:
            parts.append(part)
    return Body(Content.multipart(parts, files.span), files.span)


def _file_part(name: Text, value: Value, call: Call) -> Part | None:
    filename: Value | None = None
    media_type: Value | None = None
    held = value
    if isinstance(value, Seq) and value.kind in ("tuple", "list"):
        if not 2 <= len(value.items) <= 4:
            raise Raised("ValueError", f"not enough values to unpack (expected 4, got {len(value.items)})", value.span)
        filename, held, *rest = value.items
        media_type = rest[0] if rest else None
        if len(rest) > 1 and not falsy(rest[1]):
            raise Unsupported("a part with header fields of its own", rest[1].span)
    else:
        filename = guessed_name(value) or Str(name)
    if is_none(held):
        return None
    return Part(
        name,
        part_content(held),
        None if is_none(filename) or filename is None else _text(filename, call),
        None if is_none(media_type) or media_type is None else _text(media_type, call),
    )


def guessed_name(value: Value) -> Str | None:
    """The last part of the name of an open file."""
    name = value.members.get("name") if isinstance(value, Object) else None
    if isinstance(name, Object):
        name = name.members.get("text")
    if not isinstance(name, Str) or not name.text.value:
        return None
    return Str(name.text.slice(len(name.text) - len(posixpath.basename(name.text.value)), len(name.text)))


def part_content(value: Value) -> Text:
    if isinstance(value, Str | Bytes | Unknown):
        return value.text
    if isinstance(value, Object) and value.type == "file":
        held = file_content(value, value.span)
        return held.text if isinstance(held, Str | Bytes | Unknown) else Text.placeholder("$file", value.span)
    raise Unsupported(f"a part of type {type_name(value)}", value.span)


def _drop_length(headers: Map, body: Value) -> None:
    """requests counts the content itself, whatever length the author gives."""
    if not is_none(body) and not (isinstance(body, Str | Bytes) and not body.text.value):
        headers.remove("content-length")


# Sending


def sent(prepared: Object, call: Call) -> Request:
    """What goes over the wire for a prepared request."""
    method, url, headers = (prepared.members[name] for name in ("method", "url", "headers"))
    if not isinstance(headers, Map | Seq):
        raise Unsupported("header fields known only at run time", prepared.span)
    fields = [_field(name, value, call) for name, value in named(headers, call) if not is_none(value)]
    return Request(
        text_of(method, call.span), text_of(url, call.span), tuple(fields), _content(prepared.members["body"]), call.span
    )


def _field(name: Value, value: Value, call: Call) -> Field:
    field = Field(_text(name, call), _text(value, call))
    try:
        field.name.value.encode("ascii")
        if not isinstance(value, Bytes):
            field.value.value.encode("latin-1")
    except UnicodeEncodeError as error:
        raise Raised("UnicodeEncodeError", str(error), value.span) from None
    return field


def _content(body: Value) -> Content | None:
    if isinstance(body, Body):
        return body.content
    if is_none(body):
        return None
    if not isinstance(body, Str | Bytes | Unknown):
        raise Unsupported(f"content of type {type_name(body)}", body.span)
    if not body.text.value:
        return None
    try:
        body.text.value.encode()
    except UnicodeEncodeError as error:
        raise Raised("UnicodeEncodeError", str(error), body.span) from None
    return Content(body.text)


def check_hooks(value: Value | None) -> None:
    """Hooks may send requests of their own."""
    if isinstance(value, Map) and any(isinstance(v, Function | Coroutine | Seq) for _, v in value.entries.values()):
        raise Unsupported("a hook", value.span)
