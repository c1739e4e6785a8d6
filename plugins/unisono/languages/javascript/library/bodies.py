"""What requests are made of besides strings: buffers, blobs, forms and header lists."""

from __future__ import annotations

import base64
import binascii
import math
from dataclasses import field
from pathlib import PurePosixPath

from unisono.languages.javascript.coercion import is_unknown, to_text, utf8
from unisono.languages.javascript.properties import pair
from unisono.languages.javascript.run import Call, Host, Method, Native, taking
from unisono.languages.javascript.values import (
    Array,
    Boolean,
    Bytes,
    Listing,
    Null,
    Number,
    Object,
    Promise,
    String,
    Undefined,
    Unknown,
    Value,
    failure,
    object_of,
)
from unisono.languages.reading import Unsupported
from unisono.records import dataclass
from unisono.text.regex import regex
from unisono.text.source import Text
from unisono.wire.request import BOUNDARY, TOKEN, Content, Part, in_base64

MAX_ALLOCATED = 1 << 16
"""How many bytes a sample may allocate: more says nothing to a reader, and takes memory."""


@dataclass(slots=True, eq=False)
class Blob(Object):
    """A `Blob`, or a `File` if it has a name."""

    text: Text | None = None
    media_type: Text | None = None
    name: Text | None = None

    kind = "Blob"


@dataclass(slots=True, eq=False)
class Form(Object):
    """A `FormData`: the global one, or that of node-fetch 3."""

    entries_: list[Part] = field(default_factory=list)
    node_fetch: bool = False

    kind = "FormData"

    def content(self, *, closed: bool = True) -> Content:
        """The form written out, with or without a line end behind the last boundary."""
        made = Content.multipart(self.entries_, self.origin.span())
        return made if closed else Content(made.text.slice(0, len(made.text) - len("\r\n")), made.parts)


class PackageForm(Form):
    """That of the form-data package, which is a stream."""

    __slots__ = ()


@dataclass(slots=True, eq=False)
class HeaderList(Object):
    """A `Headers` object: for each name in lower case, the name as written and its values."""

    fields: dict[str, tuple[Text, list[Text]]] = field(default_factory=dict)

    kind = "Headers"

    def append(self, name: Text, value: Text) -> None:
        self.fields.setdefault(name.value.lower(), (name, []))[1].append(normalized(value))

    def replace(self, name: Text, value: Text) -> None:
        self.fields[name.value.lower()] = (name, [normalized(value)])

    def lines(self) -> list[tuple[Text, Text]]:
        """Name and value of each field line; Node.js joins cookies (RFC 6265, 5.4)."""
        fields = self.fields.items()
        return [(name, v) for key, (name, values) in fields for v in ([_joined(key, values)] if key == "cookie" else values)]

    def rows(self) -> list[tuple[Text, Text]]:
        """Name and value of each field; values of one name are joined (Fetch standard, 2.2.2)."""
        return [(name, _joined(key, values)) for key, (name, values) in self.fields.items()]


def normalized(value: Text) -> Text:
    """Without the bytes of white space at either end (Fetch standard, 2.2.2, "normalize")."""
    text = value.value
    left, right = len(text) - len(text.lstrip("\t\n\r ")), len(text.rstrip("\t\n\r "))
    return value.slice(left, max(left, right))


def _joined(key: str, values: list[Text]) -> Text:
    """The values of the field `key` as one: between cookies stands a semicolon, between others a comma."""
    between = "; " if key == "cookie" else ", "
    pieces = [values[0]]
    for value in values[1:]:
        pieces += [Text.decoded(between, value.slice(0, 0).span()), value]
    return Text.join(pieces)


def header_list(call: Call, given: Value) -> HeaderList:
    """The `Headers` that an object, pairs or another `Headers` make."""
    made = HeaderList(given.origin)
    if isinstance(given, Undefined | Null):
        return made
    if isinstance(given, HeaderList):
        made.fields = {key: (name, list(values)) for key, (name, values) in given.fields.items()}
        return made
    if isinstance(given, Unknown | Host) or not isinstance(given, Object):
        raise Unsupported("header fields that are known only at run time", given.origin.span())
    rows = call.run.iterated(given)
    if rows is None:
        for name, value in given.entries():
            made.append(name, to_text(value))
        return made
    for row in rows:
        left, right = pair(call.run, row, "Headers constructor: expected name/value pair to be length 2.", given.origin)
        made.append(to_text(left), to_text(right))
    return made


