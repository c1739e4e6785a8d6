"""`-d` and its kin: the content they give (curl manual page, --data, --data-urlencode, --url-query, --json)."""

from __future__ import annotations

from collections.abc import Mapping

from unisono.languages.reading import Invalid
from unisono.languages.shell.curl.options import Option
from unisono.languages.shell.curl.percent import form_escaped
from unisono.text.regex import regex
from unisono.text.source import Text

_DROPPED = regex(r"[\r\n\0]+")


class Input:
    """What a curl command can read: its standard input, which the first reader uses up, and files.

    `files` holds the contents of those the sample itself writes; any other file's content is a placeholder.
    """

    def __init__(self, stdin: Text | None, files: Mapping[str, Text]) -> None:
        self._stdin = stdin
        self._files = files

    def read(self, name: Text, shown: Text) -> Text:
        """The content of the file `name` (`-` is the standard input); where it is not known, `shown` stands for it."""
        if name.value != "-":
            return self._files.get(name.value) or Text.placeholder(shown.value, shown.span())
        if self._stdin is None:
            raise Invalid(f"curl reads `{shown}` from the terminal, where the sample feeds nothing", shown.span())
        text, self._stdin = self._stdin, Text.decoded("", shown.span())
        return text

    def known(self, name: Text) -> Text | None:
        """The content of a file that the sample writes or feeds; None if it is not known."""
        return self._stdin if name.value == "-" else self._files.get(name.value)


def data(option: Option, files: Input) -> Text:
    """What one of curl's data options adds to the content."""
    value = option.value
    if option.name == "data-urlencode":
        return urlencoded(value, files)
    if option.name == "data-raw" or not value.value.startswith("@"):
        return value
    text = files.read(value.slice(1, len(value)), value)
    return text if option.name in {"data-binary", "json"} else _without_line_ends(text)


def urlencoded(value: Text, files: Input) -> Text:
    """`content`, `=content`, `name=content`, `@file` and `name@file`."""
    mark = value.value.find("=")
    if mark < 0:
        mark = value.value.find("@")
    if mark < 0:
        return form_escaped(value)
    name, content = value.slice(0, mark), value.slice(mark + 1, len(value))
    if value.value[mark] == "=":
        content = form_escaped(content)
    else:
        content = form_escaped(files.read(content, value.slice(mark, len(value))))
    return Text.join([name, Text.decoded("=", value.span(mark, mark + 1)), content]) if mark else content


def query(value: Text, files: Input) -> Text:
    """What `--url-query` adds: like `--data-urlencode`, or as it is behind a `+`."""
    return value.slice(1, len(value)) if value.value.startswith("+") else urlencoded(value, files)


def _without_line_ends(text: Text) -> Text:
    parts, at = [text.slice(0, 0)], 0
    for match in _DROPPED.finditer(text.value):
        parts.append(text.slice(at, match.start()))
        at = match.end()
    return Text.join([*parts, text.slice(at, len(text))])
