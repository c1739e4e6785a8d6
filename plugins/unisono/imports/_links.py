"""The links of a page to other files of its site."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Container, Iterator
from typing import NamedTuple
from urllib.parse import unquote

from unisono.imports import Origin
from unisono.records import dataclass
from unisono.text.regex import regex
from unisono.text.source import Text

_TAG = r"\{[{%][^{}\n]{0,200}[%}]\}"

LINK = regex(
    rf"""(?<!\\)\]\([ \t]*<?(?P<markdown>(?:{_TAG}|[^()<>\s]|\([^()<>\s]*\))*+)>?(?=[ \t\n]*[)"'\s])"""
    rf"""|^[ ]{{0,3}}\[[^\]\n]{{1,200}}\]:[ \t]*<?(?P<reference>(?:{_TAG}|[^<>\s])++)"""
    r"""|<[A-Za-z][^<>]{0,1000}?\s(?:href|src)[ \t]*=[ \t]*(?:"(?P<double>[^"<>]*)"|'(?P<single>[^'<>]*)')""",
    re.MULTILINE,
)
"""A link or an image in Markdown, the definition of a reference, or an element of HTML that has an address."""

_OPENING = regex(r"^[ \t>]*(?P<fence>`{3,}|~{3,})[^\n]*$|(?<!`)`++[^`\n]++`++|(?P<comment><!--)", re.MULTILINE)

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


def addresses(text: str) -> Iterator[Address]:
    """Those of the links in Markdown."""
    code = list(_code(text))
    at = 0
    for found in LINK.finditer(text):
        while at < len(code) and code[at][1] <= found.start():
            at += 1
        if at < len(code) and code[at][0] <= found.start() < code[at][1]:
            continue
        name = str(found.lastgroup)
        yield Address(*found.span(name), name in {"double", "single"})


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
    if not any(is_internal(found[str(found.lastgroup)]) for found in LINK.finditer(text.value)):
        return  # most pages of a document: where their code is would take longer to find
    for start, end, raw in addresses(text.value):
        target = text.value[start:end]
        if not is_internal(target):
            continue
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
