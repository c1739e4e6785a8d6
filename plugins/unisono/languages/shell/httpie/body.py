"""The content that an HTTPie command sends: JSON, a form, multipart, or what it is fed.

After HTTPie's documentation, "JSON", "Forms", "File upload forms", "Raw request body" and "Redirected Input".
"""

from __future__ import annotations

import mimetypes
from collections.abc import Iterable
from functools import cache

from unisono.languages.reading import Invalid
from unisono.languages.shell.httpie import json_text as pie
from unisono.languages.shell.httpie.arguments import BODY_TYPE, Arguments
from unisono.languages.shell.httpie.items import DATA, FIELDS, JSON, JSON_FILE, STRING, STRING_FILE, UPLOAD, Item
from unisono.languages.shell.httpie.nested import build
from unisono.languages.shell.httpie.url import urlencoded
from unisono.records import dataclass
from unisono.text.source import Text
from unisono.wire.request import BOUNDARY, Content, Part

_MIXED = (
    "Request body (from stdin, --raw or a file) and request data (key=value) cannot be mixed. "
    "Pass --ignore-stdin to let key/value take priority. See https://httpie.io/docs#scripting for details."
)
_COMPLEX = "Cannot use complex JSON value types with --form/--multipart."


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """What is sent and the header fields it brings along, each None where there is none.

    `media_type` and `accept` give way to the author's fields. `boundary` is that of multipart content, None for any other;
    it is added to the author's media type too.
    """

    content: Content | None
    media_type: Text | None = None
    accept: Text | None = None
    boundary: Text | None = None


def body_of(arguments: Arguments, items: list[Item], stdin: Text | None) -> Body:
    """The body of a command. `stdin` is what HTTPie reads from a pipe or file, None when it reads nothing.

    Raises Invalid where HTTPie refuses the combination.
    """
    given = arguments.last(BODY_TYPE)
    data = [item for item in items if item.separator in DATA]
    if given is None or given.option.names[0] == "--json":
        return _json(arguments, data, stdin, given.word if given else None)
    fields = [(item.key, _form_value(item)) for item in data if item.separator in FIELDS]
    fed = _fed(arguments, stdin, data)
    if given.option.names[0] == "--multipart" or any(item.separator == UPLOAD for item in data):
        return _multipart(arguments, data, given.word)
    text = fed if fed is not None else urlencoded(grouped(fields))
    return Body(_content(text), Text.decoded("application/x-www-form-urlencoded; charset=utf-8", given.word.span()))


def _json(arguments: Arguments, data: list[Item], stdin: Text | None, asked: Text | None) -> Body:
    fields = [item for item in data if item.separator in FIELDS]
    value = build((item.key, _json_value(item)) for item in fields)
    file = _body_file([item for item in data if item.separator == UPLOAD], fields)
    if file is not None:
        _fed(arguments, stdin, data)
    fed = _file(file) if file is not None else _fed(arguments, stdin, data)
    text = pie.json_text(value) if value is not None else fed
    cause = asked or (data[0].word if data else fed)
    if cause is None or (asked is None and fed is not None and not fed.value and arguments.has("--raw")):
        return Body(None)  # an empty --raw is no data, an empty stdin is
    place = cause.span()
    guessed = _type_of(file) if file is not None else None
    media_type = guessed or Text.decoded("application/json", place)
    return Body(_content(text), media_type, Text.decoded("application/json, */*;q=0.5", place))


def _body_file(uploads: list[Item], fields: list[Item]) -> Text | None:
    """The file of an item without a name, `@order.json`, which is the whole body."""
    for i, upload in enumerate(uploads):
        if upload.key.value:
            names = ",".join(dict.fromkeys(item.key.value for item in uploads))
            raise Invalid(f"Invalid file fields (perhaps you meant --form?): {names}", upload.word.span())
        if i:
            raise Invalid("Can't read request from multiple files", upload.word.span())
    if uploads and fields:
        raise Invalid(_MIXED, uploads[0].word.span())
    return _upload(uploads[0])[0] if uploads else None


