"""What httpx does with its arguments, where it differs from requests (httpx 0.28; its manual, "Compatibility")."""

from __future__ import annotations

import ipaddress
import mimetypes
import re
from collections.abc import Iterator

from unisono.languages.idna import to_ascii
from unisono.languages.python.attributes import content as file_content
from unisono.languages.python.calls import Call
from unisono.languages.python.library.json import Options, dumped
from unisono.languages.python.library.percent import percent_encoded, urlencoded
from unisono.languages.python.operators import to_text
from unisono.languages.python.requests.content import falsy, guessed_name, is_none, named, part_content
from unisono.languages.python.requests.urls import has_labels, without_dots
from unisono.languages.python.requests.wire import basic, cookie_pairs, cookie_value, settled
from unisono.languages.python.thrown import Thrown
from unisono.languages.python.values import Body, Bytes, Const, Map, Object, Seq, Str, Unknown, Value, none, type_name
from unisono.languages.reading import Unsupported
from unisono.text.percent import ESCAPE, UNRESERVED, percent_decoded
from unisono.text.regex import regex
from unisono.text.source import Span, Text
from unisono.wire.request import BOUNDARY, DEFAULT_PORTS, TOKEN, Content, Part
from unisono.wire.urls import port_number

_URL = regex(r"(?:(?P<scheme>[a-zA-Z][a-zA-Z0-9+.-]*)?:)?(?://(?P<authority>[^/?#]*))?(?P<path>[^?#]*)(?:\?(?P<query>[^#]*))?")
_AUTHORITY = regex(r"(?:(?P<user>.*)@)?(?P<host>\[.*\]|[^:@]*)(?::(?P<port>.*))?")
_PRINTABLE = "".join(map(chr, range(0x20, 0x7F)))
_QUERY = "".join(c for c in _PRINTABLE if c not in ' "#<>')
_PATH = "".join(c for c in _QUERY if c not in "?`{}")
_PLAIN = regex(f"[{UNRESERVED}]*")
INVALID_URL = "httpx.InvalidURL"


def prepare(arguments: dict[str, Value], places: dict[str, Span], call: Call) -> Object:
    """A request as httpx builds it: `method`, `url`, `headers` (a list of pairs) and `body` as values.

    `arguments` are those of `httpx.request`, merged with a client's; raises `Thrown` where httpx raises.
    """
    for value in arguments.values():
        settled(value)
    method = to_text(arguments["method"], call.span)
    if method.value != method.value.upper() and not method.has_placeholder:
        method = Text.decoded(method.value.upper(), method.span())
    url, user = _url(arguments, call)
    headers = [(n, v) for n, v in header_pairs(arguments.get("headers"), call)]
    body = _body(headers, arguments, places, call)
    _add_cookies(headers, arguments.get("cookies"), url, call)
    _add_auth(headers, arguments.get("auth"), user, call)
    for name, value in headers:
        _check(name, value)
    pairs = Seq("list", [Seq("tuple", [name, value], call.span) for name, value in headers], call.span)
    return Object("httpx.Request", {"method": Str(method), "url": Str(url), "headers": pairs, "body": body}, call.span)


# URL


def _url(arguments: dict[str, Value], call: Call) -> tuple[Text, Text | None]:
    text = to_text(arguments["url"], call.span)
    base = arguments.get("base_url")
    if base is not None and not is_none(base):
        text = _based(text, to_text(base, call.span))
    params = arguments.get("params")
    query = None if params is None or is_none(params) else _params(params, call)
    return prepared_url(text, query, text.span())


def _based(url: Text, base: Text) -> Text:
    """A relative URL is appended to `base_url`, whatever its leading slashes."""
    if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//", url.value) or not base.value:
        return url
    start = len(url) - len(url.value.lstrip("/"))
    kept = base.slice(0, len(base.value.rstrip("/")))
    return Text.join([kept, Text.decoded("/", base.span()), url.slice(start, len(url))])


