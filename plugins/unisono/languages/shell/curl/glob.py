"""URL globbing: `{one,two}`, `[1-3]`, `[01-10:2]`, `[a-c]` (curl manual page, GLOBBING; messages as of curl 7.88)."""

from __future__ import annotations

import re
from itertools import product
from math import prod
from typing import NoReturn

from unisono.languages.reading import Invalid, Unsupported
from unisono.text.regex import regex
from unisono.text.source import Text

MAX_URLS = 500
"""How many requests one URL may stand for, and how many URLs an operation may have; a sample with more is not read."""

_PLAIN = regex(r"(?:[^\\{}\[\]]|\\(?![\\{}\[\]])|\[\]|\[(?=[0-9A-Fa-f.]*+:)[0-9A-Fa-f:.]*+(?:%[^\]\[{}]*)?\])+|\\([\\{}\[\]])")
_ITEM = regex(r"(?:[^\\{}\[\],]|\\.)*", re.DOTALL)
_ESCAPED = regex(r"\\(.)", re.DOTALL)
_NUMBERS = regex(r"\[(\d{1,18})-(\d{1,18})(?::(\d{1,18}))?\]")
_LETTERS = regex(r"\[([A-Za-z])-([A-Za-z])(?::(\d{1,3}))?\]")


def expanded(url: Text) -> list[Text]:
    """The URLs that one with braces and brackets stands for, the last part varying fastest."""
    if not any(c in url.known for c in "{}[]"):
        return [url]
    parts: list[list[Text]] = []
    at = 0
    while at < len(url):
        if plain := _PLAIN.match(url.known, at):
            parts.append([url.slice(plain.start(1) if plain[1] else at, plain.end())])
            at = plain.end()
        elif url.known[at] == "{":
            items, at = _set(url, at)
            parts.append(items)
        elif url.known[at] == "[":
            items, at = _range(url, at)
            parts.append(items)
        else:
            _refuse("unmatched close brace/bracket", url, at)
    if prod(len(part) for part in parts) > MAX_URLS:
        raise Unsupported(f"a URL that stands for more than {MAX_URLS} requests", url.span())
    return [Text.join(choice) for choice in product(*parts)]


def _set(url: Text, start: int) -> tuple[list[Text], int]:
    items: list[Text] = []
    at = start + 1
    while True:
        item = _ITEM.match(url.known, at)
        end = item.end() if item else at
        sign = url.known[end : end + 1]
        if sign == "}" and end == start + 1:
            _refuse("empty string within braces", url, end)
        if sign in {"", "\\"}:
            _refuse("unmatched brace", url, start)
        if sign in "{[":
            _refuse("nested brace", url, end)
        if sign == "]":
            _refuse("unexpected close bracket", url, end)
        items.append(_without_escapes(url.slice(at, end)))
        at = end + 1
        if sign == "}":
            return items, at


def _without_escapes(item: Text) -> Text:
    parts, at = [], 0
    for escape in _ESCAPED.finditer(item.value):
        parts += [item.slice(at, escape.start()), item.slice(escape.start(1), escape.end())]
        at = escape.end()
    return Text.join([*parts, item.slice(at, len(item))])


def _range(url: Text, start: int) -> tuple[list[Text], int]:
    values: list[str]
    if match := _NUMBERS.match(url.known, start):
        numbers = _steps(int(match[1]), int(match[2]), match[3], url, match.end())
        width = len(match[1]) if match[1].startswith("0") else 0
        values = [str(number).zfill(width) for number in numbers[: MAX_URLS + 1]]
    elif match := _LETTERS.match(url.known, start):
        values = [chr(code) for code in _steps(ord(match[1]), ord(match[2]), match[3], url, match.end())]
    else:
        _refuse("bad range", url, start + 1)
    span = url.span(start, match.end())
    return [Text.decoded(value, span) for value in values], match.end()


def _steps(first: int, last: int, written: str | None, url: Text, end: int) -> range:
    step = int(written) if written else 1
    if first > last or not step or (step > last - first and (first != last or step > 1)):
        _refuse("bad range", url, end)
    return range(first, last + 1, step)


def _refuse(reason: str, url: Text, at: int) -> NoReturn:
    raise Invalid(f"curl: (3) {reason} in URL position {at + 1}", url.span(at, min(at + 1, len(url))))
