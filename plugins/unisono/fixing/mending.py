"""A page → the edits that make its samples send the request that it declares.

A change is taken if the page, read again with it, has nothing to be found that was not found before; one of an include, if
that is so of every page that uses the include.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence, Set

from unisono.checking.base_paths import Base
from unisono.checking.checked import CheckedSample
from unisono.checking.diagnostic import Diagnostic, Edit
from unisono.checking.settings import Settings
from unisono.fixing.candidates import Left, Mended, Wish, tried
from unisono.fixing.labels import labelled
from unisono.fixing.versions import Reread, Terms, TooLong, Versions, found_only, is_right, worse
from unisono.pages.model import Page, Sample
from unisono.text.files import file_of
from unisono.text.source import Source, Span

Users = Callable[[str], Iterable[tuple[Page, Terms]]]
"""The pages that use an include, by its file (`file_of`), each with what it is checked with: they may be of several sites."""


def mend(
    page: Page, settings: Settings, reread: Reread, wish: Wish, base: Base | None = None, users: Users | None = None
) -> tuple[list[Mended], list[Left]]:
    """The samples of a page that can be mended, and those that are left. `base` as in `check`. Without `users`, no include is
    changed."""
    versions = Versions(page, settings, reread, base)
    found = list(tried(versions, wish))
    taken = [one for one in found if isinstance(one, Mended)]
    left = [one for one in found if isinstance(one, Left)]
    sharing = _Sharing(versions, wish, users)
    refuse: tuple[Callable[[Sequence[Mended]], list[Left]], ...] = (
        _overlapping,
        lambda t: _refused(versions, t),
        sharing.refused,
    )
    while taken and (refused := next(filter(None, (one(taken) for one in refuse)), None)):
        left += refused
        without = {one.sample for one in refused}
        taken = [one for one in taken if one.sample not in without]
    left = _unmended(left, versions, taken)
    left += [Left(one.sample, _UNCOVERED) for one in taken if one.uncovers]
    labels = []
    for one in labelled(versions):
        why = sharing.refused([one]) if isinstance(one, Mended) else [one]
        left += why
        labels += [one] if isinstance(one, Mended) and not why else []
    if labels and not _mislabelled(versions, taken, labels):  # as nearly always
        return [*taken, *labels], left
    for one in labels:
        left += (why := _mislabelled(versions, taken, [one]))
        taken += [] if why else [one]
    return taken, left


_UNCOVERED = "it can be read now, and sends something else than is declared; it is not safe to change that, --unsafe-fixes does"


def _mislabelled(versions: Versions, taken: Sequence[Mended], labels: Sequence[Mended]) -> list[Left]:
    """The samples, if their new titles make the page worse, which has the edits of others as well."""
    others = [edit for one in taken for edit in one.edits]
    try:
        before, after = versions.after(others), versions.after([*others, *(edit for one in labels for edit in one.edits)])
    except TooLong as error:
        return [Left(one.sample, str(error)) for one in labels]
    if [_kind(one) for one in before.checked.all_samples] != [_kind(one) for one in after.checked.all_samples]:
        return [Left(one.sample, "with its title, it would be taken for something else") for one in labels]
    was = {(d.sample, d.rule, d.where) for d in before.found}
    new = found_only(after, before)
    for label in labels if new else ():
        now, title = after.samples[versions.number(label.sample)], label.sample.title
        known = [
            d for d in new if _is_about(d, now) and (title, d.rule, d.where) in was and (d.rule, d.where) != (label.rule, "")
        ]
        new = [d for d in new if d not in known] if known else new
    return [Left(one.sample, worse(new[0])) for one in labels] if new else []


def _kind(checked: CheckedSample) -> tuple[str | None, str]:
    return checked.sample.language, checked.outcome


def _overlapping(taken: Sequence[Mended]) -> list[Left]:
    """Those of which another one changes the same lines of an include in another way."""
    left = []
    changed: dict[Source, _Stretches] = {}
    for one in taken:
        own = frozenset(one.edits)
        met = [changed.setdefault(edit.span.source, _Stretches()).add(edit.span, own) for edit in one.edits]
        if any(met):
            path = one.edits[0].span.path
            left.append(Left(one.sample, f"{path} is used twice by its page, which needs different texts there"))
    return left


class _Stretches:
    """Stretches of a file that edits are of, apart from one another, each with the edits if all that are there are the same."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._found: list[tuple[int, int, frozenset[Edit] | None]] = []

    def add(self, span: Span, edits: frozenset[Edit] | None) -> bool:
        """Whether there was one that meets this one, be it at an end, and is of other edits."""
        start, end, high = span.start, span.end, bisect_right(self._starts, span.end)
        low, is_other = high, False
        while low and self._found[low - 1][1] >= span.start:
            low -= 1
            first, last, others = self._found[low]
            start, end, is_other = min(start, first), max(end, last), is_other or others != edits
        self._starts[low:high] = [start]
        self._found[low:high] = [(start, end, None if is_other else edits)]
        return is_other


