"""What a finding is: a diagnostic of the SARIF and LSP kind, and the problems that reading a page runs into."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from unisono.source import Span


class Severity(StrEnum):
    """How bad a finding is: an error misleads readers, a warning may."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Related:
    """The other site of a disagreement."""

    span: Span
    message: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a page that shows while it is read. `rule` is the id of the rule that reports it."""

    rule: str
    message: str
    span: Span
    related: tuple[Related, ...] = ()


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. `sample` is the title of the sample it is about, None when it is about the page. `where` is what in the
    page or sample it is about (a JSON pointer, a field's name), which stays the same when lines move."""

    rule: str
    severity: Severity
    message: str
    span: Span
    sample: str | None = None
    related: tuple[Related, ...] = ()
    where: str = ""

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What tells findings apart when lines move: rule, page, sample, and where in it."""
        return self.rule, self.span.path, self.sample or "", self.where