def prepared_url(url: Text, query: Text | None, span: Span) -> tuple[Text, Text | None]:
    """The URL that httpx sends, and its user information; `query`, when given, replaces the URL's own."""
    control = next((c for c in url.value if c.isascii() and not c.isprintable()), None)
    if control is not None:
        where = f"{control!r} at position {url.value.find(control)}"
        raise Thrown(INVALID_URL, f"Invalid non-printable ASCII character in URL, {where}.", span)
    found = _URL.match(url.value)
    if found is None:
        raise Unsupported("this URL", span)
    parts = {name: url.slice(*found.span(name)) for name, value in found.groupdict().items() if value is not None}
    head = url.slice(0, found.start("path"))
    head, user = _without_user(head) if head.has_placeholder else _head(parts, span)
    path = without_dots(parts["path"]) if not url.value.startswith("$") else parts["path"]
    pieces = [head, _quoted(path, _PATH) if path.value else Text.decoded("/", url.span())]
    asked = parts.get("query") if query is None else query
    if asked is not None and asked.value:
        pieces += [Text.decoded("?", asked.span()), _quoted(asked, _QUERY)]
    return Text.join(pieces), user


def _without_user(head: Text) -> tuple[Text, Text | None]:
    """What stands before the path and is known only at run time in a part, without its user information; and that."""
    start, at = head.known.find("://") + 3, head.known.rfind("@")
    if start < 3 or at <= start:
        return head, None
    return Text.join([head.slice(0, start), head.slice(at + 1, len(head))]), head.slice(start, at)


def _head(parts: dict[str, Text], span: Span) -> tuple[Text, Text | None]:
    """Scheme, host and port; raises as httpx does when there are none."""
    scheme = parts.get("scheme")
    if scheme is None or not scheme.value:
        raise Thrown("httpx.UnsupportedProtocol", "Request URL is missing an 'http://' or 'https://' protocol.", span)
    if scheme.value.lower() not in ("http", "https"):
        raise Thrown("httpx.UnsupportedProtocol", f"Request URL has an unsupported protocol '{scheme}://'.", span)
    authority = parts.get("authority")
    found = _AUTHORITY.fullmatch(authority.value) if authority is not None else None
    if authority is None or found is None or not found["host"]:
        raise Thrown("httpx.UnsupportedProtocol", "Request URL is missing an 'http://' or 'https://' protocol.", span)
    host = authority.slice(*found.span("host"))
    pieces = [_lowered(scheme), Text.decoded("://", scheme.span()), _host(host, span)]
    if found["port"]:
        if not found["port"].isdigit():
            raise Thrown(INVALID_URL, f"Invalid port: {found['port']!r}", span)
        number = port_number(found["port"])
        if number is None:
            raise Unsupported("a port above 65535", authority.span())
        if str(number) != DEFAULT_PORTS[scheme.value.lower()]:
            pieces += [Text.decoded(":", host.span()), authority.slice(*found.span("port"))]
    return Text.join(pieces), authority.slice(*found.span("user")) if found["user"] else None


def _host(host: Text, span: Span) -> Text:
    value = host.value
    try:
        if re.fullmatch(r"[0-9]+\.[0-9]+\.[0-9]+\.[0-9]+", value):
            ipaddress.IPv4Address(value)
            return host
        if value.startswith("["):
            ipaddress.IPv6Address(value[1:-1])
            return host
        if value.isascii() and value.strip(".") and not has_labels(host):  # of dots alone, `hosts` says more
            raise Thrown("UnicodeError", "encoding with 'idna' codec failed (UnicodeError: label empty or too long)", span)
        if value.isascii():
            return _lowered(_quoted(host, "!$&'()*+,;=\"`{}%|\\"))
        return to_ascii(host, strict=True)
    except ipaddress.AddressValueError:
        raise Thrown(INVALID_URL, f"Invalid IP address: {value!r}", span) from None
    except UnicodeError:
        raise Thrown(INVALID_URL, f"Invalid IDNA hostname: {value!r}", span) from None