def _refused(versions: Versions, taken: Sequence[Mended]) -> list[Left]:
    """Those whose edits, all made together, do not leave the page better than it was."""
    try:
        after = versions.after(edit for one in taken for edit in one.edits)
    except TooLong as error:
        return [Left(one.sample, str(error)) for one in taken]
    if len(after.samples) != len(versions.before.samples):
        return [Left(one.sample, "the page would have other samples than before") for one in taken]
    now = {one.sample: after.checked.all_samples[versions.number(one.sample)] for one in taken}
    if wrong := [one for one in taken if not one.uncovers and not is_right(now[one.sample])]:
        return [Left(one.sample, "it would differ from the other samples, which cannot be mended") for one in wrong]
    uncovering = [one for one in taken if one.uncovers]
    new = [d for d in versions.new(after) if not any(_is_about(d, now[one.sample].sample) for one in uncovering)]
    if new:
        return [Left(one.sample, worse(new[0])) for one in taken]
    titles = {one.sample.title for one in taken}
    hidden = [d for d in versions.gone(after) if d.sample not in titles]
    return [Left(one.sample, f"this would not be found any more: {hidden[0].message}") for one in uncovering] if hidden else []


def _is_about(found: Diagnostic, sample: Sample) -> bool:
    span = sample.span
    is_inside = found.span.source is span.source and span.start <= found.span.start and found.span.end <= span.end
    return found.sample == sample.title and is_inside


def _unmended(left: Sequence[Left], versions: Versions, taken: Sequence[Mended]) -> list[Left]:
    """Those that the edits for other samples do not make right as well, as they do with one of the same lines of an include."""
    own = versions.before.page.source
    files = {file_of(source) for source in {edit.span.source for one in taken for edit in one.edits} if source is not own}
    if not files:
        return list(left)
    after = versions.after(edit for one in taken for edit in one.edits)
    return [
        one
        for one in left
        if not _stands_in(one.sample, files, own) or not is_right(after.checked.all_samples[versions.number(one.sample)])
    ]


def _stands_in(sample: Sample, files: Set[str], page: Source) -> bool:
    """Whether a part of a sample is in one of the includes, whatever they are called."""
    return any(file_of(source) in files for source in {piece.source for piece in sample.code.pieces} - {page})


class _Sharing:
    """What holds of edits of includes: they are right for each page that uses these."""

    def __init__(self, versions: Versions, wish: Wish, users: Users | None) -> None:
        self._own = versions
        self._wish = wish
        self._users = users
        self._others: dict[str, list[Versions]] = {}

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
        own = self._own.before.page.source.path
        for include in sorted(includes, key=lambda source: source.path):
            if self._users is None:
                return f"it is in {include.path}, which other pages may use as well; mend it there"
            if why := self._fault_of(self._own, edits, shared):
                return f"it would not be right wherever {own} uses {include.path}: {why}"
            for other in self._versions(include):
                path = other.before.page.source.path
                if why := self._fault_of(other, shared, shared):
                    if self._wants_another(other, shared):
                        return f"{own} and {path} want different texts in {include.path}"
                    return f"it would not be right for {path}, which uses {include.path} as well: {why}"
        return ""

    def _versions(self, include: Source) -> list[Versions]:
        """The other pages that use an include."""
        file = file_of(include)
        if file not in self._others and self._users:
            own = file_of(self._own.before.page.source)
            self._others[file] = [
                Versions(page, terms.settings, self._own.reread, terms.base)
                for page, terms in self._users(file)
                if file_of(page.source) != own
            ]
        return self._others[file]

    def _fault_of(self, page: Versions, edits: Sequence[Edit], shared: Sequence[Edit]) -> str:
        """Why edits, of which some are of includes, are not right for a page: what is found where these are has to be mended,
        and nothing may be new."""
        after = page.after(edits)
        if len(after.samples) != len(page.before.samples):
            return "it would have other samples"
        new = next(iter(page.new(after)), None)
        left = {_key(found) for found in after.found}
        mended = (d for d in page.before.found if d.sample is not None and any(_is_at(d, edit) for edit in shared))
        found = new or next((d for d in mended if _key(d) in left), None)
        return f"{found.message} ({found.rule})" if found else ""

    def _wants_another(self, page: Versions, edits: Sequence[Edit]) -> bool:
        """Whether a page has an own fix of the same includes, which is another one."""
        files = {file_of(edit.span.source) for edit in edits}
        wanted = {_spelled(edit) for edit in edits}
        for one in tried(page, self._wish):
            own = {_spelled(e) for e in one.edits if file_of(e.span.source) in files} if isinstance(one, Mended) else set()
            if own - wanted:
                return True
        return False


def _spelled(edit: Edit) -> tuple[str, int, int, str]:
    return file_of(edit.span.source), edit.span.start, edit.span.end, edit.text


def _key(found: Diagnostic) -> tuple[str, ...]:
    return found.rule, found.sample or "", found.where, file_of(found.span.source)


def _is_at(found: Diagnostic, edit: Edit) -> bool:
    """Whether something is found on the lines of an edit."""
    is_one_file = file_of(found.span.source) == file_of(edit.span.source)
    return is_one_file and found.span.line <= edit.span.end_line and edit.span.line <= found.span.end_line
