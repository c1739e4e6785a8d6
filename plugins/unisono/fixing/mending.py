"""A page → the edits that make its samples send the request that it declares.

A change is taken if the page, read again with it, has nothing to be found that was not found before; one of an include, if
that is so of every page that uses the include.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from unisono.checking.base_paths import Base
from unisono.checking.checked import CheckedSample
from unisono.checking.diagnostic import Diagnostic, Edit
from unisono.checking.settings import Settings
from unisono.fixing.candidates import Left, Mended, Wish, tried
from unisono.fixing.labels import labelled
from unisono.fixing.versions import Reread, Terms, Versions, found_only, is_right, worse
from unisono.pages.model import Page, Sample
from unisono.text.files import file_of
from unisono.text.source import Source

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
        taken = [one for one in taken if not any(one.sample is other.sample for other in refused)]
    left = [one for one in left if not _is_mended(one.sample, versions, taken)]
    left += [Left(one.sample, _UNCOVERED) for one in taken if one.uncovers]
    for one in labelled(versions):
        why = (sharing.refused([one]) or _mislabelled(versions, taken, one)) if isinstance(one, Mended) else [one]
        left += why
        taken += [one] if isinstance(one, Mended) and not why else []
    return taken, left


_UNCOVERED = "it can be read now, and sends something else than is declared; it is not safe to change that, --unsafe-fixes does"


def _mislabelled(versions: Versions, taken: Sequence[Mended], label: Mended) -> list[Left]:
    """The sample, if its new title makes the page worse, which has the edits of others as well."""
    others = [edit for one in taken for edit in one.edits]
    before, after = versions.after(others), versions.after([*others, *label.edits])
    if [_kind(one) for one in before.checked.all_samples] != [_kind(one) for one in after.checked.all_samples]:
        return [Left(label.sample, "with its title, it would be taken for something else")]
    now = after.samples[versions.before.samples.index(label.sample)]
    was = {(d.rule, d.where) for d in before.found if d.sample == label.sample.title} - {(label.rule, "")}
    new = [d for d in found_only(after, before) if not (_is_about(d, now) and (d.rule, d.where) in was)]
    return [Left(label.sample, worse(new[0]))] if new else []


def _kind(checked: CheckedSample) -> tuple[str | None, str]:
    return checked.sample.language, checked.outcome


def _overlapping(taken: Sequence[Mended]) -> list[Left]:
    """Those of which another one changes the same lines of an include in another way."""
    left = []
    for number, one in enumerate(taken):
        if any(_overlap(one.edits, other.edits) for other in taken[:number]):
            path = one.edits[0].span.path
            left.append(Left(one.sample, f"{path} is used twice by its page, which needs different texts there"))
    return left


def _overlap(edits: Sequence[Edit], others: Sequence[Edit]) -> bool:
    return set(edits) != set(others) and any(
        a.span.source is b.span.source and a.span.start <= b.span.end and b.span.start <= a.span.end
        for a in edits
        for b in others
    )


def _refused(versions: Versions, taken: Sequence[Mended]) -> list[Left]:
    """Those whose edits, all made together, do not leave the page better than it was."""
    after = versions.after(edit for one in taken for edit in one.edits)
    if len(after.samples) != len(versions.before.samples):
        return [Left(one.sample, "the page would have other samples than before") for one in taken]
    now = {one.sample: after.checked.all_samples[versions.before.samples.index(one.sample)] for one in taken}
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


def _is_mended(sample: Sample, versions: Versions, taken: Sequence[Mended]) -> bool:
    """Whether the edits for other samples make a sample right as well: one of the same lines of an include."""
    if not taken or not _stands_in(sample, {edit.span.source for one in taken for edit in one.edits}, versions):
        return False
    after = versions.after(edit for one in taken for edit in one.edits)
    return is_right(after.checked.all_samples[versions.before.samples.index(sample)])


def _stands_in(sample: Sample, sources: set[Source], versions: Versions) -> bool:
    """Whether a part of a sample is in one of the includes, whatever they are called."""
    files = {file_of(source) for source in sources if source is not versions.before.page.source}
    own = {piece.source for piece in sample.code.pieces} - {versions.before.page.source}
    return bool(files) and any(file_of(source) in files for source in own)


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
        if not shared or not (reason := self._fault([edit for one in taken for edit in one.edits])):
            return []
        alone = [Left(one.sample, why) for one in shared if (why := self._fault(one.edits))]
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
