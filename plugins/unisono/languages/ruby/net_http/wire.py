"""The request that net/http sends (lib/net/http/generic_request.rb and header.rb of Ruby 3.1)."""

from __future__ import annotations

import re
from dataclasses import field
from urllib.parse import unquote

from unisono.languages.program.values import Host, List, Map, Null, Number, String, Unknown, Value, integer_of
from unisono.languages.reading import Unsupported
from unisono.languages.ruby.state import Call
from unisono.languages.ruby.values import named, to_text
from unisono.records import dataclass
from unisono.text.regex import regex
from unisono.text.source import Text
from unisono.wire.request import BOUNDARY, DEFAULT_PORTS, Content, Field, Part, Request, basic, effective_url

Named = tuple[Text, list[Text]]
"""A field as it is sent: its name, and its values, which are one list."""

_URI = regex(r"(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?://([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#.*)?", re.DOTALL)
_NOT_IN_URIS = regex(r"[^\0A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]|%(?![0-9A-Fa-f]{2})")


@dataclass(slots=True, eq=False)
class Uri(Host):
    """A URI in its parts. `host` is nil where only a run can tell it: then `authority` is all that stands before the path."""

    scheme: Text
    authority: Text
    host: Value
    port: Value
    path: Text
    query: Text | None
    credentials: Named | None = None

    def text(self) -> Text:
        """The whole URI."""
        colon = [self.scheme, Text.decoded("://", self.scheme.span())] if self.scheme.value else []
        mark = [Text.decoded("?", self.query.span()), self.query] if self.query is not None else []
        return Text.join([*colon, self.authority, self.path, *mark])


@dataclass(slots=True, eq=False)
class File(Host):
    """A file that is open to be read."""

    path: Text


@dataclass(slots=True, eq=False)
class Message(Host):
    """A request that is being made. `allows`: its method is one that has content."""

    method: Text
    allows: bool
    target: Value
    fields: dict[str, Named] = field(default_factory=dict)
    body: Value | None = None
    parts: Value | None = None

    def credentials(self, call: Call) -> None:
        """Sets `Authorization` to Basic credentials."""
        pair = Text.join([call.text(0), Text.decoded(":", call.origin.span()), call.text(1)])
        value = basic(pair, errors="surrogatepass")
        self.fields["authorization"] = (Text.decoded("Authorization", call.origin.span()), [value])


def parsed(call: Call, text: Text) -> Uri:
    """As `URI()`. Raises where Ruby does."""
    if bad := _NOT_IN_URIS.search(text.known):
        said = "must be ascii only" if ord(bad[0][0]) > 127 else "bad URI(is not URI?)"
        raise call.fails(f"{said}: {text.value!r} (URI::InvalidURIError)", String(text.slice(*bad.span())))
    found = _URI.match(text.known)
    if found is None:  # cannot be: every part is optional
        raise AssertionError(text.value)
    scheme, authority, path, query = (
        text.slice(*found.span(group)) if found[group] is not None else None for group in range(1, 5)
    )
    nothing = text.slice(0, 0)
    if authority is None and text.known.startswith("\0"):  # a variable that holds scheme and host
        end = text.known.find("/", len(text.known) - len(text.known.lstrip("\0")), found.end(3))
        end = found.end(3) if end < 0 else end
        unknown = Unknown(text.slice(0, end))
        return Uri(call.origin, nothing, text.slice(0, end), Null(text), unknown, text.slice(end, found.end(3)), query)
    if authority is None or scheme is None:
        return Uri(call.origin, scheme or nothing, authority or nothing, Null(text), Null(text), path or nothing, query)
    return _with_authority(call, scheme, authority, path or nothing, query)


