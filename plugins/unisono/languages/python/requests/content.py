"""The content that requests makes of `data=`, `json=` and `files=`."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from unisono.languages.python.attributes import content as file_content
from unisono.languages.python.calls import Call
from unisono.languages.python.library.json import NOT_FINITE, Options, dumped
from unisono.languages.python.library.percent import urlencoded
from unisono.languages.python.operators import iterated, to_text
from unisono.languages.python.thrown import Thrown
from unisono.languages.python.values import Body, Bytes, Const, Map, Object, Seq, Str, Unknown, Value, none, truthy, type_name
from unisono.languages.reading import Unsupported
from unisono.text.source import Span, Text
from unisono.wire.request import BOUNDARY, Content, Field, Part

_ERRORS = "requests.exceptions."


def is_none(value: Value | None) -> bool:
    return value is None or (isinstance(value, Const) and value.value is None)


def falsy(value: Value | None) -> bool:
    """Whether requests takes an argument for not given. A value known only at run time is taken to be there."""
    return value is None or truthy(value) is False


def set_field(headers: Map, name: str, value: Text, span: Span) -> None:
    """A header field that requests adds because of what stands at `span`."""
    headers.set(name, Str(Text.decoded(name, span)), Str(value))


def body_of(headers: Map, arguments: dict[str, Value], places: dict[str, Span], call: Call) -> Value:
    data, files, json_value = arguments.get("data"), arguments.get("files"), arguments.get("json")
    body: Value = none(call.span)
    kind = ""
    if falsy(data) and json_value is not None and not is_none(json_value):
        kind, body = "json", Str(_json(json_value))
    if data is not None and not falsy(data) and _is_stream(data):
        if not falsy(files):
            raise Thrown("NotImplementedError", "Streamed bodies and files are mutually exclusive.", call.span)
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
        return dumped(value, Options(nan=False))
    except Thrown as error:
        if error.message == NOT_FINITE:
            raise Thrown(_ERRORS + "InvalidJSONError", error.message, error.span) from None
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
    if isinstance(data, Const):
        message = f"'body' must be a bytes-like object, file-like object, or iterable. Instead was {data.value!r}"
        raise Thrown("TypeError", message, data.span)
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
            flat += [(text(name, call), text(last, call)) for last in deeper or []]
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
            raise Thrown("ValueError", f"not enough values to unpack (expected 2, got {len(pair)})", call.span)
        if len(pair) > 2:
            raise Thrown("ValueError", "too many values to unpack (expected 2)", call.span)
        yield pair[0], pair[1]


def several(value: Value, call: Call) -> list[Value]:
    if isinstance(value, Seq | Map):
        return iterated(value, call.span) or []
    return [value]


def text(value: Value, call: Call) -> Text:
    return value.text if isinstance(value, Bytes) else to_text(value, call.span)


def _multipart(data: Value | None, files: Value, call: Call) -> Value:
    if isinstance(data, Str | Bytes):
        raise Thrown("ValueError", "Data must not be a string.", call.span)
    if isinstance(files, Unknown) or isinstance(data, Unknown):
        raise Unsupported("parts known only at run time", files.span)
    parts = []
    for name, value in named(data, call) if data is not None else ():
        parts += [Part(text(name, call), text(item, call)) for item in several(value, call) if not is_none(item)]
    for name, value in named(files, call):
        part = _file_part(text(name, call), value, call)
        if part is not None:
            parts.append(part)
    return Body(Content.multipart(parts, files.span), files.span)


def _file_part(name: Text, value: Value, call: Call) -> Part | None:
    filename: Value | None = None
    media_type: Value | None = None
    fields: tuple[Field, ...] = ()
    held = value
    if isinstance(value, Seq) and value.kind in ("tuple", "list"):
        if not 2 <= len(value.items) <= 4:
            raise Thrown("ValueError", f"not enough values to unpack (expected 4, got {len(value.items)})", value.span)
        filename, held, *rest = value.items
        media_type = rest[0] if rest else None
        fields = _part_fields(rest[1], call) if len(rest) > 1 and not falsy(rest[1]) else ()
    else:
        filename = guessed_name(value) or Str(name)
    if is_none(held):
        return None
    return Part(
        name,
        part_content(held),
        None if is_none(filename) or filename is None else text(filename, call),
        None if is_none(media_type) or media_type is None else text(media_type, call),
        fields,
    )


def _part_fields(value: Value, call: Call) -> tuple[Field, ...]:
    """A part's own header fields (urllib3, `RequestField.render_headers`: those without a value are left out)."""
    if not isinstance(value, Map):
        raise Unsupported("header fields of a part that are no dict", value.span)
    fields = tuple(Field(text(name, call), text(item, call)) for name, item in named(value, call) if not falsy(item))
    if wrong := next(
        (f for f in fields if f.name.value.lower() in {"content-disposition", "content-type", "content-location"}), None
    ):
        raise Unsupported("a field of a part that the client sets itself", wrong.name.span())
    return fields


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
    if isinstance(value, Const) and type(value.value) is int:
        return to_text(value, value.span)
    raise Unsupported(f"a part of type {type_name(value)}", value.span)


def drop_length(headers: Map, body: Value) -> None:
    """requests counts the content itself, whatever length the author gives."""
    if not is_none(body) and not (isinstance(body, Str | Bytes) and not body.text.value):
        headers.remove("content-length")