def headers_constructor(call: Call) -> Value:
    made = header_list(call, call.arg(0))
    made.origin = call.origin
    return made


def _headers(call: Call) -> HeaderList:
    if not isinstance(call.this, HeaderList):
        raise failure("TypeError", "Illegal invocation", call.origin)
    return call.this


def _field_name(call: Call) -> Text:
    name = to_text(call.arg(0))
    if not name.has_placeholder and not TOKEN.fullmatch(name.value):
        raise failure("TypeError", f'"{name.value}" is an invalid header name.', name)
    return name


def _header_append(call: Call) -> Value:
    _headers(call).append(_field_name(call), to_text(call.arg(1)))
    return Undefined(call.origin)


def _header_set(call: Call) -> Value:
    _headers(call).replace(_field_name(call), to_text(call.arg(1)))
    return Undefined(call.origin)


def _header_get(call: Call) -> Value:
    wanted = _field_name(call).value.lower()
    return next((String(v) for n, v in _headers(call).rows() if n.value.lower() == wanted), Null(call.origin))


def _header_has(call: Call) -> Value:
    return Boolean(call.origin, _field_name(call).value.lower() in _headers(call).fields)


def _header_delete(call: Call) -> Value:
    _headers(call).fields.pop(_field_name(call).value.lower(), None)
    return Undefined(call.origin)


def _header_rows(call: Call) -> list[tuple[String, String]]:
    """Names in lower case and values, in the order of the names (Fetch standard, 2.2.2, "sort and combine")."""
    headers = _headers(call)
    if len(headers.fields.get("set-cookie", ("", []))[1]) > 1:
        raise Unsupported("going through several Set-Cookie", call.origin.span())
    rows = [(Text.decoded(n.value.lower(), n.span()), v) for n, v in headers.rows()]
    return sorted(((String(n), String(v)) for n, v in rows), key=lambda row: row[0].origin.value)


def _header_entries(call: Call) -> Value:
    return Listing(call.origin, items=[Array(call.origin, items=list(row)) for row in _header_rows(call)])


def _header_keys(call: Call) -> Value:
    return Listing(call.origin, items=[name for name, _ in _header_rows(call)])


def _header_values(call: Call) -> Value:
    return Listing(call.origin, items=[value for _, value in _header_rows(call)])


def _header_each(call: Call) -> Value:
    for name, value in _header_rows(call):
        call.run.call(call.arg(0), call.arg(1), [value, name, call.this], call.origin)
    return Undefined(call.origin)


HEADERS_METHODS: dict[str, Method] = {
    "append": taking(2, _header_append),
    "set": taking(2, _header_set),
    "get": taking(1, _header_get),
    "has": taking(1, _header_has),
    "delete": taking(1, _header_delete),
    "entries": _header_entries,
    "keys": _header_keys,
    "values": _header_values,
    "forEach": taking(1, _header_each),
}


def form_constructor(call: Call) -> Value:
    if call.args and not isinstance(call.args[0], Undefined):
        raise Unsupported("the fields of a form that stands in a page", call.origin.span())
    return Form(call.origin)


def node_fetch_form_constructor(call: Call) -> Value:
    return Form(call.origin, node_fetch=True)


def form_package_constructor(call: Call) -> Value:
    return PackageForm(call.origin)


def _form_append(call: Call) -> Value:
    form = _form(call)
    form.entries_.append(_part(call, form, to_text(call.arg(0))))
    return Undefined(call.origin)


def _form_set(call: Call) -> Value:
    if isinstance(call.this, Form):
        name = to_text(call.arg(0)).value
        call.this.entries_ = [part for part in call.this.entries_ if part.name.value != name]
    return _form_append(call)


def _form(call: Call) -> Form:
    if not isinstance(call.this, Form):
        raise failure("TypeError", "Illegal invocation", call.origin)
    return call.this


def _form_has(call: Call) -> Value:
    name = to_text(call.arg(0)).value
    return Boolean(call.origin, any(part.name.value == name for part in _form(call).entries_))


def _form_delete(call: Call) -> Value:
    form, name = _form(call), to_text(call.arg(0)).value
    form.entries_ = [part for part in form.entries_ if part.name.value != name]
    return Undefined(call.origin)


