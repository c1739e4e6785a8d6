"""mime/multipart: content in parts, as it is written (src/mime/multipart/writer.go of Go 1.19)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unisono.languages.go.library.streams import Buffer, Part
from unisono.languages.go.library.urls import texts_of
from unisono.languages.go.state import Call, Native
from unisono.languages.go.values import GoMap
from unisono.languages.program.values import Host, String, Value
from unisono.languages.reading import Unsupported
from unisono.records import dataclass
from unisono.text.regex import regex
from unisono.text.source import Text
from unisono.wire.request import BOUNDARY

_UNLIKE = regex(r'[\\"\r\n]')


@dataclass(slots=True, eq=False)
class Writer(Host):
    """A `*multipart.Writer`."""

    buffer: Buffer
    boundary: str = BOUNDARY
    begun: bool = False


def _new(call: Call) -> Value:
    target = call.args[0]
    if not isinstance(target, Buffer):
        raise Unsupported("parts that are written to this", call.origin.span())
    return Writer(call.origin, target)


def _this(call: Call) -> Writer:
    if not isinstance(call.this, Writer):
        raise AssertionError(call.this)
    return call.this


def _begin(call: Call, fields: list[tuple[Text, Text]]) -> Part:
    """Writes the boundary and the header fields of a part."""
    writer, place = _this(call), call.origin.span()
    between = "\r\n" if writer.begun else ""
    writer.begun = True
    pieces = [Text.decoded(f"{between}--{writer.boundary}\r\n", place)]
    for name, value in fields:
        pieces += [name, Text.decoded(": ", place), value, Text.decoded("\r\n", place)]
    writer.buffer.pieces.append(Text.join([*pieces, Text.decoded("\r\n", place)]))
    return Part(call.origin, writer.buffer)


def _disposition(call: Call, name: Text, filename: Text | None = None) -> tuple[Text, Text]:
    place = call.origin.span()
    pieces = [Text.decoded("form-data; name=", place), *_quoted(name)]
    if filename is not None:
        pieces += [Text.decoded("; filename=", place), *_quoted(filename)]
    return Text.decoded("Content-Disposition", place), Text.join(pieces)


def _quoted(name: Text) -> Iterator[Text]:
    """A name in quotation marks. What is escaped with a backslash, no two servers read alike."""
    if _UNLIKE.search(name.known):
        raise Unsupported("a quotation mark, a backslash or a line break in the name of a part", name.span())
    mark = Text.decoded('"', name.span())
    yield from (mark, name, mark)


def _field(call: Call) -> Value:
    """`WriteField`"""
    part = _begin(call, [_disposition(call, call.text(0))])
    part.buffer.pieces.append(call.text(1))
    return call.nil()


def _form_field(call: Call) -> Value:
    return call.well(_begin(call, [_disposition(call, call.text(0))]))


def _form_file(call: Call) -> Value:
    place = call.origin.span()
    kind = (Text.decoded("Content-Type", place), Text.decoded("application/octet-stream", place))
    return call.well(_begin(call, [_disposition(call, call.text(0), call.text(1)), kind]))


def _part(call: Call) -> Value:
    """`CreatePart`, with the header fields in the order of their names."""
    given = call.args[0]
    if not isinstance(given, GoMap):
        raise Unsupported("header fields of a part that are known only at run time", call.origin.span())
    entries = sorted((str(key), entry) for key, entry in given.entries.items())
    return call.well(_begin(call, [(entry.name, value) for _, entry in entries for value in texts_of(entry.value)]))


def _close(call: Call) -> Value:
    writer = _this(call)
    begins = "\r\n" if writer.begun else ""
    writer.buffer.pieces.append(Text.decoded(f"{begins}--{writer.boundary}--\r\n", call.origin.span()))
    return call.nil()


def _type(call: Call) -> Value:
    return String(Text.decoded(f"multipart/form-data; boundary={_written(_this(call).boundary)}", call.origin.span()))


def _written(boundary: str) -> str:
    return f'"{boundary}"' if re.search(r'[()<>@,;:\\"/\[\]?= ]', boundary) else boundary


def _set_boundary(call: Call) -> Value:
    text = call.text(0)
    if text.has_placeholder or not re.fullmatch(r"[A-Za-z0-9'()+_,\-./:=? ]{1,70}(?<! )", text.value):
        raise call.fails("mime: invalid boundary character", call.args[0])
    _this(call).boundary = text.value
    return call.nil()


FUNCTIONS = {"mime/multipart.NewWriter": Native("w", _new)}
METHODS: dict[tuple[type | str, str], Native] = {
    (Writer, "WriteField"): Native("ss", _field),
    (Writer, "CreateFormField"): Native("s", _form_field),
    (Writer, "CreateFormFile"): Native("ss", _form_file),
    (Writer, "CreatePart"): Native("m", _part),
    (Writer, "Close"): Native("", _close),
    (Writer, "FormDataContentType"): Native("", _type),
    (Writer, "Boundary"): Native("", lambda call: call.string(_this(call).boundary)),
    (Writer, "SetBoundary"): Native("s", _set_boundary),
}
