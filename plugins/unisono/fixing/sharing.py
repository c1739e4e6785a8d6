"""Edits of includes: they are right for each page that uses these, or are not made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from unisono.checking.diagnostic import Diagnostic, Edit
from unisono.fixing.candidates import Left, Mended, Wish, tried
from unisono.fixing.versions import Reread, Terms, TooLong, Versions
from unisono.pages.model import Page
from unisono.text.files import file_of
from unisono.text.source import Source

Users = Callable[[str], Iterable[tuple[Page, Terms]]]
"""The pages that use an include, by its file (`file_of`), each with what it is checked with: they may be of several sites."""


class _Fault(NamedTuple):
    """Why edits of an include are not right for a page that uses it; `wants_another`: it has an own fix, which is another."""

    file: str
    path: str
    why: str
    wants_another: bool


class Others:
    """What edits of includes come to on the pages that use these. That is worked out once for all pages that are mended
    while the files stay as they are: many may use one include, and want the same of it."""

    def __init__(self, users: Users, reread: Reread, wish: Wish) -> None:
        self._users = users
        self._reread = reread
        self._wish = wish
        self._faults: dict[tuple[str, frozenset[tuple[str, int, int, str]]], list[_Fault]] = {}
        self.were_asked = False
        """Whether something depends on other pages than the one that is mended; for who asks to set back."""

    def fault(self, include: str, edits: Sequence[Edit], page: str) -> _Fault | None:
        """The first page that edits are not right for, of those that use the include in a file, but for the one in the file
        `page`. Raises TooLong."""
        self.were_asked = True
        key = include, frozenset(map(_spelled, edits))
        if key not in self._faults:
            self._faults[key] = self._worked_out(include, edits)
        return next((fault for fault in self._faults[key] if fault.file != page), None)

    def _worked_out(self, include: str, edits: Sequence[Edit]) -> list[_Fault]:
        """The first two: one of them may be of the page that is asked for."""
        found: list[_Fault] = []
        for page, terms in self._users(include):
            other = Versions(page, terms.settings, self._reread, terms.base)
            if why := fault_of(other, edits, edits):
                found.append(_Fault(file_of(page.source), page.source.path, why, self._wants_another(other, edits)))
                if len({fault.file for fault in found}) > 1:
                    break
        return found

    def _wants_another(self, page: Versions, edits: Sequence[Edit]) -> bool:
        """Whether a page has an own fix of the same includes, which is another one."""
        files = {file_of(edit.span.source) for edit in edits}
        wanted = {_spelled(edit) for edit in edits}
        for one in tried(page, self._wish):
            own = {_spelled(e) for e in one.edits if file_of(e.span.source) in files} if isinstance(one, Mended) else set()
            if own - wanted:
                return True
        return False


class Sharing:
    """What holds of the edits of includes for one page; without `others`, none is changed."""

    def __init__(self, versions: Versions, others: Others | None) -> None:
        self._own = versions
        self._others = others

    def refused(self, taken: Sequence[Mended]) -> list[Left]:
        """Those with edits of includes that are not right for every page."""
        shared = [one for one in taken if self._includes(one.edits)]
        try:
            if not shared or not (reason := self._fault([edit for one in taken for edit in one.edits])):
                return []
            alone = [Left(one.sample, why) for one in shared if (why := self._fault(one.edits))]
        except TooLong as error:
            alone, reason = [], str(error)
        return alone or [Left(one.sample, reason) for one in shared]

    def _includes(self, edits: Iterable[Edit]) -> set[Source]:
        return {edit.span.source for edit in edits} - {self._own.before.page.source}

    def _fault(self, edits: Sequence[Edit]) -> str:
        """Why edits of a page and of includes are not right for a page that uses these; empty if they are for all."""
        includes = self._includes(edits)
        shared = [edit for edit in edits if edit.span.source in includes]
        own = self._own.before.page.source
        for include in sorted(includes, key=lambda source: source.path):
            if self._others is None:
                return f"it is in {include.path}, which other pages may use as well; mend it there"
            if why := fault_of(self._own, edits, shared):
                return f"it would not be right wherever {own.path} uses {include.path}: {why}"
            if fault := self._others.fault(file_of(include), shared, file_of(own)):
                if fault.wants_another:
                    return f"{own.path} and {fault.path} want different texts in {include.path}"
                return f"it would not be right for {fault.path}, which uses {include.path} as well: {fault.why}"
        return ""


def fault_of(page: Versions, edits: Sequence[Edit], shared: Sequence[Edit]) -> str:
    """Why edits, of which some are of includes, are not right for a page: what is found where these are has to be mended, and
    nothing may be new."""
    after = page.after(edits)
    if len(after.samples) != len(page.before.samples):
        return "it would have other samples"
    new = next(iter(page.new(after)), None)
    left = {_key(found) for found in after.found}
    mended = (d for d in page.before.found if d.sample is not None and any(_is_at(d, edit) for edit in shared))
    found = new or next((d for d in mended if _key(d) in left), None)
    return f"{found.message} ({found.rule})" if found else ""


def _spelled(edit: Edit) -> tuple[str, int, int, str]:
    return file_of(edit.span.source), edit.span.start, edit.span.end, edit.text


def _key(found: Diagnostic) -> tuple[str, ...]:
    return found.rule, found.sample or "", found.where, file_of(found.span.source)


def _is_at(found: Diagnostic, edit: Edit) -> bool:
    """Whether something is found on the lines of an edit."""
    is_one_file = file_of(found.span.source) == file_of(edit.span.source)
    return is_one_file and found.span.line <= edit.span.end_line and edit.span.line <= found.span.end_line