def _with_authority(call: Call, scheme: Text, authority: Text, path: Text, query: Text | None) -> Uri:
    user, at, _ = authority.known.rpartition("@")
    credentials = None
    if at:
        login = Text.decoded(unquote(user), authority.span())
        pair = login if ":" in login.value else Text.join([login, Text.decoded(":", login.span())])
        credentials = (Text.decoded("Authorization", authority.span()), [basic(pair, errors="surrogatepass")])
        authority = authority.slice(len(user) + 1, len(authority))
    host, colon, port = authority.known.rpartition(":") if re.search(r":\d*$", authority.known) else (authority.known, "", "")
    number = Number(authority, integer_of(port or DEFAULT_PORTS.get(scheme.value.lower(), "0"), 10, authority))
    lower = scheme if scheme.value.islower() else Text.decoded(scheme.value.lower(), scheme.span())
    name = authority.slice(0, len(host)) if colon else authority
    return Uri(call.origin, lower, authority, String(name), number, path, query, credentials)


def joined(call: Call, base: Uri, text: Text) -> Uri:
    """As `URI.join` (RFC 3986, 5.2), but for dot segments."""
    other = parsed(call, text)
    if other.authority.value:
        return other
    if "/." in other.path.value or other.path.value.startswith("."):
        raise Unsupported("dot segments in a URI that is joined", text.span())
    path = other.path
    if not path.value.startswith("/"):
        path = (
            Text.join([base.path.slice(0, base.path.value.rfind("/") + 1), path])
            if base.path.value
            else Text.join([Text.decoded("/", path.span()), path])
        )
    return Uri(call.origin, base.scheme, base.authority, base.host, base.port, path, other.query, base.credentials)


def request_uri(uri: Uri) -> Text:
    """The path and the query."""
    path = uri.path if uri.path.value else Text.decoded("/", uri.path.span())
    return path if uri.query is None else Text.join([path, Text.decoded("?", path.span()), uri.query])


def canonical(name: Text) -> Text:
    """`content-TYPE` as `Content-Type`; hyphens at its end are lost."""
    written = "-".join(part.capitalize() for part in name.value.rstrip("-").split("-"))
    return name if written == name.value else Text.decoded(written, name.span())


def request_of(call: Call, message: Message, host: Value, port: Value, tls: bool) -> Request:
    """What a connection sends."""
    url = _url(call, message, host, port, tls)
    fields = [Field(name, _list(values, name)) for name, values in message.fields.values()]
    content = _content(call, message)
    replaced = _replaced(message)
    fields = [f for f in fields if f.name.value.lower() not in replaced]
    fields += _added(message, content, fields)
    kept = content if content is not None and content.text.value else None
    return Request(message.method, effective_url(url, fields), tuple(fields), kept, call.origin.span())


def _replaced(message: Message) -> frozenset[str]:
    """The fields that net/http sets itself, whatever the sample says (`send_request_with_body`)."""
    if message.parts is not None:
        return frozenset({"content-type", "content-length"})
    return frozenset() if message.body is None or isinstance(message.body, Null) else frozenset({"content-length"})


def _list(values: list[Text], name: Text) -> Text:
    texts = []
    for number, value in enumerate(values):
        texts += [Text.decoded(", ", name.span())] if number else []
        texts.append(value)
    return Text.join(texts or [name.slice(0, 0)])


def _url(call: Call, message: Message, host: Value, port: Value, tls: bool) -> Text:
    """The URL: a request that was made of a URI names its host itself, whatever it is connected to."""
    target = message.target
    place = call.origin.span()
    if isinstance(target, Uri):
        return _url_of(call, message, target, host, port, tls)
    path = to_text(target)
    if not path.value.startswith("/"):
        raise Unsupported("a request target that is no path", path.span())
    if re.search(r"[\s\x00-\x1f]", path.known.replace("\0", "")):
        raise call.fails("HTTP request path contains a blank (ArgumentError)", target)
    scheme = "https" if tls else "http"
    authority = to_text(host)
    if authority.known.startswith("["):
        raise call.fails("a socket takes an IPv6 address without brackets; write uri.hostname (SocketError)", host)
    if ":" in authority.known:
        authority = Text.join([Text.decoded("[", authority.span()), authority, Text.decoded("]", authority.span())])
    if not (isinstance(port, Number) and str(port.value) == DEFAULT_PORTS[scheme]) and not isinstance(port, Unknown):
        authority = Text.join([authority, Text.decoded(":", authority.span()), to_text(port)])
    return Text.join([Text.decoded(f"{scheme}://", place), authority, path])


