"""`URL` and `URLSearchParams` objects."""

from __future__ import annotations

from dataclasses import field

from unisono.languages.javascript.coercion import is_unknown, to_string, to_text
from unisono.languages.javascript.library import urls
from unisono.languages.javascript.library.percent import FORM, QUERY, percent_decoded, percent_encoded
from unisono.languages.javascript.library.urls import ParsedUrl
from unisono.languages.javascript.properties import pair
from unisono.languages.javascript.run import Call, Method, taking
from unisono.languages.javascript.values import (
    Array,
    Boolean,
    Listing,
    Null,
    Number,
    Object,
    String,
    Undefined,
    Unknown,
    Value,
    failure,
)
from unisono.languages.reading import Unsupported
from unisono.records import dataclass
from unisono.text.source import Text

Pair = tuple[Text, Text]


@dataclass(slots=True, eq=False)
class SearchParams(Object):
    """Pairs of name and value (URL standard, 6). `url` is the URL whose query they are, if any."""

    pairs: list[Pair] = field(default_factory=list)
    url: Url | None = None

    kind = "URLSearchParams"

    def get(self, name: str) -> Value | None:
        return Number(self.origin, len(self.pairs)) if name == "size" else Object.get(self, name)

    def as_text(self) -> Text:
        """The pairs as application/x-www-form-urlencoded."""
        return form_text(self.pairs, self.origin)

    def changed(self) -> None:
        if self.url is not None:
            self.url.stale = True


def form_text(pairs: list[Pair], origin: Text) -> Text:
    """Pairs of name and value as application/x-www-form-urlencoded (URL standard, 5.2)."""
    pieces: list[Text] = [Text.decoded("", origin.span())]
    for i, (name, value) in enumerate(pairs):
        if i:
            pieces.append(Text.decoded("&", name.slice(0, 0).span()))
        pieces += [
            percent_encoded(name, FORM, "+"),
            Text.decoded("=", value.slice(0, 0).span()),
            percent_encoded(value, FORM, "+"),
        ]
    return Text.join(pieces)


def form_pairs(query: Text) -> list[Pair]:
    """The pairs that a query or form content holds (URL standard, 5.1)."""
    pairs, at = [], 0
    shape = query.masked(urls.UNKNOWN)
    for item in shape.split("&"):
        if item:
            equals = item.find("=")
            middle = at + (equals if equals >= 0 else len(item))
            name, value = query.slice(at, middle), query.slice(min(middle + 1, at + len(item)), at + len(item))
            pairs.append((percent_decoded(name, plus=True), percent_decoded(value, plus=True)))
        at += len(item) + 1
    return pairs


@dataclass(slots=True, eq=False)
class Url(Object):
    """A `URL` object."""

    parsed: ParsedUrl | None = None
    params: SearchParams | None = None
    stale: bool = False  # the parameters have changed since: written out when somebody asks, and not at each change

    kind = "URL"

    @property
    def url(self) -> ParsedUrl:
        if self.parsed is None:
            raise Unsupported("a URL that is not there", self.origin.span())
        if self.stale and self.params is not None:
            self.stale = False
            self.replace(query=self.params.as_text() if self.params.pairs else None)
        return self.parsed

    def as_text(self) -> Text:
        return self.href

    @property
    def href(self) -> Text:
        url = self.url
        colon, hash_ = (Text.decoded(c, url.host.span()) for c in (":", "#"))
        if url.opaque:
            return Text.join([url.scheme, colon, url.path])
        login = [url.username, *([colon, url.password] if url.password.value else [])]
        if url.username.value or url.password.value:
            start = [url.scheme, Text.decoded("://", url.host.span()), *login, Text.decoded("@", url.host.span()), url.host]
            start += [colon, url.port] if url.port.value else []
        else:
            start = [url.origin()]
        return Text.join([*start, url.target(), *([hash_, url.fragment] if url.fragment and url.fragment.value else [])])

    def get(self, name: str) -> Value | None:
        if name == "searchParams":
            if self.params is None:
                self.params = SearchParams(self.origin, pairs=form_pairs(self.url.query) if self.url.query else [], url=self)
            return self.params
        text = self._part(name)
        return String(text) if text is not None else Object.get(self, name)

    def _part(self, name: str) -> Text | None:
        url = self.url
        empty = url.host.slice(0, 0)
        colon = Text.decoded(":", empty.span())
        match name:
            case "href":
                return self.href
            case "protocol":
                return Text.join([url.scheme, colon])
            case "hostname":
                return url.host
            case "host":
                return Text.join([url.host, colon, url.port]) if url.port.value else url.host
            case "port":
                return url.port
            case "pathname":
                return url.path
            case "search":
                return Text.join([Text.decoded("?", url.query.slice(0, 0).span()), url.query]) if url.query else empty
            case "hash":
                return Text.join([Text.decoded("#", empty.span()), url.fragment]) if url.fragment else empty
            case "origin":
                return url.origin()
            case "username":
                return url.username
            case "password":
                return url.password
        return None

    def replace(self, **changes: Text | None) -> None:
        url = self.url
        names = ("scheme", "username", "password", "host", "port", "path", "query", "fragment")
        values = {name: changes.get(name, getattr(url, name)) if name in changes else getattr(url, name) for name in names}
        self.parsed = ParsedUrl(**values)

    def set(self, name: Text, value: Value) -> None:
        text = to_text(value)
        match name.value:
            case "search":
                query = text.slice(1, len(text)) if text.value.startswith("?") else text
                self.replace(query=percent_encoded(query, QUERY) if query.value else None)
                self.params = None
            case "pathname":
                self.replace(path=urls.normal_path(text))
            case "hash":
                self.replace(fragment=None)
            case "username" | "password":
                self.replace(**{name.value: text})
            case "host" | "hostname" | "port" | "protocol" | "href" | "origin":
                raise Unsupported(f"setting a URL's {name.value}", name.span())
            case _:
                Object.set(self, name, value)


