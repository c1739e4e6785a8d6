"""`-F` and `--form-string`: the parts of multipart content (curl manual page, --form; behaviour of curl 7.88)."""

from __future__ import annotations

import re
from dataclasses import replace

from unisono.languages.reading import Invalid, Unsupported
from unisono.languages.shell.curl.data import Input
from unisono.languages.shell.curl.options import Option
from unisono.text.regex import regex
from unisono.text.source import Text
from unisono.wire.request import Field, Part

_QUOTED = regex(r'"((?:[^"\\]|\\.)*)"[^;,]*', re.DOTALL)
_ESCAPE = regex(r'\\([\\"])')
_UNQUOTED = regex(r"[^;]*")
_FILE_NAME = regex(r"[^;,]*")
"""A comma begins another file, and is a character like any other where there is none."""
_PARAMETER = regex(r";\s*(?:(type|filename|headers|encoder)=\s*)?", re.IGNORECASE)
_MEDIA_TYPE = regex(r"[^/ ]{1,127}/[^;, \n]{1,127}")
_MORE_OF_TYPE = {
    _UNQUOTED: regex(r"(?:;(?!\s*(?:type|filename|headers|encoder)=)[^;]*)*", re.IGNORECASE),
    _FILE_NAME: regex(r"(?:;(?!\s*(?:type|filename|headers|encoder)=)[^;,]*)*", re.IGNORECASE),
}

_BY_EXTENSION = {
    ".gif": "image/gif", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".svg": "image/svg+xml",
    ".txt": "text/plain", ".htm": "text/html", ".html": "text/html", ".pdf": "application/pdf", ".xml": "application/xml",
}  # fmt: skip
"""The media types that curl guesses; any other file is `application/octet-stream`."""


def part(option: Option, files: Input) -> Part:
    """The part that an option adds."""
    name, value = _split(option, option.value)
    made = _part(name, value, option, files)
    return made if name.value else replace(made, named=False)


def _part(name: Text, value: Text, option: Option, files: Input) -> Part:
    if option.name == "form-string":
        return Part(name, value)
    sign = value.value[:1]
    if sign == "(":
        raise Unsupported("multipart content inside a part", value.span())
    file = sign in {"@", "<"} and sign
    unquoted = _FILE_NAME if file else _UNQUOTED
    content, end = _word(value, 1 if file else 0, unquoted)
    parameters, end = _parameters(value, end, option, unquoted)
    filename, media_type = parameters.get("filename") if file != "<" else None, parameters.get("type")
    fields = _own_fields(parameters)
    if not file:
        return Part(name, content, filename, media_type or _guessed(filename, filename), fields)
    if value.value[end : end + 1] == ",":
        raise Unsupported("several files in a part", value.span())
    if file == "@" and filename is None:
        filename = content.slice(content.value.rfind("/") + 1, len(content))
    known = files.read(content, Text.join([value.slice(0, 1), content]))
    if content.value == "-":
        return Part(name, known, filename, media_type or _guessed(filename, None), fields)
    default = "application/octet-stream" if filename else None
    return Part(name, known, filename, media_type or _guessed(filename, content) or _decoded(default, content), fields)


def _split(option: Option, value: Text) -> tuple[Text, Text]:
    at = value.value.find("=")
    if at < 0:
        raise Invalid(f"curl: option {option.written}: is badly used here", value.span())
    return value.slice(0, at), value.slice(at + 1, len(value))


def _word(value: Text, start: int, unquoted: re.Pattern[str]) -> tuple[Text, int]:
    """The content or parameter that begins at `start`, without blanks or quotes around it, and where it ends."""
    while value.value[start : start + 1].isspace():
        start += 1
    if quoted := _QUOTED.match(value.value, start):
        inside = value.slice(*quoted.span(1))
        parts, at = [inside.slice(0, 0)], 0
        for escape in _ESCAPE.finditer(inside.value):
            parts += [inside.slice(at, escape.start()), inside.slice(escape.start(1), escape.end())]
            at = escape.end()
        return Text.join([*parts, inside.slice(at, len(inside))]), quoted.end()
    match = unquoted.match(value.value, start)
    end = match.end() if match else start
    return value.slice(start, start + len(value.value[start:end].rstrip())), end


def _parameters(value: Text, at: int, option: Option, unquoted: re.Pattern[str]) -> tuple[dict[str, Text], int]:
    """The parameters that begin at `at`, and where they end."""
    found: dict[str, Text] = {}
    while parameter := _PARAMETER.match(value.value, at):
        name = (parameter[1] or "").lower()
        if name == "type":
            match = _MEDIA_TYPE.match(value.value, parameter.end())
            if not match:
                raise Invalid(f"curl: option {option.written}: is badly used here (illegal media type)", value.span())
            more = _MORE_OF_TYPE[unquoted].match(value.value, match.end())
            at = more.end() if more else match.end()
            found[name] = value.slice(parameter.end(), at).stripped()
        else:
            content, at = _word(value, parameter.end(), unquoted)
            if name == "headers" and name in found:
                raise Unsupported("several header fields of a part", content.span())
            if name:
                found[name] = content
    return found, at


def _own_fields(parameters: dict[str, Text]) -> tuple[Field, ...]:
    """The header fields of a part that `encoder=` and `headers=` add. What the encoder changes is not worked out."""
    fields = []
    if coding := parameters.get("encoder"):
        if coding.value.lower() not in {"binary", "8bit"}:
            raise Unsupported("an encoded part", coding.span())
        fields.append(Field(Text.decoded("Content-Transfer-Encoding", coding.span()), coding))
    if line := parameters.get("headers"):
        name, colon, content = line.value.partition(":")
        if not colon or name.lower().startswith("content-") or line.value[:1] in {"@", "<"} or "\n" in content:
            raise Unsupported("header fields of a part", line.span())
        fields.append(Field(line.slice(0, len(name)), line.slice(len(name) + 1, len(line)).stripped()))
    return tuple(fields)


def _guessed(filename: Text | None, path: Text | None) -> Text | None:
    for name in (filename, path):
        if name is not None:
            dot = name.value.rfind(".")
            media_type = _BY_EXTENSION.get(name.value[dot:].lower()) if dot >= 0 else None
            if media_type == "text/plain" and filename is None:
                return None
            if media_type:
                return _decoded(media_type, name)
    return None


def _decoded(media_type: str | None, place: Text) -> Text | None:
    return Text.decoded(media_type, place.span()) if media_type else None
