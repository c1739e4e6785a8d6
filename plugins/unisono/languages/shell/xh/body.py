"""The content that an xh command sends: JSON, a form, multipart, a file, or what it is fed.

After xh's manual, "Request items", and source (0.24).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from unisono.languages import json_dumps
from unisono.languages.javascript.library.percent import FORM, percent_encoded
from unisono.languages.reading import Invalid, Unsupported
from unisono.languages.shell.httpie.body import embedded
from unisono.languages.shell.httpie.items import FIELDS, JSON, JSON_FILE, STRING_FILE, UPLOAD, Item
from unisono.languages.shell.xh import json_text
from unisono.languages.shell.xh.arguments import Arguments, Given
from unisono.records import dataclass
from unisono.text.regex import regex
from unisono.text.source import Text
from unisono.wire.request import BOUNDARY, Content, Part

_JSON, _ACCEPT = "application/json", "application/json, */*;q=0.5"
_FORM = "application/x-www-form-urlencoded"

_TYPES = {
    "csv": "text/csv",
    "gif": "image/gif",
    "htm": "text/html",
    "html": "text/html",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "json": "application/json",
    "md": "text/markdown",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "xml": "text/xml",
    "zip": "application/zip",
}
"""Of the crate mime_guess, those that are the same in all its versions."""

_ODD_IN_NAMES = regex('[\\x00-\\x20"#<>`?{}/%\\x7f-\U0010ffff]')
"""Characters for which reqwest writes the name of a part as `name*` (RFC 8187), which few servers read."""


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """What is sent and the header fields it brings along, each None where there is none. `cause` is what makes the request a
    POST where no method is given."""

    content: Content | None
    media_type: Text | None = None
    accept: Text | None = None
    cause: Text | None = None
    is_multipart: bool = False


def body_of(arguments: Arguments, data: Sequence[Item], stdin: Text | None, *, is_typed: bool) -> Body:
    """The body of a command from its items of data. `stdin` is what xh reads from a pipe or file, None when it reads nothing;
    `is_typed` says whether the author says the media type in a header field.

    Raises Invalid where xh refuses the combination.
    """
    kind, raw = arguments.body_type, arguments.last("--raw")
    if raw is not None and data:
        raise Invalid("Request body (from --raw) and request data (key=value) cannot be mixed.", data[0].word.span())
    if stdin is not None:
        _check_stdin(kind, raw, data)
        return _raw(stdin, stdin, kind)
    if raw is not None:
        return _raw(raw.value, raw.word, kind)
    files = [item for item in data if item.separator == UPLOAD]
    if kind is not None and (kind.option.name == "--multipart" or (kind.option.name == "--form" and files)):
        return _multipart(data, kind.word)
    if kind is not None and kind.option.name == "--form":
        return _form(data, kind.word)
    return _file_body(data, files, is_typed=is_typed) if files else _json(data, kind)


def _check_stdin(kind: Given | None, raw: Given | None, data: Sequence[Item]) -> None:
    hint = "Pass --ignore-stdin to ignore standard input."
    if kind is not None and kind.option.name == "--multipart":
        raise Invalid("Cannot build a multipart request body from stdin", kind.word.span())
    if data:
        raise Invalid(f"Request body (from stdin) and request data (key=value) cannot be mixed. {hint}", data[0].word.span())
    if raw is not None:
        raise Invalid(f"Request body from stdin and --raw cannot be mixed. {hint}", raw.word.span())


def _raw(text: Text, cause: Text, kind: Given | None) -> Body:
    content = Content(text) if text.value else None
    place = cause.span()
    if kind is not None and kind.option.name == "--form":
        return Body(content, Text.decoded(_FORM, kind.word.span()), None, cause)
    return Body(content, Text.decoded(_JSON, place), Text.decoded(_ACCEPT, place), cause)


def _json(data: Sequence[Item], kind: Given | None) -> Body:
    value = json_text.build((item.raw_key, _json_value(item)) for item in data)
    cause = data[0].word if data else None
    named = kind.word if kind is not None else cause
    if named is None:
        return Body(None)
    place = named.span()
    content = Content(json_dumps.joined(json_text.part(value))) if value is not None else None
    return Body(content, Text.decoded(_JSON, place), Text.decoded(_ACCEPT, place), cause)


def _json_value(item: Item) -> json_text.Value:
    match item.separator:
        case "=":
            return json_text.string(item.value)
        case ":=":
            return json_text.parse(item.value, item.word.value)
        case "=@":
            return json_text.string(embedded(item))
        case _:
            return json_text.unknown(embedded(item))


def _text_value(item: Item, of: str) -> Text:
    if item.separator in {JSON, JSON_FILE}:
        raise Invalid(f"JSON values are not supported in {of} fields", item.word.span())
    return embedded(item) if item.separator == STRING_FILE else item.value


def _form(data: Sequence[Item], asked: Text) -> Body:
    media_type = Text.decoded(_FORM, asked.span())
    if not data:
        return Body(None, media_type)
    pairs = form_text([(item.key, _text_value(item, "Form")) for item in data])
    return Body(Content(pairs), media_type, None, data[0].word)


def form_text(pairs: Sequence[tuple[Text, Text]]) -> Text:
    """Pairs as application/x-www-form-urlencoded (URL standard, 5.2)."""
    parts: list[Text] = []
    for name, value in pairs:
        if parts:
            parts.append(Text.decoded("&", name.slice(0, 0).span()))
        equals = Text.decoded("=", value.slice(0, 0).span())
        parts += [percent_encoded(name, FORM, "+"), equals, percent_encoded(value, FORM, "+")]
    return Text.join(parts)


def _multipart(data: Sequence[Item], asked: Text) -> Body:
    """The parts in the order of their items."""
    place = asked.span()
    parts = [_part(item) for item in data]
    media_type = Text.decoded(f"multipart/form-data; boundary={BOUNDARY}", place)
    return Body(Content.multipart(parts, place), media_type, None, data[0].word if data else asked, is_multipart=True)


def _part(item: Item) -> Part:
    if odd := _ODD_IN_NAMES.search(item.key.known):
        said = f"a part named with `{odd[0]}`, which xh sends as `name*`"
        raise Unsupported(said, item.key.span(*odd.span()))
    if item.separator != UPLOAD:
        return Part(item.key, _text_value(item, "multipart"))
    path, media_type, filename = _upload(item)
    if filename is None:
        filename = path.slice(path.known.rfind("/") + 1, len(path))
    return Part(item.key, Text.placeholder(f"@{path.value}", path.span()), filename, media_type)


_PARAMETER = regex(r";(type|filename)=")


def _upload(item: Item) -> tuple[Text, Text | None, Text | None]:
    """The path of `name@path;type=text/csv;filename=a.csv`, and the type and the name of the file where they are said: each by
    the last of its kind, looked for from the end."""
    text, said = item.value, dict[str, Text]()
    for found in reversed([*_PARAMETER.finditer(text.known)]):
        if found[1] in said:
            continue
        said[found[1]] = text.slice(found.end(), len(text))
        text = text.slice(0, found.start())
    if not text.value:
        raise Invalid(f'"{item.word.value}": No such file or directory', item.word.span())
    kind = said.get("type")
    if (
        kind is not None
        and not kind.has_placeholder
        and not re.fullmatch(r"[\w!#$&^.+-]+/[\w!#$&^.+-]+(?:\s*;.*)?", kind.value)
    ):
        raise Invalid(f"'{kind}' is no media type", kind.span())
    return text, kind, said.get("filename")


def _file_body(data: Sequence[Item], files: Sequence[Item], *, is_typed: bool) -> Body:
    """The file of an item without a name, `@order.json`, which is the whole body."""
    if named := next((item for item in files if item.key.value), None):
        raise Invalid("Can't use file fields in JSON mode (perhaps you meant --form?)", named.word.span())
    if other := next((item for item in data if item.separator in FIELDS), None):
        raise Invalid("Request body (from a file) and request data (key=value) cannot be mixed.", other.word.span())
    if len(files) > 1:
        raise Invalid("Can't read request from multiple files", files[1].word.span())
    path, kind, _ = _upload(files[0])
    content = Content(Text.placeholder(f"@{path.value}", path.span()))
    return Body(content, kind or (None if is_typed else _guessed(path)), None, files[0].word)


def _guessed(path: Text) -> Text:
    """The media type that xh takes a file for. Of one whose type it may not know, it depends on the version."""
    name, dot, extension = path.known.rpartition("/")[2].rpartition(".")
    if not dot or not name:
        return Text.decoded(_JSON, path.span())
    known = _TYPES.get(extension.lower())
    if known is None:
        raise Unsupported(f"the media type of a file called *.{extension[:20]}; write ';type=' behind its name", path.span())
    return Text.decoded(known, path.span())
