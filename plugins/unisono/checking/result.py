"""What a check comes to: the diagnostics of a page, how much was looked at, and what rules about the whole site need of it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import field
from typing import TYPE_CHECKING

from unisono.checking.diagnostic import Diagnostic
from unisono.pages import internal
from unisono.pages.hiding import Hiding
from unisono.pages.suppression import Suppression
from unisono.records import dataclass
from unisono.text.source import Text
from unisono.wire.target import Target

if TYPE_CHECKING:
    from unisono.checking.checked import CheckedSample


@dataclass(frozen=True, eq=False)
class Entry:
    """What rules about the whole site know of a page: enough to compare it with others, and the places to point at. `base` is
    what its samples request before its path, `host` the host that they send to; None where they do not tell. `samples` is the
    number of its samples, `clients` the ids of their clients, or their titles where no reader knows these. `endpoints` are
    those that stand in its headings; of one whose request only a line, a table or a tag says there, `is_mention` that nothing
    else is said of it. `hiding` is what is to hide a page of no endpoint that does not say who may see it."""

    path: str
    method: Text | None
    target: Target | None
    position: Text | None
    visibility: str | None
    suppressions: tuple[Suppression, ...] = ()
    base: str | None = None
    host: str | None = None
    samples: int = 0
    clients: frozenset[str] = frozenset()
    endpoints: tuple[Entry, ...] = ()
    is_mention: bool = False
    hiding: tuple[Hiding, ...] = ()

    @property
    def folder(self) -> str:
        """What the pages of one folder have in common, and no other page has."""
        return f"{os.path.dirname(self.path)}/"  # noqa: PTH120 (asked several times for each page of a site)

    @property
    def facts(self) -> tuple[object, ...] | None:
        """What is known of it but for the places: with the same, other pages have the same found. None where comments take
        findings away, for which places count."""
        texts = (self.method, self.target.text if self.target else None, self.position)
        said = tuple(text.value if text is not None else None for text in texts)
        rest = (
            self.visibility,
            self.base,
            self.host,
            self.samples,
            self.clients,
            self.is_mention,
            *((found.key.value, found.said) for found in self.hiding),
            *(one.facts for one in self.endpoints),
        )
        return None if self.suppressions else (self.path, *said, *rest)


@dataclass
class Summary:
    """How much was looked at and how it ended. `endpoints` are those that stand in headings of other pages. `samples` is the
    sum of the four outcomes; of those that agree or disagree, `uncalled` only define functions, and `pathless` are of endpoint
    pages that declare no path: theirs are compared with one another alone. `alone` are blocks of code on other pages that show
    a client and that nothing is compared with. `base_paths` are those of the
    API that the pages leave out, commas between them. `operations` are those of OpenAPI documents that have samples,
    `other_samples` what is there as a sample and is of no client that is read, `samples_elsewhere` what is there as one of no
    operation of a path, and is not read. `requests` are those that were to be sent to a server: `answered`, of which `errors`
    with an error and `compared` by their content; `unanswered` without an answer that can be read; `unsent` as what to
    send is not known; `unsafe` as their methods are and not asked for. `runs` are samples that were to be run, the sum of what
    became of them (see `Outcome`)."""

    pages: int = 0
    other_pages: int = 0
    samples: int = 0
    agree: int = 0
    disagree: int = 0
    invalid: int = 0
    unsupported: int = 0
    suppressed: int = 0
    operations: int = 0
    other_samples: int = 0
    samples_elsewhere: int = 0
    requests: int = 0
    answered: int = 0
    errors: int = 0
    compared: int = 0
    unanswered: int = 0
    unsent: int = 0
    unsafe: int = 0
    uncalled: int = 0
    pathless: int = 0
    alone: int = 0
    endpoints: int = 0
    runs: int = 0
    as_read: int = 0
    otherwise: int = 0
    failed: int = 0
    late: int = 0
    asked: int = 0
    unread: int = 0
    unrun: int = 0
    base_paths: str = ""

    def __iadd__(self, other: Summary) -> Summary:
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)
        return self


@dataclass(frozen=True)
class Result:
    """A page's diagnostics in the order of their places, what was looked at, and what became of each sample."""

    diagnostics: tuple[Diagnostic, ...]
    summary: Summary = field(default_factory=Summary)
    samples: tuple[CheckedSample, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether this program failed at something: then nothing is known of that."""
        return any(diagnostic.rule == internal.RULE for diagnostic in self.diagnostics)


def combined(results: Sequence[Result], base_paths: Iterable[str] = ()) -> Result:
    """What was found one after the other, as one. `base_paths` as of `Summary`."""
    summary = Summary(base_paths=", ".join(base_paths))
    for result in results:
        summary += result.summary
    return Result(tuple(diagnostic for result in results for diagnostic in result.diagnostics), summary)
