"""The header fields of curl's requests, in the order and spelling in which curl 7.88 sends them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from unisono.languages.reading import Misprint, Unsupported
from unisono.languages.shell.curl.dates import moment
from unisono.languages.shell.curl.options import Option
from unisono.text.regex import regex
from unisono.text.source import Span, Text
from unisono.text.typography import BLANK, advice
from unisono.wire.request import Content, Field

_FOLD = regex(r"(?:(?<![ \t])[ \t]++)?\r?\n[ \t]++(?=[^\s\0])")  # which servers take for one blank (RFC 9112, 5.2)
_OFFSET = regex("0|[1-9][0-9]{0,17}")  # behind a 0 curl reads octal digits


class Header(NamedTuple):
    """What one `-H` asks for: a field, or with `value` None that there be no such field."""

    name: Text
    value: Text | None


def header(line: Text) -> Header | None:
    """`Name: value`, `Name:` (no such field), `Name;` (an empty value); anything else, as a blank behind that `;`, curl leaves
    out."""
    if line.value[:1].isspace():
        raise Unsupported("a header field that begins with a blank", line.span())
    line = line.sub(_FOLD, lambda _: " ")
    if "\n" in line.value or "\r" in line.value:  # also at its end
        raise Unsupported("several lines in one header field", line.span())
    colon = line.value.find(":")
    if colon > 0:
        value = line.slice(colon + 1, len(line)).stripped()
        return Header(line.slice(0, colon).stripped(), value if value.value else None)
    semicolon = line.value.find(";")
    if colon < 0 < semicolon == len(line) - 1:
        return Header(line.slice(0, semicolon), line.slice(semicolon + 1, len(line)))
    return None


def header_misprint(line: Text) -> Misprint | None:
    """That curl leaves out what `header` answers with None, and a blank that is none to it."""
    if blank := BLANK.search(line.value):
        return Misprint(advice(blank[0]), line.span(*blank.span()))
    if not line.value.strip() or line.has_placeholder or header(line) is not None:
        return None
    meant = re.sub(r"^([\w-]+)(?:[ \t]*[=;][ \t]*|[ \t]+)(?=\S)", r"\1: ", line.value)
    written = f"write '{meant}'" if meant != line.value else "write 'Name: value'"
    aspect = "media-type" if line.value.lower().startswith("content-type") else ""
    return Misprint(f"curl leaves out the header '{line}', which has no colon; {written}", line.span(), aspect)


def check_host_field(headers: Iterable[Header]) -> None:
    """A request without `Host` names no resource; a server answers 400 (RFC 9112, 3.2)."""
    for name, value in headers:
        if name.value.lower() == "host" and (value is None or not value.value):
            raise Unsupported("a request without its `Host`", name.span())


def headers_of(option: Option, file: Text | None) -> Iterator[Option]:
    """`-H @file`: one `-H` for each line of it."""
    if file is None:
        raise Unsupported("header fields from a file", option.value.span())
    for line in file.lines():
        if line.value.strip():
            yield replace(option, value=line)


def decoded_field(name: str, value: Text | str, place: Span) -> Field:
    """A field that an option adds; `place` is the option's."""
    return Field(Text.decoded(name, place), Text.decoded(value, place) if isinstance(value, str) else value)


def _is_on(option: dict[str, Option], name: str) -> bool:
    return name in option and option[name].on


def simple_fields(option: dict[str, Option]) -> Iterator[Field]:
    """The fields that options with one value set: `-A`, `-e`, `--tr-encoding`, `--etag-compare`."""
    for name, field, make in (("user-agent", "User-Agent", _user_agent), ("referer", "Referer", _referer)):
        found = option.get(name)
        if found and (value := make(found.value)):
            yield decoded_field(field, value, found.written.span())
    if _is_on(option, "tr-encoding"):
        yield decoded_field("TE", "gzip", option["tr-encoding"].written.span())
    if etag := option.get("etag-compare"):
        yield decoded_field("If-None-Match", Text.placeholder(f"@{etag.value}", etag.value.span()), etag.written.span())


def byte_range(option: dict[str, Option], content: Content | None) -> Field | None:
    """`-C` and `-r`: `Range`; with content `Content-Range`, and with a form nothing."""
    if content and content.parts is not None:
        return None
    found = _offset(option, content) or option.get("range")
    if not found:
        return None
    place, written = found.value.span(), found.value
    if "-" not in written.value and written.value[:1].isdecimal() and not written.has_placeholder:
        written = Text.join([written, Text.decoded("-", place)])
    if content is None:
        return decoded_field("Range", Text.join([Text.decoded("bytes=", place), written]), found.written.span())
    if content.text.has_placeholder:
        raise Unsupported("a range of content of unknown size", place)
    size = len(content.text.value.encode("utf-8", "surrogatepass"))
    value = Text.join([Text.decoded("bytes ", place), written, Text.decoded(f"/{size}", place)])
    return decoded_field("Content-Range", value, found.written.span())


def _offset(option: dict[str, Option], content: Content | None) -> Option | None:
    """`-C` where it asks for another beginning than the content's."""
    found = option.get("continue-at")
    if found is None:
        return None
    offset = found.value.value
    if offset == "-" and not content and not option.keys() & {"output", "remote-name", "remote-name-all"}:
        return None  # there is no file to continue
    if not _OFFSET.fullmatch(offset) or content:
        raise Unsupported("the offset of `-C`, which depends on a file", found.value.span())
    return None if offset == "0" else found


def _user_agent(value: Text) -> Text | None:
    return value if value.value else None


def _referer(value: Text) -> Text | None:
    end = len(value.value.removesuffix(";auto"))
    return value.slice(0, end) if end else None


def time_condition(option: Option) -> Field:
    """`-z date`: `If-Modified-Since`, or behind a `-` `If-Unmodified-Since`."""
    from email.utils import format_datetime  # noqa: PLC0415 (brings sockets and more, and few samples have such a date)

    value = option.value
    name = "If-Unmodified-Since" if value.value.startswith("-") else "If-Modified-Since"
    time = moment(value.value.lstrip("-+"))
    if time is None:
        raise Unsupported("a time condition that is no plain date", value.span())
    return decoded_field(name, Text.decoded(format_datetime(time)[:-5] + "GMT", value.span()), option.written.span())


def cookie(options: list[Option]) -> Field | None:
    """`-b`: the values with a `=` in them, joined; the others name files."""
    values = [o for o in options if "=" in o.value.value or o.value.has_placeholder]
    if not values:
        return None
    parts: list[Text] = []
    for option in values:
        if parts:
            parts.append(Text.decoded(";", option.written.span()))
        parts.append(option.value)
    return decoded_field("Cookie", Text.join(parts), values[0].written.span())


def check_length(fields: list[Field], content: Content | None) -> None:
    """A `Content-Length` that is not the content's makes a server wait, or cut the content."""
    written = next((f.value for f in fields if f.name.value.lower() == "content-length"), None)
    if written is None or written.has_placeholder or (content and content.text.has_placeholder):
        return
    size = len(content.text.value.encode("utf-8", "surrogatepass")) if content else 0
    if (content and content.parts is not None) or written.value != str(size):
        raise Unsupported(f"a Content-Length of {written} for content of {size} bytes", written.span())


def check_lines(fields: list[Field]) -> None:
    """A line end in a value makes further fields of it, or ends them all."""
    if broken := next((f.value for f in fields if "\n" in f.value.known or "\r" in f.value.known), None):
        raise Unsupported("several lines in one header field", broken.span())