def _url_of(call: Call, message: Message, target: Uri, host: Value, port: Value, tls: bool) -> Text:
    """That of a URI. An IPv6 address stands in it without its brackets before net-http of November 2025 (ruby/net-http#237),
    and so is no host."""
    if not target.scheme.value:  # known only at run time
        query = [] if target.query is None else [Text.decoded("?", target.query.span()), target.query]
        return Text.join([target.authority, target.path, *query])
    if not target.authority.value:
        raise call.fails("no host component for URI; write two slashes before the host (ArgumentError)", target)
    scheme = "https" if tls else "http"
    is_same = isinstance(host, Unknown | Null) or to_text(host).value.strip("[]") == to_text(target.host).value.strip("[]")
    if not is_same or (isinstance(port, Number) and isinstance(target.port, Number) and port.value != target.port.value):
        raise Unsupported("a connection to another host than that of the request", message.origin.span())
    if target.authority.known.startswith("[") and "host" not in message.fields:
        raise Unsupported("an IPv6 address in a request that is made of a URI", message.origin.span())
    if scheme == "http" and target.scheme.value == "https":
        call.ruby.warn("the connection is made without TLS; write 'use_ssl = true'", message.origin)
    if scheme == "https" and target.scheme.value == "http" and isinstance(target.port, Number):
        call.ruby.warn(
            f"the connection is made with TLS, to port {target.port.value}; write 'https' in the URI", message.origin
        )
    written = target.scheme if scheme == target.scheme.value else Text.decoded(scheme, call.origin.span())
    return Text.join([written, Text.decoded("://", written.span()), target.authority, request_uri(target)])


def _content(call: Call, message: Message) -> Content | None:
    if message.parts is not None:
        return _multipart(call, message.parts)
    body = message.body
    if body is None or isinstance(body, Null):
        return Content(Text.decoded("", call.origin.span())) if message.allows else None
    if not isinstance(body, String | Unknown):
        raise call.fails("undefined method `bytesize' for the content; give it a text (NoMethodError)", body)
    return Content(to_text(body))


def _added(message: Message, content: Content | None, fields: list[Field]) -> list[Field]:
    """The media type that is said where the sample says none."""
    place = (message.parts or message.body or message).origin.span()
    if message.parts is not None:
        value = f"multipart/form-data; boundary={BOUNDARY}"
    elif content is None or any(f.name.value.lower() == "content-type" and f.value.value for f in fields):
        return []
    else:
        value = "application/x-www-form-urlencoded"
    return [Field(Text.decoded("Content-Type", place), Text.decoded(value, place))]


def _multipart(call: Call, given: Value) -> Content:
    if isinstance(given, Map):
        items = [[String(entry.name), entry.value] for entry in given.entries.values()]
    elif isinstance(given, List):
        items = [item.items if isinstance(item, List) else [item] for item in given.items]
    else:
        raise Unsupported("parts that are known only at run time", given.origin.span())
    return Content.multipart([_part(call, item, given) for item in items], given.origin.span())


def _part(call: Call, item: list[Value], given: Value) -> Part:
    if len(item) < 2:
        raise call.fails("a part without a value", given)
    options = item[2] if len(item) > 2 else None
    own = options if isinstance(options, Map) else Map(given.origin)
    name, said, kind = to_text(item[0]), named(own, "filename"), named(own, "content_type")
    path = item[1].path if isinstance(item[1], File) else None
    filename = to_text(said) if said is not None else None
    if filename is None and path is not None:
        filename = path.slice(path.value.rfind("/") + 1, len(path))
    if any(re.search(r'[\\"]', text.known) for text in (name, filename) if text is not None):
        raise Unsupported("a name in quotation marks of a part", name.span())
    value = Text.placeholder(f"@{path}", path.span()) if path is not None else to_text(item[1])
    if filename is None:
        return Part(name, value)
    media_type = to_text(kind) if kind is not None else Text.decoded("application/octet-stream", filename.span())
    return Part(name, value, filename, media_type)