def url_constructor(call: Call) -> Value:
    """`new URL(input, base)`."""
    base_value, given = call.arg(1), call.arg(0)
    try:
        base = None if isinstance(base_value, Undefined) else as_url(base_value)
        parsed = as_url(given, base)
    except urls.NotAUrl:
        raise failure("TypeError", "Invalid URL", given.origin) from None
    return Url(call.origin, parsed=parsed)


def as_url(value: Value, base: ParsedUrl | None = None) -> ParsedUrl:
    """The URL that a string or `URL` object says. Raises `NotAUrl`."""
    return value.url if isinstance(value, Url) else urls.parse_url(to_text(value), base)


def search_params_constructor(call: Call) -> Value:
    """`new URLSearchParams(init)` of a string, an object, pairs or another one."""
    given = call.arg(0)
    made = SearchParams(call.origin)
    if isinstance(given, Undefined):
        return made
    if isinstance(given, SearchParams):
        made.pairs = list(given.pairs)
    elif isinstance(given, Unknown) or (isinstance(given, String) and is_unknown(given) and given.origin.value == ""):
        raise Unsupported("parameters that are known only at run time", call.origin.span())
    elif isinstance(given, Object):
        made.pairs = _pairs(call, given)
    else:
        text = to_text(given)
        made.pairs = form_pairs(text.slice(1, len(text)) if text.value.startswith("?") else text)
    return made


def _pairs(call: Call, given: Object) -> list[Pair]:
    rows = call.run.iterated(given)
    if rows is None:
        found: dict[str, Pair] = {}
        for name, value in given.entries():
            found[name.value] = (name, to_text(value))
        return list(found.values())
    wrong = "Each query pair must be an iterable [name, value] tuple"
    pairs = (pair(call.run, row, wrong, call.origin) for row in rows)
    return [(to_text(left), to_text(right)) for left, right in pairs]


def _params(call: Call) -> SearchParams:
    if not isinstance(call.this, SearchParams):
        raise failure("TypeError", 'Value of "this" must be of type URLSearchParams', call.origin)
    return call.this


def _append(call: Call) -> Value:
    params = _params(call)
    params.pairs.append((to_text(call.arg(0)), to_text(call.arg(1))))
    params.changed()
    return Undefined(call.origin)


def _set(call: Call) -> Value:
    params = _params(call)
    name, value = to_text(call.arg(0)), to_text(call.arg(1))
    same = [i for i, pair in enumerate(params.pairs) if pair[0].value == name.value]
    if same:
        params.pairs[same[0]] = (name, value)
        for i in reversed(same[1:]):
            del params.pairs[i]
    else:
        params.pairs.append((name, value))
    params.changed()
    return Undefined(call.origin)


def _matches(call: Call, pair: Pair) -> bool:
    """Whether a pair is one of the name, and of the value if there is one, that `has` and `delete` are given."""
    value = call.arg(1)
    return pair[0].value == to_text(call.arg(0)).value and (
        isinstance(value, Undefined) or pair[1].value == to_text(value).value
    )


def _delete(call: Call) -> Value:
    params = _params(call)
    params.pairs = [pair for pair in params.pairs if not _matches(call, pair)]
    params.changed()
    return Undefined(call.origin)


def _get(call: Call) -> Value:
    params, name = _params(call), to_text(call.arg(0)).value
    return next((String(v) for n, v in params.pairs if n.value == name), Null(call.origin))


def _get_all(call: Call) -> Value:
    params, name = _params(call), to_text(call.arg(0)).value
    return Array(call.origin, items=[String(v) for n, v in params.pairs if n.value == name])


def _has(call: Call) -> Value:
    return Boolean(call.origin, any(_matches(call, pair) for pair in _params(call).pairs))


def _sort(call: Call) -> Value:
    params = _params(call)
    params.pairs.sort(key=lambda pair: pair[0].value.encode("utf-16-be", "surrogatepass"))
    params.changed()
    return Undefined(call.origin)


def _entries(call: Call) -> Value:
    rows = [Array(call.origin, items=[String(n), String(v)]) for n, v in _params(call).pairs]
    return Listing(call.origin, items=list(rows))


def _keys(call: Call) -> Value:
    return Listing(call.origin, items=[String(n) for n, _ in _params(call).pairs])


def _values(call: Call) -> Value:
    return Listing(call.origin, items=[String(v) for _, v in _params(call).pairs])


def _for_each(call: Call) -> Value:
    for name, value in list(_params(call).pairs):
        call.run.call(call.arg(0), call.arg(1), [String(value), String(name), call.this], call.origin)
    return Undefined(call.origin)


SEARCH_PARAMS_METHODS: dict[str, Method] = {
    "append": taking(2, _append),
    "set": taking(2, _set),
    "delete": taking(1, _delete),
    "get": taking(1, _get),
    "getAll": taking(1, _get_all),
    "has": taking(1, _has),
    "sort": _sort,
    "entries": _entries,
    "keys": _keys,
    "values": _values,
    "forEach": taking(1, _for_each),
    "toString": to_string,
}
URL_METHODS: dict[str, Method] = {"toString": to_string, "toJSON": to_string}
