"""net/url (src/net/url/url.go of Go 1.19): what is parsed, and as what it is sent."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import unquote_to_bytes

from unisono.languages.go.state import Call, Go, Native
from unisono.languages.go.types import STRINGS, VALUES
from unisono.languages.go.values import GoMap, Slice, Tuple, map_of, to_text
from unisono.languages.program.values import Boolean, Host, Null, String, Unknown, Value
from unisono.languages.reading import Unsupported
from unisono.records import dataclass
from unisono.text.percent import percent_encoded
from unisono.text.regex import regex
from unisono.text.source import Text

_NOT_IN_QUERY = regex(r"[^A-Za-z0-9\-_.~]")
_NOT_IN_SEGMENT = regex(r"[^A-Za-z0-9\-_.~$&+:=@]")
_NOT_IN_PATH = regex(r"[^A-Za-z0-9\-_.~$&+,/:;=@]")
_NOT_LEFT_ALONE = regex(r"[^\0A-Za-z0-9\-_.~!$&'()*+,;=:@\[\]%/]")
_ESCAPED = regex(r"(?:%[0-9A-Fa-f]{2})+")
_BAD_ESCAPE = regex(r"%(?![0-9A-Fa-f]{2}).{0,2}", re.DOTALL)
_URL = regex(r"(?:([A-Za-z][A-Za-z0-9+.\-]*):)?(?://([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?", re.DOTALL)
_NOT_IN_HOST = regex(r"[^\0A-Za-z0-9\-_.~!$&'()*+,;=:\[\]<>\"%\x80-\U0010ffff]")


@dataclass(slots=True, eq=False)
class Url(Host):
    """A `*url.URL`. `authority` is all that stands between `//` and the path but for the user; `path` is as it is sent."""

    scheme: Text
    authority: Text
    path: Text
    query: Text | None
    user: Text | None = None

    def text(self) -> Text:
        """The whole URL, without the user."""
        place = self.authority.span()
        colon = [self.scheme, Text.decoded("://", place)] if self.scheme.value else []
        path = self.path if self.path.value or not self.scheme.value else Text.decoded("/", place)
        mark = [Text.decoded("?", place), self.query] if self.query is not None else []
        return Text.join([*colon, self.authority, path, *mark])


def parsed(call: Call, text: Text) -> Url:
    """As `url.Parse`. Raises where it gives an error."""
    if bad := re.search(r"[\x01-\x1f\x7f]", text.known):
        raise call.fails(f'parse "{text.value}": net/url: invalid control character in URL', String(text.slice(*bad.span())))
    found = _URL.match(text.known)
    if found is None:  # cannot be: every part is optional
        raise AssertionError(text.value)
    scheme, authority, path, query = (
        text.slice(*found.span(group)) if found[group] is not None else None for group in (1, 2, 3, 4)
    )
    nothing = text.slice(0, 0)
    if authority is None and text.known.startswith("\0"):  # a variable that holds scheme and host
        end = text.known.find("/", len(text.known) - len(text.known.lstrip("\0")), found.end(3))
        end = found.end(3) if end < 0 else end
        return Url(call.origin, nothing, text.slice(0, end), _sent(call, text.slice(end, found.end(3))), query)
    if authority is None or scheme is None:
        scheme = scheme or nothing
        return Url(call.origin, scheme, authority or nothing, _sent(call, path or nothing), query)
    user, at, _ = authority.known.rpartition("@")
    login = authority.slice(0, len(user)) if at else None
    host = authority.slice(len(user) + 1, len(authority)) if at else authority
    if bad := _NOT_IN_HOST.search(host.known):
        raise call.fails(f'parse "{text.value}": invalid character "{bad[0]}" in host name', String(host.slice(*bad.span())))
    lower = scheme if scheme.value.islower() else Text.decoded(scheme.value.lower(), scheme.span())
    return Url(call.origin, lower, host, _sent(call, path or nothing), query, login)


def _sent(call: Call, path: Text) -> Text:
    """A path that was parsed: as it is, or all of it escaped anew where it has a character that must be."""
    if bad := _BAD_ESCAPE.search(path.known):
        raise call.fails(f'invalid URL escape "{bad[0]}"', String(path.slice(*bad.span())))
    if not _NOT_LEFT_ALONE.search(path.known):
        return path
    return percent_encoded(decoded(path), _NOT_IN_PATH, errors="surrogateescape")


def decoded(text: Text, *, plus: bool = False) -> Text:
    """Without percent-encoding; `plus`: a `+` is a blank."""

    def character(found: re.Match[str]) -> str:
        if found[0] == "+":
            return " "
        return unquote_to_bytes(found[0]).decode("utf-8", "surrogateescape")

    pattern = re.compile(rf"{_ESCAPED.pattern}|\+") if plus else _ESCAPED
    return text.sub(pattern, character)


def query_encoded(text: Text) -> Text:
    """As `url.QueryEscape`."""
    return percent_encoded(text, _NOT_IN_QUERY, space="+", errors="surrogateescape")


def form(values: GoMap) -> Text:
    """As `Values.Encode`: the names in order."""
    found: list[Text] = [values.origin.slice(0, 0)]
    for _, entry in sorted((str(key), entry) for key, entry in values.entries.items()):
        for item in texts_of(entry.value):
            found += [Text.decoded("&", item.span())] if len(found) > 1 else []
            found += [query_encoded(entry.name), Text.decoded("=", item.span()), query_encoded(item)]
    return Text.join(found)


def texts_of(value: Value) -> list[Text]:
    """The texts of a list."""
    if isinstance(value, Null):
        return []
    if not isinstance(value, Slice):
        raise Unsupported("values that are known only at run time", value.origin.span())
    return [to_text(item) for item in value.items]


def values_in(query: Text | None, origin: Text) -> GoMap:
    """As `url.ParseQuery`: what has a semicolon, or an escape that is none, is left out."""
    made = GoMap(origin, type=VALUES)
    at = 0
    for item in (query.known if query is not None else "").split("&"):
        pair = query.slice(at, at + len(item)) if query is not None else origin
        at += len(item) + 1
        if not item or ";" in item or _BAD_ESCAPE.search(item):
            continue
        name, _, _ = item.partition("=")
        add(made, decoded(pair.slice(0, len(name)), plus=True), decoded(pair.slice(len(name) + 1, len(item)), plus=True))
    return made


def add(values: GoMap, name: Text, value: Text) -> None:
    """As `Values.Add`."""
    if name.has_placeholder:
        raise Unsupported("a name that is known only at run time", name.span())
    before = values.get(name.value)
    items = before.items if isinstance(before, Slice) else []
    values.put(name.value, name, Slice(value, [*items, String(value)], STRINGS))


def _set(call: Call) -> Value:
    name = call.text(0)
    map_of(call.this).entries.pop(name.value, None)
    add(map_of(call.this), name, call.text(1))
    return Tuple(call.origin, [])


def _add(call: Call) -> Value:
    add(map_of(call.this), call.text(0), call.text(1))
    return Tuple(call.origin, [])


def _delete(call: Call) -> Value:
    map_of(call.this).entries.pop(call.text(0).value, None)
    return Tuple(call.origin, [])


def _get(call: Call) -> Value:
    found = map_of(call.this).get(call.text(0).value)
    return found.items[0] if isinstance(found, Slice) and found.items else call.string("")


def _has(call: Call) -> Value:
    return Boolean(call.origin, call.text(0).value in map_of(call.this).entries)


def _parse(call: Call) -> Value:
    return call.well(parsed(call, call.text(0)))


def _parse_query(call: Call) -> Value:
    return call.well(values_in(call.text(0), call.origin))


def this_url(value: Value) -> Url:
    if not isinstance(value, Url):
        raise AssertionError(value)
    return value


def _joined(call: Call, url: Url, parts: list[Value]) -> Url:
    """As `JoinPath`: one slash between any two."""
    path = url.path
    for part in parts:
        text = to_text(part)
        if "." in text.known:
            raise Unsupported("dots in a path that is joined", text.span())
        end = path.slice(0, len(path.known.rstrip("/")))
        path = Text.join([end, Text.decoded("/", text.span()), text.slice(len(text) - len(text.known.lstrip("/")), len(text))])
    return Url(call.origin, url.scheme, url.authority, _sent(call, path), url.query, url.user)


def _join_path(call: Call) -> Value:
    return call.well(String(_joined(call, parsed(call, call.text(0)), call.args[1:]).text()))


def _set_query(go: Go, url: Value, value: Value) -> None:
    del go
    text = to_text(value)
    this_url(url).query = text if text.value else None


def _set_path(go: Go, url: Value, value: Value) -> None:
    del go
    this_url(url).path = percent_encoded(to_text(value), _NOT_IN_PATH, errors="surrogateescape")


def _set_host(go: Go, url: Value, value: Value) -> None:
    del go
    this_url(url).authority = to_text(value)


def _set_scheme(go: Go, url: Value, value: Value) -> None:
    del go
    this_url(url).scheme = to_text(value)


def _set_user(go: Go, url: Value, value: Value) -> None:
    del go
    if not isinstance(value, User):
        raise Unsupported("a user that is known only at run time", value.origin.span())
    this_url(url).user = value.origin


class User(Host):
    """A `*url.Userinfo`: `origin` is the user, a colon and the password."""

    __slots__ = ()


def _user(call: Call) -> Value:
    return User(Text.join([query_encoded(call.text(0)), Text.decoded(":", call.origin.span()), query_encoded(call.text(1))]))


def _made(go: Go, given: Mapping[str, Value], origin: Text) -> Value:
    """`url.URL{Scheme: "https", Host: "…", Path: "…"}`"""
    nothing = Text.decoded("", origin.span())
    url = Url(origin, nothing, nothing, nothing, None)
    for name, value in given.items():
        if (Url, name) not in SETTERS:
            raise Unsupported(f"the field {name} of a URL", value.origin.span())
        SETTERS[Url, name](go, url, value)
    return url


def _query_of(url: Value, origin: Text) -> Value:
    found = this_url(url).query
    return String(found if found is not None else Text.decoded("", origin.span()))


FUNCTIONS = {
    "net/url.Parse": Native("s", _parse),
    "net/url.ParseRequestURI": Native("s", _parse),
    "net/url.ParseQuery": Native("s", _parse_query),
    "net/url.QueryEscape": Native("s", lambda call: String(query_encoded(call.text(0)))),
    "net/url.PathEscape": Native("s", lambda call: String(percent_encoded(call.text(0), _NOT_IN_SEGMENT))),
    "net/url.JoinPath": Native("ss.", _join_path),
    "net/url.UserPassword": Native("ss", _user),
}
METHODS: dict[tuple[type | str, str], Native] = {
    ("url.Values", "Set"): Native("ss", _set),
    ("url.Values", "Add"): Native("ss", _add),
    ("url.Values", "Del"): Native("s", _delete),
    ("url.Values", "Get"): Native("s", _get),
    ("url.Values", "Has"): Native("s", _has),
    ("url.Values", "Encode"): Native("", lambda call: String(form(map_of(call.this)))),
    (Url, "Query"): Native("", lambda call: values_in(this_url(call.this).query, call.origin)),
    (Url, "String"): Native("", lambda call: String(this_url(call.this).text())),
    (Url, "JoinPath"): Native("s.", lambda call: _joined(call, this_url(call.this), call.args)),
}
GETTERS = {
    (Url, "RawQuery"): _query_of,
    (Url, "Path"): lambda url, _: String(decoded(this_url(url).path)),
    (Url, "Host"): lambda url, _: String(this_url(url).authority),
    (Url, "Scheme"): lambda url, _: String(this_url(url).scheme),
    (Url, "User"): lambda _, origin: Unknown(origin, good=True),
}
SETTERS = {
    (Url, "RawQuery"): _set_query,
    (Url, "Path"): _set_path,
    (Url, "Host"): _set_host,
    (Url, "Scheme"): _set_scheme,
    (Url, "User"): _set_user,
}
MAKERS = {"net/url.URL": _made}