def _lowered(text: Text) -> Text:
    return text if text.value == text.value.lower() else Text.decoded(text.value.lower(), text.span())


def _quoted(text: Text, safe: str) -> Text:
    """Percent-encoded, with the escapes that are there already kept as they are."""
    pieces, at = [], 0
    for found in ESCAPE.finditer(text.value):
        pieces += [percent_encoded(text.slice(at, found.start()), safe), text.slice(found.start(), found.end())]
        at = found.end()
    return Text.join([*pieces, percent_encoded(text.slice(at, len(text)), safe)])


def _params(params: Value, call: Call) -> Text:
    if isinstance(params, Unknown):
        return params.text
    if isinstance(params, Str | Bytes):
        pairs = [item.partition("=") for item in params.text.value.split("&") if item]
        if not all(_PLAIN.fullmatch(name + value) for name, _, value in pairs):
            raise Unsupported("params= as a string with more than plain characters", params.span)
        if not all(mark for _, mark, _ in pairs):
            raise Unsupported("params= as a string without values", params.span)
        return params.text
    return urlencoded(_grouped(list(primitives(params, call))), params.span)


def _grouped(pairs: list[tuple[Text, Text]]) -> list[tuple[Text, Text]]:
    """httpx keeps parameters under their names: the values of one name stand together."""
    groups: dict[str, list[tuple[Text, Text]]] = {}
    for name, value in pairs:
        groups.setdefault(name.value, []).append((name, value))
    return [pair for group in groups.values() for pair in group]


def primitives(data: Value, call: Call) -> Iterator[tuple[Text, Text]]:
    """Names and values as text: True is `true`, None is empty, a list repeats its name."""
    for name, value in named(data, call):
        for item in value.items if isinstance(value, Seq) and value.kind in ("list", "tuple") else [value]:
            yield to_text(name, call.span), primitive(item, call)


def primitive(value: Value, call: Call) -> Text:
    if isinstance(value, Const) and (value.value is None or isinstance(value.value, bool)):
        return Text.decoded({True: "true", False: "false", None: ""}[value.value], value.span)
    return value.text if isinstance(value, Bytes) else to_text(value, call.span)


# Header fields


def header_pairs(given: Value | None, call: Call) -> Iterator[tuple[Value, Value]]:
    if given is None or is_none(given):
        return
    if isinstance(given, Unknown):
        raise Unsupported("header fields known only at run time", given.span)
    for name, value in named(given, call):
        if not isinstance(value, Str | Bytes | Unknown):
            raise Thrown("TypeError", f"Header value must be str or bytes, not <class '{type_name(value)}'>", value.span)
        yield name, value


def _check(name: Value, value: Value) -> None:
    """Raises what httpx and h11 raise for a field that cannot be sent."""
    for part in (name, value):
        if isinstance(part, Str) and not part.text.value.isascii():
            try:
                part.text.value.encode("ascii")
            except UnicodeEncodeError as error:
                raise Thrown("UnicodeEncodeError", str(error), part.span) from None
    text = value.text.value if isinstance(value, Str | Bytes) else ""
    if text != text.strip() or "\n" in text or "\r" in text:
        raise Thrown("httpx.LocalProtocolError", f"Illegal header value {text.encode()!r}", value.span)
    label = name.text.value if isinstance(name, Str | Bytes) else "x"
    if not TOKEN.fullmatch(label):
        raise Thrown("httpx.LocalProtocolError", f"Illegal header name {label.encode()!r}", name.span)


def _has(headers: list[tuple[Value, Value]], name: str) -> bool:
    return any(isinstance(n, Str | Bytes) and n.text.value.lower() == name for n, _ in headers)


def _add(headers: list[tuple[Value, Value]], name: str, value: Text, span: Span) -> None:
    if not _has(headers, name.lower()):
        headers.append((Str(Text.decoded(name, span)), Str(value)))


def _add_cookies(headers: list[tuple[Value, Value]], given: Value | None, url: Text, call: Call) -> None:
    pairs = [] if given is None or falsy(given) else cookie_pairs(given, url)
    if given is not None and pairs:
        _add(headers, "Cookie", cookie_value(pairs, call), given.span)


