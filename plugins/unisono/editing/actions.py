"""What can be done to an open page: findings mended, and the samples written that it lacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from unisono.checking.diagnostic import Diagnostic, Edit, Fix
from unisono.checking.generated import writer_of
from unisono.editing.sites import View
from unisono.fixing.adding import added
from unisono.fixing.candidates import Wish
from unisono.fixing.mending import mend
from unisono.records import dataclass

LACKING = "missing-sample"
"""The rule that samples which are written mend what it finds."""


@dataclass(frozen=True)
class Action:
    """A change that can be made. `mends` are the findings that are gone then; `is_safe` as of a `Fix`."""

    title: str
    edits: tuple[Edit, ...]
    mends: tuple[Diagnostic, ...] = ()
    is_safe: bool = True


def fixes(found: Iterable[Diagnostic]) -> Iterator[Action]:
    """What mends these findings, the safe changes first."""
    mended: dict[tuple[str, Fix], list[Diagnostic]] = {}
    for one in found:
        if one.fix is not None:
            mended.setdefault((one.sample or "", one.fix), []).append(one)
    for (sample, fix), diagnostics in sorted(mended.items(), key=lambda pair: pair[0][1].safety):
        is_safe = fix.safety == "safe"
        note = "" if is_safe else " (unsafe: it sends another request then)"
        yield Action(f"Mend {sample}: {fix.message}{note}", fix.edits, tuple(diagnostics), is_safe)


def all_safe_fixes(view: View) -> Action | None:
    """All that `unisono fix` mends in a page itself; None if that is nothing."""
    site = view.site
    mended, _ = mend(view.page, site.configuration.settings, site.reread, Wish(), site.base_of(view.file))
    edits = tuple(dict.fromkeys(edit for one in mended for edit in one.edits))
    return Action("Mend all that is safe to mend", edits) if edits else None


def missing_samples(view: View, found: Iterable[Diagnostic] = ()) -> Iterator[Action]:
    """Samples in the languages of the site that a page has none in and that can be written: all of them, and of several each.
    They mend those of the findings that are of their lack."""
    site = view.site
    wanted = dict.fromkeys(writer_of(name) for name in site.clients)
    names = [name for name in wanted if name is not None]
    own = added(view.page, site.configuration.settings, site.reread, names, site.base_of(view.file))
    pairs = [(one.writer.title, edit) for one, edit in zip(own.samples, own.edits, strict=True) if one.writer]
    by_title: dict[str, list[Edit]] = {}
    for title, edit in pairs:
        by_title.setdefault(title, []).append(edit)
    lacking = tuple(one for one in found if one.rule == LACKING)
    if len(by_title) > 1:
        yield Action(f"Write the samples that are missing: {', '.join(by_title)}", own.edits, lacking)
    for title, edits in by_title.items():
        yield Action(f"Write the missing {title} sample{'s' if len(edits) > 1 else ''}", tuple(edits), lacking)