def _form_keys(call: Call) -> Value:
    return Listing(call.origin, items=[String(part.name) for part in _form(call).entries_])


def _part(call: Call, form: Form, name: Text) -> Part:
    value, options = call.arg(1), call.arg(2)
    if type(form) is Form and len(call.args) == 3 and not isinstance(value, Blob | FileStream | Unknown):
        raise _no_file(call, form)
    filename = to_text(options) if isinstance(options, String | Unknown) else None
    media_type: Text | None = None
    if isinstance(options, Object):
        given, kind = options.own("filename"), options.own("contentType")
        filename, media_type = to_text(given) if given else None, to_text(kind) if kind else None
    if isinstance(value, Blob):
        if isinstance(form, PackageForm):
            raise Unsupported("a Blob in a form of the form-data package", call.origin.span())
        filename = filename or value.name or Text.decoded("blob", value.origin.span())
        kind_text = value.media_type or Text.decoded("application/octet-stream", value.origin.span())
        return Part(name, value.text or value.origin, filename, kind_text)
    if isinstance(value, FileStream):
        if filename is None and value.path.has_placeholder:
            filename = Text.placeholder(value.path.value, value.path.span())
        filename = filename or Text.decoded(PurePosixPath(value.path.value).name, value.path.span())
        return Part(name, value.content(), filename, media_type or _type_of(filename))
    if isinstance(value, Unknown) and filename is None and _CHOSEN.search(value.origin.known):
        return Part(name, to_text(value), to_text(value), to_text(value))
    if isinstance(value, Unknown) and filename is not None:
        return Part(name, to_text(value), filename, media_type or octets(value.origin))
    if isinstance(form, PackageForm) and not isinstance(value, String | Number | Unknown | Bytes):
        raise Unsupported("this value in a form of the form-data package", value.origin.span())
    text = to_text(value)
    if not isinstance(form, PackageForm) and ("\n" in text.value or "\r" in text.value):
        pieces = text.value.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n")
        text = Text.decoded(pieces, text.span())
    return Part(name, text, filename, media_type or (octets(value.origin) if filename else None))


_CHOSEN = regex(r"\.files(?:\[[^\]]*\]|\.item\([^()]*\))\s*\Z")
"""How browsers give a file that somebody has chosen."""


def _no_file(call: Call, form: Form) -> Exception:
    """Why a file name is no argument for what is no file (XMLHttpRequest standard, 4.3)."""
    if form.node_fetch:
        return Unsupported("a file name for what is no file", call.origin.span())
    return failure("TypeError", "FormData.append: parameter 2 is not of type 'Blob'", call.origin)


_TYPES = {
    ".csv": "text/csv",
    ".gif": "image/gif",
    ".html": "text/html",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".json": "application/json",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".wav": "audio/wav",
    ".webp": "image/webp",
    ".xml": "application/xml",
    ".zip": "application/zip",
}


def _type_of(filename: Text) -> Text:
    """The media type that the form-data package gives a file by its name."""
    suffix = PurePosixPath(filename.value).suffix.lower()
    return Text.decoded(_TYPES.get(suffix, "application/octet-stream"), filename.span())


def as_received(value: Text) -> Text:
    """A header field's value, whose characters are sent as bytes (Fetch standard, 2.2.2), as its receiver reads these: as UTF-8
    where they are that."""
    if value.value.isascii():
        return value
    try:
        parts = [run if unknown else Text.decoded(_utf8_of(run.value), run.span()) for run, unknown in value.runs()]
    except UnicodeError:
        return value
    return Text.join(parts)


def _utf8_of(characters: str) -> str:
    return characters.encode("latin-1").decode()


def octets(place: Text) -> Text:
    return Text.decoded("application/octet-stream", place.span())


def multipart_type(place: Text) -> Text:
    return Text.decoded(f"multipart/form-data; boundary={BOUNDARY}", place.span())


def _form_headers(call: Call) -> Value:
    more = call.arg(0)
    members = list(more.entries()) if isinstance(more, Object) else []
    name = Text.decoded("content-type", call.origin.span())
    return object_of(call.origin, [*members, (name, String(multipart_type(call.origin)))])


def _form_pipe(call: Call) -> Value:
    target = call.arg(0)
    if isinstance(target, Host) and isinstance(end := target.get("end"), Native) and end.call:
        return end.call(Call(call.run, target, [call.this], call.origin))
    raise Unsupported("a form that is piped into this", call.origin.span())


