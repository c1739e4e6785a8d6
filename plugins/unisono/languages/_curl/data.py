"""`-d` and its kin: the content they give (curl manual page, --data, --data-urlencode, --url-query, --json)."""

from __future__ import annotations

import re

from unisono.languages import Invalid
from unisono.languages._curl.encoding import form_escaped
from unisono.languages._curl.options import Option
from unisono.source import Text

_DROPPED = re.compile(r"[\r\n\0]+")


class Input:
    """The standard input of a curl command, which the first reader of it uses up."""

    def __init__(self, text: Text | None) -> None:
        self._text = text

    def read(self, place: Text) -> Text:
        if self._text is None:
            raise Invalid(f"curl reads `{place}` from the terminal, where the sample feeds nothing", place.span())
        text, self._text = self._text, Text.decoded("", place.span())
        return text


def data(option: Option, stdin: Input) -> Text:
    """What one of curl's data options adds to the content."""
    value = option.value
    if option.name == "data-urlencode":
        return urlencoded(value, stdin)
    if option.name == "data-raw" or not value.value.startswith("@"):
        return value
    if value.value != "@-":
        return Text.placeholder(value.value, value.span())
    text = stdin.read(value)
    return text if option.name in {"data-binary", "json"} else _without_line_ends(text)


def urlencoded(value: Text, stdin: Input) -> Text:
    """`content`, `=content`, `name=content`, `@file` and `name@file`."""
    mark = value.value.find("=")
    if mark < 0:
        mark = value.value.find("@")
    if mark < 0:
        return form_escaped(value)
    name, content = value.slice(0, mark), value.slice(mark + 1, len(value))
    if value.value[mark] == "=":
        content = form_escaped(content)
    elif content.value == "-":
        content = form_escaped(stdin.read(value))
    else:
        content = Text.placeholder(value.value[mark:], value.span(mark))
    return Text.join([name, Text.decoded("=", value.span(mark, mark + 1)), content]) if mark else content


def query(value: Text, stdin: Input) -> Text:
    """What `--url-query` adds: like `--data-urlencode`, or as it is behind a `+`."""
    return value.slice(1, len(value)) if value.value.startswith("+") else urlencoded(value, stdin)


def _without_line_ends(text: Text) -> Text:
    parts, at = [text.slice(0, 0)], 0
    for match in _DROPPED.finditer(text.value):
        parts.append(text.slice(at, match.start()))
        at = match.end()
    return Text.join([*parts, text.slice(at, len(text))])
