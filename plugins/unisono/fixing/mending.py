"""A page → the edits that make its samples send the request that it declares.

A change is taken if the page, read again with it, has nothing to be found that was not found before; one of an include, if
that is so of every page that uses the include.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence, Set

from unisono.checking.base_paths import Base
from unisono.checking.checked import CheckedSample
from unisono.checking.diagnostic import Diagnostic, Edit
from unisono.checking.settings import Settings
from unisono.fixing.candidates import Left, Mended, Wish, tried
from unisono.fixing.labels import labelled
from unisono.fixing.sharing import Others, Sharing
from unisono.fixing.versions import Reread, TooLong, Versions, found_only, is_right, worse
from unisono.pages.model import Page, Sample
from unisono.text.files import file_of
from unisono.text.source import Source, Span


def mend(
    page: Page, settings: Settings, reread: Reread, wish: Wish, base: Base | None = None, others: Others | None = None
) -> tuple[list[Mended], list[Left]]:
    """The samples of a page that can be mended, and those that are left. `base` as in `check`. Without `others`, no include
    is changed."""
    versions = Versions(page, settings, reread, base)
    found = list(tried(versions, wish))
    taken = [one for one in found if isinstance(one, Mended)]
    left = [one for one in found if isinstance(one, Left)]
    sharing = Sharing(versions, others)
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
