"""OpenAPI documents on disk: checking the samples in one."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from unisono.checking.check import examine, judge
from unisono.checking.checked import CheckedSample
from unisono.checking.diagnostic import Diagnostic
from unisono.checking.result import Result, Summary
from unisono.checking.settings import Settings
from unisono.checking.wording import count
from unisono.openapi.document import check_version
from unisono.openapi.operations import OperationPage, operation_pages, samples_elsewhere
from unisono.openapi.samples import Kept
from unisono.pages.problem import Problem, Related
from unisono.text.documents import Document, DocumentError
from unisono.text.files import leads_to
from unisono.text.references import At, Library
from unisono.text.source import Span


class _Books(Library):
    """The documents that one consists of; what is wrong with them are problems."""

    def __init__(self, folder: Path, problems: dict[Problem, None]) -> None:
        super().__init__(folder, self._tell)
        self._problems = problems

    def _tell(self, at: At, what: str, remedy: str) -> None:
        self._problems.setdefault(Problem("broken-include", f"{what}; {remedy}", at.span))

    def twice(self, document: Document, name: str, at: int) -> None:
        place = Span(document.source, at, min(at + len(name), len(document.source.text)))
        message = f"the key '{name[:100]}' is there twice, and the last one is taken; take one out"
        self._problems.setdefault(Problem("duplicate-key", message, place))


class OpenDocument:
    """A document, with the operations in it that have samples, and what is wrong with it so far."""

    def __init__(self, path: Path) -> None:
        """Raises DocumentError for what is no OpenAPI 3 document, UnreadableError and OSError for what cannot be read."""
        leads_to(path)
        self._problems: dict[Problem, None] = {}
        self.library = _Books(path.parent, self._problems)
        document = self.library.document(path)
        self.root = At(document, document.root)
        check_version(self.root, 2)

    def pages(self) -> Iterator[OperationPage]:
        """The operations that have samples. Raises DocumentError where none has."""
        found = False
        for page in operation_pages(self.library, self.root):
            found = True
            yield page
        if not found:
            others = len(self.elsewhere())
            message = "no operation of a path has samples; they stand under keys such as x-codeSamples"
            message += f" ({count(others, 'sample')} of webhooks, callbacks or whole paths, not read)" if others else ""
            raise DocumentError(self.root.document.source.path, 1, message)

    def elsewhere(self) -> list[Kept]:
        """The samples that are of no operation of a path, and are not read."""
        return samples_elsewhere(self.library, self.root)

    def problems(self) -> tuple[Problem, ...]:
        """What was told of the document since this was last asked for."""
        found = tuple(self._problems)
        self._problems.clear()
        return found


def check_document(path: Path, settings: Settings) -> Result:
    """Check the samples of a document against their operations. Raises as `OpenDocument` does."""
    document = OpenDocument(path)
    settings = replace(settings, languages=(), servers=())  # those of a site of pages
    diagnostics: list[Diagnostic] = []
    pages = [*document.pages()]  # all are read before what is wrong with the document is told of the first
    summary = Summary(samples_elsewhere=len(document.elsewhere()))
    samples: list[CheckedSample] = []
    seen: set[Problem] = set()
    for page in pages:
        checked = examine(page, settings)
        told = [problem for problem in document.problems() if problem not in seen]
        seen.update(told)
        result = judge(replace(checked, page=replace(page, problems=tuple(told))))
        summary += result.summary
        samples += checked.samples
        name = f"{page.method} {page.declared.path.path}"
        of_document = {problem.span for problem in told}
        diagnostics += [
            one if one.span in of_document else replace(one, where=f"{name} {one.where}".rstrip()) for one in result.diagnostics
        ]
    diagnostics = _with_one_of_the_host(diagnostics, samples)
    diagnostics.sort(key=lambda one: (one.span.path != os.fspath(path), one.span.path, one.span.start, one.rule))
    return Result(tuple(diagnostics), summary)


def _with_one_of_the_host(diagnostics: Sequence[Diagnostic], samples: Sequence[CheckedSample]) -> list[Diagnostic]:
    """Where all samples of a document are sent to one other host than its servers, that is told once, of the servers."""
    found = [one for one in diagnostics if one.rule == "host-mismatch"]
    read = [checked for checked in samples if checked.sample.reading.meant.status == "ok"]
    hosts = {_host_difference(checked) for checked in read}
    difference = hosts.pop() if len(hosts) == 1 else None
    if difference is None or len(found) < SEVERAL:
        return [*diagnostics]
    said, expected, place = difference
    message = f"the document names {expected}; each of the {len(read)} samples that were understood {said}"
    related = tuple(Related(one.span, f"{one.sample or 'this sample'} {said}") for one in found[:SEVERAL])
    whole = replace(found[0], message=message, span=place, sample=None, related=related, where="")
    return [*(one for one in diagnostics if one not in found), whole]


SEVERAL = 3
"""Findings about one host that are told as one, and how many of their places are shown."""


def _host_difference(checked: CheckedSample) -> tuple[str, str, Span] | None:
    """What a sample's host is in the place of which servers, and where these are."""
    found = (one.difference for one in checked.disagreements if one.difference.aspect == "host")
    return next(((one.found, one.expected, one.other) for one in found), None)
