"""Multipart content as guzzlehttp/psr7 writes it (`MultipartStream`)."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator

from unisono.languages.php.library.files import File, content
from unisono.languages.php.state import Call
from unisono.languages.php.values import to_text
from unisono.languages.program.values import Host, Map, Unknown, Value
from unisono.languages.reading import Unsupported
from unisono.text.regex import regex
from unisono.text.source import Text
from unisono.wire.request import BOUNDARY, Content, Field, Part

Headers = list[tuple[Text, Text]]


def multipart(call: Call, given: Value) -> Content:
    """The content of the option `multipart`."""
    if not isinstance(given, Map):
        raise Unsupported("parts that are known only at run time", given.origin.span())
    parts, texts = [], []
    for element in given.values():
        if not isinstance(element, Map):
            raise call.fails("UnexpectedValueException: An array is expected", element)
        part, headers = _part(call, element)
        place = element.origin.span()
        parts.append(part)
        texts.append(Text.decoded(f"--{BOUNDARY}\r\n", place))
        for number, (name, value) in enumerate(headers):
            texts += [Text.decoded("\r\n", place)] if number else []
            texts += [name, Text.decoded(": ", place), value]
        texts += [Text.decoded("\r\n\r\n", place), part.value, Text.decoded("\r\n", place)]
    end = Text.decoded(f"--{BOUNDARY}--\r\n", given.origin.span())
    return Content(Text.join([*texts, end]), tuple(parts))


def _part(call: Call, element: Map) -> tuple[Part, Headers]:
    """A part, and all of its header fields in the order in which they are sent."""
    name, value = element.get("name"), element.get("contents")
    if name is None or value is None:
        missing = "name" if name is None else "contents"
        raise call.fails(f"InvalidArgumentException: A '{missing}' key is required", element)
    text, filename = _contents(value, element)
    headers = list(_headers(element))
    said = {written.value.lower(): value for written, value in headers}
    place = element.origin.span()
    if unlike := next((name for name in (to_text(name), filename) if name is not None and _UNLIKE.search(name.known)), None):
        raise Unsupported("a quotation mark or a line break in the name of a part", unlike.span())
    if "content-disposition" in said:
        raise Unsupported("a Content-Disposition that is written out", element.origin.span())
    end = [] if filename is None else [Text.decoded('"; filename="', place), filename]
    disposition = Text.join([Text.decoded('form-data; name="', place), to_text(name), *end, Text.decoded('"', place)])
    headers.append((Text.decoded("Content-Disposition", place), disposition))
    if "content-length" not in said and text.value:
        length = str(len(text.value.encode("utf-8", "surrogatepass")))
        size = Text.placeholder("length", place) if text.has_placeholder else Text.decoded(length, place)
        headers.append((Text.decoded("Content-Length", place), size))
    media_type = said.get("content-type")
    if media_type is None and filename is not None and (guessed := mimetypes.guess_type(filename.value)[0]):
        media_type = Text.decoded(guessed, place)
        headers.append((Text.decoded("Content-Type", place), media_type))
    own = tuple(Field(*found) for found in headers if found[0].value.lower() not in _OF_THE_PART)
    return Part(to_text(name), text, filename, media_type, own), headers


_UNLIKE = regex(r'["\r\n]')
"""What is not escaped, so that no two servers read it alike."""

_OF_THE_PART = frozenset({"content-disposition", "content-length", "content-type"})


def _contents(value: Value, element: Map) -> tuple[Text, Text | None]:
    """What is in a part, and the name of its file: that of a file that is open, where no other is said."""
    said = element.get("filename")
    filename = to_text(said) if said is not None and to_text(said).value else None
    if isinstance(value, File):
        filename = filename or value.path
        text = to_text(content(value.path))
    elif isinstance(value, Map | Host):
        raise Unsupported("such contents of a part", value.origin.span())
    else:
        text = to_text(value)
    return text, None if filename is None else filename.slice(filename.value.rfind("/") + 1, len(filename))


def _headers(element: Map) -> Iterator[tuple[Text, Text]]:
    given = element.get("headers")
    if given is None:
        return
    if not isinstance(given, Map) or isinstance(given, Unknown):
        raise Unsupported("header fields that are known only at run time", given.origin.span())
    for entry in given.entries.values():
        yield entry.name, to_text(entry.value)
