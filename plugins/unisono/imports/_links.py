"""The links of a page to other files of its site."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from unisono.imports import Origin
from unisono.text.source import Text

LINK = re.compile(
    r"""(?<!\\)\](?P<markdown>\((?P<open><?)[ \t]*(?P<m>[^()<>\s]*(?:\([^()<>\s]*\)[^()<>\s]*)*)>?(?=[ \t\n]*[)"'\s]))"""
    r"""|^[ ]{0,3}\[[^\]\n]{1,200}\]:[ \t]*<?(?P<r>[^<>\s]+)"""
    r"""|<[A-Za-z][^<>]{0,1000}?\s(?:href|src)[ \t]*=[ \t]*(?:"(?P<d>[^"<>]*)"|'(?P<s>[^'<>]*)')""",
    re.MULTILINE,
)
"""A link or an image in Markdown, the definition of a reference, or an element of HTML that has an address."""

TARGETS = ("m", "r", "d", "s")

_OPENING = re.compile(r"^[ \t>]*(?P<fence>`{3,}|~{3,})[^\n]*$|(?<!`)`++[^`\n]++`++|(?P<comment><!--)", re.MULTILINE)

_ELSEWHERE = re.compile(r"(?i)[a-z][a-z0-9+.-]*:|//|#|\?|$")


@dataclass(frozen=True)
class Link:
    """An internal link: where it stands, and the file that it leads to, from the folder of the pages."""

    origin: Origin
    target: str
    file: str


def link_matches(text: str) -> Iterator[tuple[int, int]]:
    """Where the addresses of links begin and end in Markdown."""
    code = list(_code(text))
    at = 0
    for found in LINK.finditer(text):
        while at < len(code) and code[at][1] <= found.start():
            at += 1
        if at < len(code) and code[at][0] <= found.start() < code[at][1]:
            continue
        name = next(name for name in TARGETS if found[name] is not None)
        yield found.span(name)


def _code(text: str) -> Iterator[tuple[int, int]]:
    """What holds no links: blocks of code, code in a line, comments."""
    at = 0
    while found := _OPENING.search(text, at):
        start, at = found.span()
        if fence := found["fence"]:
            closing = re.compile(rf"^[ \t>]*{re.escape(fence)}{re.escape(fence[0])}*[ \t]*$", re.MULTILINE).search(text, at)
            at = closing.end() if closing else len(text)
        elif found["comment"]:
            end = text.find("-->", at)
            at = end + len("-->") if end >= 0 else len(text)  # as browsers take it
        yield start, at


def is_internal(target: str) -> bool:
    """Whether an address is that of a file of the site itself, and not of a place on the same page."""
    return not _ELSEWHERE.match(target)


def links_of(page: str, text: Text) -> Iterator[Link]:
    """The internal links of a page, by its path in the folder of the pages; `text` has its includes in place."""
    for start, end in link_matches(text.value):
        target = text.value[start:end]
        if not is_internal(target):
            continue
        path = unquote(target.partition("#")[0].partition("?")[0])
        file = path.lstrip("/") if path.startswith("/") else posixpath.join(posixpath.dirname(page), path)
        span = text.span(start, end)
        yield Link(Origin(span.path, span.line), target, posixpath.normpath(file))


def leads_somewhere(link: Link, files: Container[str]) -> bool:
    """Whether the file is there. MkDocs takes an absolute address as it is, so it leads to none."""
    return not link.target.startswith("/") and link.file in files