FORM_METHODS: dict[str, Method] = {
    "append": taking(2, _form_append),
    "set": taking(2, _form_set),
    "has": taking(1, _form_has),
    "delete": taking(1, _form_delete),
    "keys": _form_keys,
}
FORM_PACKAGE_METHODS: dict[str, Method] = {"append": _form_append, "getHeaders": _form_headers, "pipe": _form_pipe}


@dataclass(slots=True, eq=False)
class FileStream(Object):
    """What `fs.createReadStream(path)` gives, or a file that was read; its content is known only at run time."""

    path: Text = field(kw_only=True)

    def content(self) -> Text:
        return _content_of(String(self.path), self.origin)


def _content_of(path: Value, origin: Text) -> Text:
    """What is in a file, as a placeholder with its name where that is known."""
    named = isinstance(path, String) and not path.origin.has_placeholder
    return Text.placeholder(f"@{path.origin}", origin.span()) if named else to_text(Unknown(origin))


def read_stream(call: Call) -> Value:
    return FileStream(call.origin, path=to_text(call.arg(0)))


def read_file(call: Call) -> Value:
    """`fs.readFileSync(path, encoding)`: a string in that encoding, or the bytes; what is in the file is not known."""
    path, options = call.arg(0), call.arg(1)
    encoding = options.own("encoding") if isinstance(options, Object) else options
    if not isinstance(path, String) or not isinstance(encoding, String | Undefined | None):
        return call.unknown()
    text = _content_of(path, call.origin)
    return String(text) if isinstance(encoding, String) else Bytes(call.origin, text=text)


def open_as_blob(call: Call) -> Value:
    """`fs.openAsBlob(path, {type})`: a promise of a `Blob` with that file's content (Node.js 19.8)."""
    if not isinstance(call.arg(0), String):
        return call.unknown()
    options = call.arg(1)
    kind = options.own("type") if isinstance(options, Object) else None
    blob = Blob(call.origin, text=_content_of(call.arg(0), call.origin), media_type=to_text(kind) if kind else None)
    return Promise(call.origin, value=blob)


def blob_constructor(call: Call) -> Value:
    options = call.arg(1)
    return _blob(call, options)


def file_constructor(call: Call) -> Value:
    made = _blob(call, call.arg(2))
    made.name = to_text(call.arg(1))
    return made


def file_from(call: Call) -> Value:
    """`fileFromSync(path, type)` of node-fetch 3: a `File` with that file's content."""
    path, media_type = to_text(call.arg(0)), call.arg(1)
    if path.has_placeholder:
        raise Unsupported("a file whose name is known only at run time", call.origin.span())
    name = path.slice(path.value.rfind("/") + 1, len(path))
    kind = None if isinstance(media_type, Undefined) else to_text(media_type)
    return Blob(call.origin, text=to_text(Unknown(call.origin)), media_type=kind, name=name)


def _piece(item: Value) -> Text:
    """What a part of a Blob is."""
    if not isinstance(item, Blob | Bytes):
        return to_text(item)
    text = item.text
    return item.origin if text is None else text


def _blob(call: Call, options: Value) -> Blob:
    given = call.arg(0)
    if not isinstance(given, Array | Undefined):
        raise Unsupported("a Blob of anything but an array", call.origin.span())
    items = given.items if isinstance(given, Array) else []
    pieces = [_piece(item) for item in items]
    kind = options.own("type") if isinstance(options, Object) else None
    text = Text.join(pieces or [Text.decoded("", call.origin.span())])
    return Blob(call.origin, text=text, media_type=to_text(kind) if kind else None)


def buffer_from(call: Call) -> Value:
    """`Buffer.from(value, encoding)`."""
    given, encoding = call.arg(0), _encoding(call.arg(1))
    if isinstance(given, Unknown | FileStream | Host):
        return call.unknown()
    if isinstance(given, Bytes):
        return Bytes(call.origin, text=given.text)
    if isinstance(given, Array):
        return _of_numbers(given, call)
    if not isinstance(given, String):
        raise Unsupported("a Buffer of anything but a string", call.origin.span())
    if encoding in ("utf8", "utf-8"):
        return Bytes(call.origin, text=given.origin)
    if is_unknown(given):
        return call.unknown()
    return Bytes(call.origin, text=Text.decoded(_decoded(given.origin, encoding), given.origin.span()))


