"""What may be written at a place in an open text: keys of front matter and values of some, rules in comments that take findings
away, files to include, and variables."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from http import HTTPMethod
from pathlib import Path
from typing import Literal, NamedTuple

from unisono.checking.rules import headline, is_always_applied, rules
from unisono.editing.sites import OpenSite
from unisono.pages.known_keys import KEYS
from unisono.text.regex import regex
from unisono.text.source import Source, Span

Kind = Literal["key", "value", "rule", "file", "variable"]

MAX_FILES = 2000
"""Files of an includes folder that are proposed; more are no help."""


class Proposal(NamedTuple):
    """What may be written in the place of `span`; `detail` says what it is."""

    label: str
    kind: Kind
    span: Span
    detail: str = ""
    text: str = ""
    """What is written, if it is more than the label."""


def completions(site: OpenSite, source: Source, at: int) -> list[Proposal]:
    """What may be written at a character of an open text."""
    line = source.text[source.text.rfind("\n", 0, at) + 1 : at]
    if found := _INCLUDE.search(line):
        return _proposed("file", _files(site, source), source, at, found[1])
    if found := _VARIABLE.search(line):
        values = _values_of(found[1], site, source)
        return _proposed("variable", values, source, at, found[2])
    if found := _RULE.search(line):
        applied = ((name, headline(rule)) for name, rule in rules().items() if not is_always_applied(rule))
        return _proposed("rule", applied, source, at, found[1])
    if (end := _front_matter_end(source.text)) is not None and at <= end:
        return list(_in_front_matter(site, source, at, line))
    return []


_INCLUDE = regex(r"""\{%-?[ \t]*include[ \t]+["']?([^\s"'%{}]*)$""")
_VARIABLE = regex(r"\{\{-?[ \t]*(site|page)\.([\w.-]*)$")
_RULE = regex(r"<!--[ \t]*unisono:[ \t]*ignore(?:-page)?[ \t]*\[(?:[^\]\n]*,)?[ \t]*([\w-]*)$")
_KEY = regex(r"[\w-]*")
_VALUE = regex(r"(method|visibility)[ \t]*:[ \t]+([\w-]*)")
_ENTRY = regex(r"^([\w-]+)[ \t]*:[ \t]*([^\r\n]*)", re.MULTILINE)
_KEY_FOLLOWS = regex(r"[\w-]*[ \t]*:")
_BOUNDARY = regex(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
_GOES_ON = regex(r"[\w./-]*")


def _proposed(kind: Kind, named: Iterable[tuple[str, str]], source: Source, at: int, written: str) -> list[Proposal]:
    """Names, each with its detail, in the place of what is written of one."""
    rest = _GOES_ON.match(source.text, at) if kind == "file" else _KEY.match(source.text, at)
    span = Span(source, at - len(written), rest.end() if rest else at)
    return [Proposal(name, kind, span, detail) for name, detail in named]


def _files(site: OpenSite, source: Source) -> Iterator[tuple[str, str]]:
    """The files that a page may include, by their names, the nearest to the folder first."""
    folder = site.includes(source.path).folder
    found: list[str] = []
    for parent, folders, files in os.walk(folder) if folder is not None else ():
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [Path(parent, name).relative_to(folder or "").as_posix() for name in files if not name.startswith(".")]
        if len(found) > MAX_FILES:
            break
    own = os.path.realpath(source.path)
    named = sorted(found[:MAX_FILES], key=lambda name: (name.count("/"), name))
    return ((name, "") for name in named if folder is None or os.path.realpath(folder / name) != own)


def _values_of(owner: str, site: OpenSite, source: Source) -> Iterable[tuple[str, str]]:
    if owner == "site":
        return (site.configuration.site or {}).items()
    end = _front_matter_end(source.text)
    return dict(_ENTRY.findall(source.text[:end])).items() if end is not None else ()


def _front_matter_end(text: str) -> int | None:
    """Where the front matter ends; that of a text whose front matter is not closed yet. None for a text without any."""
    first = _BOUNDARY.match(text)
    if first is None or first[0].startswith("."):
        return None
    last = _BOUNDARY.search(text, first.end())
    return last.start() if last else len(text)


def _in_front_matter(site: OpenSite, source: Source, at: int, line: str) -> Iterator[Proposal]:
    if found := _VALUE.fullmatch(line):
        values = site.visibilities if found[1] == "visibility" else [method.lower() for method in HTTPMethod]
        yield from _proposed("value", ((value, "") for value in values), source, at, found[2])
    elif _KEY.fullmatch(line) and at > 0:
        there = {name for name, _ in _ENTRY.findall(source.text[: _front_matter_end(source.text)])}
        follows = _KEY_FOLLOWS.match(source.text, at) is not None
        for one in _proposed("key", ((key, "") for key in KEYS), source, at, line):
            if one.label not in there:
                yield one._replace(text=one.label if follows else f"{one.label}: ")
