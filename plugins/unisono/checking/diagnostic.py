"""What a finding is: a diagnostic of the SARIF and LSP kind, and the problems that reading a page runs into."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from unisono.pages.problem import Related
from unisono.records import dataclass
from unisono.text.source import Span


class Severity(StrEnum):
    """How bad a finding is, the worst first: an error misleads readers, a warning may, an info is only to be known."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    def reaches(self, level: Severity) -> bool:
        """Whether it is as bad as that, or worse."""
        return _ORDER[self] <= _ORDER[level]


_ORDER = {severity: number for number, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True)
class Edit:
    """`text` in the place of the characters of `span`."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """What mends a finding. Safe is what changes how something is written, unsafe what changes what a sample sends. `message`
    says what is done."""

    safety: Literal["safe", "unsafe"]
    message: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. `sample` is the title of the sample it is about, None when it is about the page. `where` is what in the
    page or sample it is about (a JSON pointer, a field's name), which stays the same when lines move. `fix` is there only where
    it was asked for."""

    rule: str
    severity: Severity
    message: str
    span: Span
    sample: str | None = None
    related: tuple[Related, ...] = ()
    where: str = ""
    fix: Fix | None = None

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What tells findings apart when lines move: rule, page, sample, and where in it."""
        return self.rule, self.span.path, self.sample or "", self.where


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found: the message, its place, the title of the sample it is about, the other site, where in the page or
    sample it is (see `Diagnostic`), and how bad, if not as bad as its rule says."""

    message: str
    span: Span
    sample: str | None = None
    related: tuple[Related, ...] = ()
    where: str = ""
    severity: Severity | None = None