def _add_auth(headers: list[tuple[Value, Value]], auth: Value | None, user: Text | None, call: Call) -> None:
    made = Map({}, call.span, folded=True)
    if auth is None or is_none(auth):
        if user is None:
            return
        end = len(user.known.partition(":")[0])
        name, password = (Str(percent_decoded(part)) for part in (user.slice(0, end), user.slice(end + 1, len(user))))
        basic(made, name, password, user.span(), "utf-8")
    elif isinstance(auth, Seq) and auth.kind == "tuple" and len(auth.items) == 2:
        basic(made, auth.items[0], auth.items[1], auth.span, "utf-8")
    elif isinstance(auth, Object) and auth.type == "httpx.BasicAuth":
        basic(made, auth.members["username"], auth.members["password"], auth.span, "utf-8")
    elif isinstance(auth, Object) and auth.type == "httpx.DigestAuth":
        return
    else:
        raise Unsupported("an authentication of its own", auth.span)
    headers[:] = [(n, v) for n, v in headers if not (isinstance(n, Str) and n.text.value.lower() == "authorization")]
    headers += list(made.entries.values())


# Content


def _body(headers: list[tuple[Value, Value]], arguments: dict[str, Value], places: dict[str, Span], call: Call) -> Value:
    data, files, content = arguments.get("data"), arguments.get("files"), arguments.get("content")
    value = arguments.get("json")
    if data is not None and not is_none(data) and not isinstance(data, Map):
        return _raw(data)
    if content is not None and not is_none(content):
        return _raw(content)
    if files is not None and not falsy(files):
        place = places.get("files", call.span)
        _add(headers, "Content-Type", Text.decoded(f"multipart/form-data; boundary={BOUNDARY}", place), place)
        return _multipart(data, files, call)
    if data is not None and not falsy(data):
        place = places.get("data", call.span)
        _add(headers, "Content-Type", Text.decoded("application/x-www-form-urlencoded", place), place)
        return Str(urlencoded(primitives(data, call), data.span))
    if value is not None and not is_none(value):
        place = places.get("json", call.span)
        _add(headers, "Content-Type", Text.decoded("application/json", place), place)
        return Str(dumped(value, Options(",", ":", ascii=False, nan=False)))
    return none(call.span)


def _raw(content: Value) -> Value:
    if isinstance(content, Str | Bytes):
        return content
    if isinstance(content, Object) and content.type == "file":
        return file_content(content, content.span)
    if isinstance(content, Unknown) and not content.foreign:
        return Str(content.text)
    raise Unsupported(f"content of type {type_name(content)}", content.span)


def _multipart(data: Value | None, files: Value, call: Call) -> Value:
    if isinstance(files, Unknown):
        raise Unsupported("parts known only at run time", files.span)
    parts = []
    if data is not None and not falsy(data):
        parts = [Part(name, value) for name, value in primitives(data, call)]
    for name, value in named(files, call):
        parts.append(_file(to_text(name, call.span), value, call))
    return Body(Content.multipart(parts, files.span), files.span)


def _file(name: Text, value: Value, call: Call) -> Part:
    media_type: Value | None = None
    filename: Value | None = guessed_name(value) or Str(Text.decoded("upload", value.span))
    held = value
    if isinstance(value, Seq) and value.kind == "tuple":
        if not 2 <= len(value.items) <= 3:
            raise Unsupported("a part with header fields of its own", value.span)
        filename, held = value.items[:2]
        media_type = value.items[2] if len(value.items) > 2 else None
    label = None if filename is None or is_none(filename) else to_text(filename, call.span)
    kind = None if media_type is None or is_none(media_type) else to_text(media_type, call.span)
    if kind is None and label is not None and label.value:
        guess = mimetypes.guess_type(label.value)[0] or "application/octet-stream"
        kind = Text.decoded(guess, label.span())
    return Part(name, part_content(held), label if label is not None and label.value else None, kind)
