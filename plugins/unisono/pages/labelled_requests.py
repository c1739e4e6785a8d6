"""A request in two lines that say what they have: `**URL** : /orders` and `**Method** : POST`, as a template for READMEs has it
that many follow. They may be items of a list, and a value may stand below its label. Or in a table: `| Method | Path |`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field
from http import HTTPMethod

from unisono.pages.blocks import Table
from unisono.pages.request_lines import LONGEST, RequestLine, plain
from unisono.records import dataclass
from unisono.text.regex import regex
from unisono.text.source import Text
from unisono.wire.target import Target, read_target

_METHOD_LABEL = r"(?:https?[ -]+)?(?:request[ -]+)?(?:method|verb)"
_PATH_LABEL = r"(?:(?:https?|api|request|full|resource)[ -]+)?(?:ur[il]|path|endpoint|route)(?:[ -]+(?:path|ur[il]))?"
_LABEL = regex(
    rf"[\s>*+-]*(?:\d{{1,3}}[.)])?[\s\x1f]*(?:(?P<method>{_METHOD_LABEL})|(?P<path>{_PATH_LABEL}))[\s\x1f]*"
    r"(?:(?P<colon>:)[\s\x1f]*(?P<value>.*)|)",
    re.IGNORECASE,
)
_NAME = regex(r"method|verb|ur[il]|path|endpoint|route", re.IGNORECASE)
"""What each of these labels has."""

_METHOD = regex(rf"[\s\x1f\"']*(?P<value>{'|'.join(HTTPMethod)})[\s\x1f\"'.,;]*", re.IGNORECASE)
_PATH = regex(r"[\s\x1f\"']*(?P<value>(?:https?://[^\s\x1f\"'/]+)?/[^\s\x1f\"']*)(?:[\s\x1f\"'].*)?", re.IGNORECASE)


@dataclass
class Labels:
    """What the lines of a section say by name. A value of another kind than its label's spoils that."""

    methods: list[Text | None] = field(default_factory=list)
    targets: list[Target | None] = field(default_factory=list)
    _open: str = ""

    def take(self, prose: Text) -> None:
        """See what the lines of prose say."""
        if self._open or _NAME.search(prose.value):  # which most prose has not
            for line in prose.lines():
                self._take_line(line)

    def _take_line(self, line: Text) -> None:
        """See what a line says, which may be the value of the label above it."""
        if not line.value.strip() or len(line) > LONGEST or not (self._open or _NAME.search(line.value)):
            return
        text = plain(line)
        found = _LABEL.fullmatch(text.value)
        kind = _kind(found)
        if found and found["colon"] and found["value"].strip("\x1f \t"):
            self._say(kind, text.slice(*found.span("value")))
            kind = ""
        elif not kind and self._open:
            self._say(self._open, text)
        self._open = kind

    def take_cell(self, label: Text, cell: Text) -> None:
        """See what a cell of a table has, by the one that says what it is."""
        if len(label) <= LONGEST and len(cell) <= LONGEST and (kind := _kind(_LABEL.fullmatch(plain(label).value))):
            self._say(kind, plain(cell))

    def take_below(self, heading: Text, prose: Text) -> None:
        """See what stands first below a heading that says what it is, and nothing else: "URL", "Method". Another value than
        that is text."""
        if len(heading) > LONGEST or not _NAME.search(heading.value):
            return
        kind = _kind(_LABEL.fullmatch(plain(heading).value))
        first = next((line for line in prose.lines() if line.value.strip()), prose) if kind else prose
        if kind and len(first) <= LONGEST and _pattern(kind).fullmatch((value := plain(first)).value):
            self._say(kind, value)

    def _say(self, kind: str, text: Text) -> None:
        found = _pattern(kind).fullmatch(text.value)
        value = text.slice(*found.span("value")) if found else None
        if kind == "method":
            self.methods.append(value)
        else:
            self.targets.append(read_target(value) if value else None)

    @property
    def request(self) -> RequestLine | None:
        """The one request that they say; None where they say none, or several."""
        if len(self.methods) != 1 or len(self.targets) != 1:
            return None
        method, target = self.methods[0], self.targets[0]
        return RequestLine(method, target, about=True) if method and target else None


def _pattern(kind: str) -> re.Pattern[str]:
    return _METHOD if kind == "method" else _PATH


def _kind(label: re.Match[str] | None) -> str:
    return "" if label is None else "method" if label["method"] else "path"


def request_of(table: Table) -> RequestLine | None:
    """The request of a table that has one: a row below "Method" and "Path", or a row each for them. A table with more is an
    overview."""
    labels = Labels()
    if len(table.rows) == 1 and not _is_of_others(table.header):
        for label, cell in zip(table.header, table.rows[0], strict=False):
            labels.take_cell(label, cell)
    if labels.request is None and len(table.header) == _LABEL_AND_VALUE:
        labels = Labels()
        for row in (table.header, *table.rows):
            if len(row) == _LABEL_AND_VALUE:
                labels.take_cell(*row)
    return labels.request


def _is_of_others(header: Sequence[Text]) -> bool:
    """Whether a table is of what has requests, by the names of its columns: of limits, files or rights, each with its own."""
    names = [plain(cell).value.replace("\x1f", " ").strip() if len(cell) <= LONGEST else "" for cell in header]
    return any(map(_HAS_REQUESTS.fullmatch, names)) or any(map(_COMES_FIRST.fullmatch, names[:1]))


_HAS_REQUESTS = regex(
    r"(?:rate |request )?(?:limit|quota)s?|files?|controllers?(?:#action)?|handlers?|components?", re.IGNORECASE
)
_COMES_FIRST = regex(r"(?:permission|scope|role|right|event|test)s?", re.IGNORECASE)
"""What a request may have as well, where it comes first."""

_LABEL_AND_VALUE = 2