def _of_numbers(given: Array, call: Call) -> Value:
    """The bytes that numbers stand for, each by its last eight bits."""
    numbers = [int(item.value) & 0xFF for item in given.items if isinstance(item, Number) and math.isfinite(item.value)]
    try:
        text = bytes(numbers).decode()
    except UnicodeDecodeError:
        text = ""
    if not text or len(numbers) != len(given.items):
        raise Unsupported("a Buffer of bytes that are no UTF-8", call.origin.span())
    return Bytes(call.origin, text=Text.decoded(text, given.origin.span()))


def buffer_alloc(call: Call) -> Value:
    """`Buffer.alloc(size, fill)`: the text `fill` over and over, or zeros."""
    size, fill = call.arg(0), call.arg(1)
    if isinstance(size, Unknown):
        return call.unknown()
    pattern = "\0" if isinstance(fill, Undefined) else fill.origin.value if isinstance(fill, String) else ""
    if not isinstance(size, Number) or not 0 < size.value <= MAX_ALLOCATED or not isinstance(call.arg(2), Undefined):
        raise Unsupported("a Buffer of this size", call.origin.span())
    if not pattern.isascii() or not pattern or is_unknown(fill):
        raise Unsupported("a Buffer that is filled with this", call.origin.span())
    count = int(size.value)
    return Bytes(call.origin, text=Text.decoded((pattern * (count // len(pattern) + 1))[:count], call.origin.span()))


def _decoded(text: Text, encoding: str) -> str:
    try:
        if encoding in ("base64", "base64url"):
            plain = text.value.translate(str.maketrans("-_", "+/", " \t\r\n=")).encode()
            return base64.b64decode(plain + b"=" * (-len(plain) % 4)).decode()
        if encoding == "hex":
            return bytes.fromhex(text.value).decode()
        if encoding in ("ascii", "latin1", "binary") and text.value.isascii():
            return text.value
    except (ValueError, binascii.Error):
        pass
    raise Unsupported(f"a Buffer of {encoding} that is no UTF-8", text.span())


def _encoding(value: Value) -> str:
    return value.origin.value.lower() if isinstance(value, String) else "utf8"


def _buffer_to_string(call: Call) -> Value:
    if not isinstance(call.this, Bytes) or call.this.text is None:
        return call.unknown()
    if len(call.args) > 1 or not isinstance(call.arg(0), String | Undefined):
        raise Unsupported("a part of a Buffer as a string", call.origin.span())
    text, encoding = call.this.text, _encoding(call.arg(0))
    if encoding in ("utf8", "utf-8"):
        return String(text)
    return encoded(call, text, encoding)


def encoded(call: Call, text: Text, encoding: str) -> Value:
    """The bytes of a text in base64, base64url or hex, or each as the character of its number."""
    if text.has_placeholder:
        return String(in_base64(text)) if encoding == "base64" else call.unknown()
    data = utf8(text.value)
    match encoding:
        case "base64":
            value = base64.b64encode(data).decode()
        case "base64url":
            value = base64.urlsafe_b64encode(data).decode().rstrip("=")
        case "hex":
            value = data.hex()
        case "latin1" | "binary":
            value = data.decode("latin-1")
        case _:
            raise Unsupported(f"a Buffer as {encoding}", call.origin.span())
    return String(Text.decoded(value, text.span() if text.value else call.origin.span()))


def buffer_byte_length(call: Call) -> Value:
    given = call.arg(0)
    text = given.text if isinstance(given, Bytes) else to_text(given)
    return call.unknown() if text is None or text.has_placeholder else Number(call.origin, len(utf8(text.value)))


def buffer_concat(call: Call) -> Value:
    given = call.arg(0)
    items = given.items if isinstance(given, Array) else []
    texts = [item.text for item in items if isinstance(item, Bytes) and item.text is not None]
    if len(texts) != len(items) or not items:
        return call.unknown()
    return Bytes(call.origin, text=Text.join(texts))


def is_buffer(call: Call) -> Value:
    return call.unknown() if isinstance(call.arg(0), Unknown) else Boolean(call.origin, type(call.arg(0)) is Bytes)


BYTES_METHODS: dict[str, Method] = {"toString": _buffer_to_string}
