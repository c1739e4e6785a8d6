"""What axios makes of `data`, `params` and `headers`."""

from __future__ import annotations

import json
from dataclasses import field

from unisono.languages.javascript.coercion import is_unknown, to_text, truthy, well_formed
from unisono.languages.javascript.library.bodies import (
    Blob,
    FileStream,
    Form,
    as_received,
    multipart_type,
    normalized,
)
from unisono.languages.javascript.library.dates import Date
from unisono.languages.javascript.library.json import json_of
from unisono.languages.javascript.library.percent import percent_encoded
from unisono.languages.javascript.library.url_values import Pair, SearchParams, form_text
from unisono.languages.javascript.node_http.client import INVALID_VALUE
from unisono.languages.javascript.run import Call, Host, Native
from unisono.languages.javascript.values import (
    Array,
    Boolean,
    Bytes,
    Function,
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
from unisono.text.regex import regex
from unisono.text.source import Text
from unisono.wire.request import TOKEN, Content, Field, Part

_SPELLED = {"accept": "Accept", "content-type": "Content-Type"}
"""Fields that axios' defaults name: they are sent in that spelling, whatever the sample's."""

_UNSAFE = regex(r"[^A-Za-z0-9\-_.!~*'():$,]")
"""What is percent-encoded in the names and values of `params`, where a space is "+"."""


@dataclass(slots=True, eq=False)
class Fields:
    """Header fields by name in lower case; a value of None keeps a field from being sent."""

    lines: dict[str, tuple[Text, Text | None]] = field(default_factory=dict)

    def put(self, name: Text, value: Value) -> None:
        if isinstance(value, Object | Host):
            raise Unsupported("a header field that is no string", value.origin.span())
        off = isinstance(value, Null | Undefined) or (isinstance(value, Boolean) and not value.value)
        text = None if off else normalized(to_text(value))
        if not TOKEN.fullmatch(name.value):
            raise failure("TypeError", f'Header name must be a valid HTTP token ["{name.value}"]', name)
        if text is not None and any(INVALID_VALUE.search(part.value) for part, unknown in text.runs() if not unknown):
            raise Unsupported("characters that axios drops from a header field", text.span())
        lower = name.value.lower()
        old = self.lines.get(lower)
        if (usual := _SPELLED.get(lower, name.value)) != name.value:
            name = Text.decoded(usual, name.span())
        self.lines[lower] = (old[0] if old else name, text and as_received(text))

    def default(self, name: str, value: Text) -> None:
        if name.lower() not in self.lines or self.lines[name.lower()][1] is None:
            self.lines.setdefault(name.lower(), (Text.decoded(name, value.span()), value))

    def replace(self, name: str, value: Text) -> None:
        self.lines[name.lower()] = (Text.decoded(name, value.span()), value)

    def get(self, name: str) -> Text | None:
        return self.lines.get(name, (None, None))[1]

    @property
    def media_type(self) -> str:
        value = self.get("content-type")
        return value.value if value is not None else ""

    def sent(self) -> list[Field]:
        return [Field(name, value) for name, value in self.lines.values() if value is not None]


def content(call: Call, data: Value | None, fields: Fields) -> Content | None:
    """The content that `data` makes, and the `Content-Type` that goes with it."""
    as_json = "application/json" in fields.media_type
    if data is None:
        return None
    place = data.origin
    match data:
        case Form():
            if data.node_fetch:
                raise Unsupported("a form of another client", place.span())
            if as_json:
                raise Unsupported("a form that is sent as JSON", place.span())
            fields.replace("Content-Type", multipart_type(place))
            return data.content()
        case Bytes() if (sent := _whole(data)).text is not None:
            return _content(sent.text)
        case FileStream():
            return Content(data.content())
        case Blob():
            fields.replace("Content-Type", data.media_type or Text.decoded("application/octet-stream", place.span()))
            return _content(data.text or place)
        case SearchParams():
            fields.default("Content-Type", Text.decoded("application/x-www-form-urlencoded;charset=utf-8", place.span()))
            return _content(data.as_text())
        case Unknown() | Host():
            raise Unsupported("data that is known only at run time", place.span())
        case Object() if not isinstance(data, Function | Native):
            return _object_content(call, data, fields)
    return _simple_content(data, as_json)


def _whole(data: Bytes) -> Bytes:
    """What axios sends of bytes: of what looks into a part of an `ArrayBuffer`, all of that."""
    buffer = data.get("buffer")
    return buffer if isinstance(buffer, Bytes) else data


def _content(text: Text) -> Content | None:
    return Content(well_formed(text)) if text.value else None


def _object_content(call: Call, data: Object, fields: Fields) -> Content | None:
    if "application/x-www-form-urlencoded" in fields.media_type:
        return _content(form_text(flattened(data), data.origin))
    if "multipart/form-data" in fields.media_type:
        fields.replace("Content-Type", multipart_type(data.origin))
        return Content.multipart([_part(name, value) for name, value in _pairs(data, "brackets")], call.origin.span())
    fields.default("Content-Type", Text.decoded("application/json", data.origin.span()))
    text = json_of(data)
    return _content(text) if text is not None else None


def _part(name: Text, value: Value) -> Part:
    if isinstance(value, FileStream | Blob | Bytes):
        raise Unsupported("a file in axios' data", value.origin.span())
    return Part(name, to_text(value))


def _simple_content(data: Value, as_json: bool) -> Content | None:
    text = json_of(data) if as_json and not _is_json(data) else to_text(data)
    if text is None or (not as_json and truthy(data) is False):
        return None
    if not as_json and not isinstance(data, String):
        message = "Data after transformation must be a string, an ArrayBuffer, a Buffer, or a Stream"
        raise failure("AxiosError", message, data.origin)
    return _content(text.stripped() if as_json else text)


def _is_json(data: Value) -> bool:
    if not isinstance(data, String):
        return False
    if is_unknown(data):
        return True
    try:
        json.loads(data.origin.value, parse_constant=_refused)
    except (ValueError, RecursionError):
        return False
    return True


def _refused(constant: str) -> None:
    raise ValueError(constant)


def with_params(call: Call, target: Text, params: Value | None, serializer: Value | None) -> Text:
    """Path and query with `params` added to the query."""
    if params is None or truthy(params) is False:
        return target
    if isinstance(params, Unknown | Host):
        raise Unsupported("params that are known only at run time", params.origin.span())
    if not isinstance(params, Object):
        raise failure("TypeError", "target must be an object", params.origin)
    text = _serialized(call, params, serializer)
    if not text.value:
        return target
    mark = Text.decoded("&" if "?" in target.value else "?", text.slice(0, 0).span())
    return Text.join([target, mark, text])


def _serialized(call: Call, params: Object, serializer: Value | None) -> Text:
    arrays = "brackets"
    if isinstance(serializer, Object) and not isinstance(serializer, Function | Native):
        known = {"serialize", "indexes"}
        if set(serializer.members) - known:
            raise Unsupported("these options of paramsSerializer", serializer.origin.span())
        indexes = serializer.get("indexes")
        arrays = "repeat" if isinstance(indexes, Null) else "indices" if indexes and truthy(indexes) else arrays
        serializer = serializer.own("serialize")
    if serializer is not None:
        return to_text(call.run.call(serializer, Undefined(call.origin), [params], call.origin))
    if isinstance(params, SearchParams):
        return params.as_text()
    pieces = [Text.decoded("", params.origin.span())]
    for i, (name, value) in enumerate(flattened(params, arrays)):
        pieces += [Text.decoded("&", name.slice(0, 0).span())] if i else []
        equals = Text.decoded("=", value.slice(0, 0).span())
        pieces += [percent_encoded(name, _UNSAFE, "+"), equals, percent_encoded(value, _UNSAFE, "+")]
    return Text.join(pieces)


def flattened(data: Object, arrays: str = "brackets") -> list[Pair]:
    return [(name, to_text(value)) for name, value in _pairs(data, arrays)]


def _pairs(data: Object, arrays: str) -> list[tuple[Text, Value]]:
    """The names and values that a nested object is flattened to: `a[b]`, and for an array of simple values `a[]`."""
    pairs: list[tuple[Text, Value]] = []
    for key, value in data.entries():
        name = key.stripped()
        flat = type(value) is Array and not any(type(item) in (Object, Array) for item in value.items)
        if name.value.endswith("{}" if flat else ("{}", "[]")) and isinstance(value, Object):
            raise Unsupported("a name that ends in brackets", key.span())
        if isinstance(value, Array) and flat:
            name = name.slice(0, len(name) - 2) if name.value.endswith("[]") else name
            _flat(name, value, arrays, pairs)
        else:
            _deep(name, value, pairs, 0)
    return pairs


def _flat(name: Text, value: Array, arrays: str, pairs: list[tuple[Text, Value]]) -> None:
    for i, item in enumerate(value.items):
        suffix = {"brackets": "[]", "repeat": "", "indices": f"[{i}]"}[arrays]
        if not isinstance(item, Null | Undefined):
            pairs.append((Text.join([name, Text.decoded(suffix, name.span())]), item))


def _deep(name: Text, value: Value, pairs: list[tuple[Text, Value]], depth: int) -> None:
    if depth > 100:
        raise Unsupported("a value that is nested very deeply", value.origin.span())
    if isinstance(value, Null | Undefined):
        return
    if isinstance(value, Object) and type(value) in (Object, Array):
        for key, item in value.entries():
            place = key.slice(0, 0).span()
            bare = key.slice(0, len(key) - 2) if key.value.endswith("[]") else key
            _deep(Text.join([name, Text.decoded("[", place), bare, Text.decoded("]", place)]), item, pairs, depth + 1)
    elif isinstance(value, Date):
        pairs.append((name, String(value.iso())))
    elif isinstance(value, String | Number | Boolean | Unknown):
        pairs.append((name, value))
    else:
        raise Unsupported("this value in axios' data or params", value.origin.span())