def _fed(arguments: Arguments, stdin: Text | None, data: list[Item]) -> Text | None:
    """What `--raw` or stdin holds, if any; neither may come together with the other or with data items."""
    raw = arguments.last("--raw")
    if raw is None and stdin is None:
        return None
    if data or (raw is not None and stdin is not None):
        raise Invalid(_MIXED, data[0].word.span() if data else arguments.options["--raw"][-1].word.span())
    return raw.value if raw is not None else stdin


def _content(text: Text | None) -> Content | None:
    return Content(text) if text is not None and text.value else None


def _json_value(item: Item) -> pie.Value:
    if item.separator == STRING:
        return pie.string(item.value)
    if item.separator == JSON:
        return pie.parse(item.value, repr(item.word.value))
    if item.separator == STRING_FILE:
        return pie.string(embedded(item))
    return pie.unknown(embedded(item))


def embedded(item: Item) -> Text:
    """The content of the file that an item names: not known to a reader of samples."""
    if not item.value.value:
        raise Invalid(f"{item.word.value!r}: [Errno 2] No such file or directory: ''", item.word.span())
    return _file(item.value)


def _file(path: Text) -> Text:
    return Text.placeholder("@" + path.value, path.span())


def _form_value(item: Item) -> Text:
    """A form takes strings and numbers only."""
    if item.separator == STRING:
        return item.value
    if item.separator in {STRING_FILE, JSON_FILE}:
        return embedded(item)
    try:
        value = pie.parse(item.value, "")
    except Invalid as error:
        raise Invalid(_COMPLEX, item.word.span()) from error
    if not isinstance(value, pie.Scalar) or value.plain is None:
        raise Invalid(_COMPLEX, item.word.span())
    return value.plain


def grouped(pairs: Iterable[tuple[Text, Text]]) -> list[tuple[Text, Text]]:
    """The pairs in HTTPie's order: those of one name together, where the first of them stands."""
    by_name: dict[str, list[tuple[Text, Text]]] = {}
    for name, value in pairs:
        by_name.setdefault(name.value, []).append((name, value))
    return [pair for pairs_of_name in by_name.values() for pair in pairs_of_name]


def _multipart(arguments: Arguments, data: list[Item], asked: Text) -> Body:
    """HTTPie leaves fields with `:=` out of multipart content."""
    by_name: dict[str, list[Part]] = {}
    for item in data:
        if item.separator in {STRING, STRING_FILE, UPLOAD}:
            by_name.setdefault(item.key.value, []).append(_part(item))
    given = arguments.last("--boundary")
    boundary = given.value if given and given.value.value else Text.decoded(BOUNDARY, asked.span())
    parts = [part for parts_of_name in by_name.values() for part in parts_of_name]
    media_type = Text.join([Text.decoded("multipart/form-data; boundary=", asked.span()), boundary])
    return Body(Content.multipart(parts, asked.span(), boundary.value), media_type, boundary=boundary)


def _part(item: Item) -> Part:
    if item.separator == STRING:
        return Part(item.key, item.value)
    if item.separator == STRING_FILE:
        return Part(item.key, embedded(item))
    path, media_type = _upload(item)
    filename = path.slice(path.known.rfind("/") + 1, len(path))
    return Part(item.key, _file(path), filename, media_type or _type_of(path))


def _upload(item: Item) -> tuple[Text, Text | None]:
    """The path of `name@path;type=text/csv`, and the type if there is one."""
    path, marker, rest = item.value.known.partition(";type=")
    if not path:
        raise Invalid(f"{item.word.value!r}: [Errno 2] No such file or directory: ''", item.word.span())
    begin = len(path) + len(marker)
    kind = rest.partition(";type=")[0]
    return item.value.slice(0, len(path)), item.value.slice(begin, begin + len(kind)) if kind else None


@cache
def _types() -> mimetypes.MimeTypes:
    """Python's own table of file name extensions, without what a machine adds to it."""
    return mimetypes.MimeTypes()


def guessed_type(path: str) -> str | None:
    """The media type that HTTPie takes a file for."""
    return _types().guess_type(path, strict=False)[0]


def _type_of(path: Text) -> Text | None:
    known = guessed_type(path.known.replace("\0", "_"))
    return Text.decoded(known, path.span()) if known else None
