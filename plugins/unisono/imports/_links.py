"""The links of a page to other files of its site."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Container, Iterator
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

from unisono.imports import Origin
from unisono.records import dataclass
from unisono.text.regex import regex
from unisono.text.source import Text

_TAG = r"\{[{%][^{}\n]{0,200}[%}]\}"

# Each way begins with a character of its own, so that the others are passed over at once.
_FIRST = "|".join(rf"(?<=^{' ' * spaces}\[)" for spaces in range(4))
LINK = regex(
    rf"""\](?<!\\\])\([ \t]*<?(?P<markdown>(?:{_TAG}|[^()<>\s]|\([^()<>\s]*\))*+)>?(?=[ \t\n]*[)"'\s])"""
    rf"""|\[(?:{_FIRST})[^\]\n]{{1,200}}\]:[ \t]*<?(?P<reference>(?:{_TAG}|[^<>\s])++)"""
    r"""|<[A-Za-z][^<>]{0,1000}?\s(?:href|src)[ \t]*=[ \t]*(?:"(?P<double>[^"<>]*)"|'(?P<single>[^'<>]*)')""",
    re.MULTILINE,
)
"""A link or an image in Markdown, the definition of a reference, or an element of HTML that has an address."""

_OPENING = regex(r"`++|~~~++|<!--")
_REST_OF_SPAN = regex(r"[^`\n]++`++")

_ELSEWHERE = regex(r"(?i)[a-z][a-z0-9+.-]*:|//|#|\?|$")


@dataclass(frozen=True)
class Link:
    """An internal link: where it stands, and the file that it leads to, from the folder of the pages. In HTML (`raw`), where
    nobody translates it, it is an address of the built site."""

    origin: Origin
    target: str
    file: str
    raw: bool = False


class Address(NamedTuple):
    """The address of a link: where it begins and ends in a text, and whether it is in HTML."""

    start: int
    end: int
    raw: bool


def addresses(text: str, wanted: Callable[[str], bool] = lambda _: True) -> Iterator[Address]:
    """Those of the links in Markdown that are `wanted`."""
    code = _code(text)  # most texts have no such link: where all their code is would take longer to find
    start = end = -1
    for found in LINK.finditer(text):
        name = str(found.lastgroup)
        if not wanted(found[name]):
            continue
        while end <= found.start():
            start, end = next(code, (len(text), len(text) + 1))
        if found.start() < start:
            yield Address(*found.span(name), name in {"double", "single"})


def _code(text: str) -> Iterator[tuple[int, int]]:
    """What holds no links: blocks of code, code in a line, comments."""
    at = 0
    while found := _OPENING.search(text, at):
        (start, at), mark = found.span(), found[0]
        if mark == "<!--":
            end = text.find("-->", at)
            at = end + len("-->") if end >= 0 else len(text)  # as browsers take it
        elif len(mark) > 2 and not text[text.rfind("\n", 0, start) + 1 : start].strip(" \t>"):
            below = text.find("\n", at)
            closing = _closing(mark).search(text, below) if below >= 0 else None
            at = closing.end() if closing else len(text)
        elif rest := _REST_OF_SPAN.match(text, at) if mark[0] == "`" else None:
            at = rest.end()
        else:
            continue
        yield start, at


@lru_cache(maxsize=64)
def _closing(fence: str) -> re.Pattern[str]:
    return re.compile(rf"^[ \t>]*{fence}{fence[0]}*[ \t]*$", re.MULTILINE)


def is_internal(target: str) -> bool:
    """Whether an address is that of a file of the site itself, and not of a place on the same page."""
    return not _ELSEWHERE.match(target)


def links_of(page: str, text: Text) -> Iterator[Link]:
    """The internal links of a page, by its path in the folder of the pages; `text` has its includes in place."""
    for start, end, raw in addresses(text.value, is_internal):
        target = text.value[start:end]
        path = unquote(target.partition("#")[0].partition("?")[0])
        base = built(page) if raw else posixpath.dirname(page)
        file = path.lstrip("/") if path.startswith("/") else posixpath.join(base, path)
        span = text.span(start, end)
        yield Link(Origin(span.path, span.line), target, posixpath.normpath(file), raw)


def leads_somewhere(link: Link, files: Container[str]) -> bool:
    """Whether the file is there. MkDocs takes an absolute address as it is, so it leads to none."""
    names = (link.file, f"{link.file}.md", f"{link.file}/index.md", f"{link.file}/README.md") if link.raw else (link.file,)
    home = link.raw and link.file == "."
    return not link.target.startswith("/") and (home or any(name in files for name in names))


def built(path: str) -> str:
    """The address that MkDocs gives a file, without its last slash."""
    if not path.endswith(".md"):
        return path
    return posixpath.dirname(path) if posixpath.basename(path) in {"index.md", "README.md"} else path.removesuffix(".md")
