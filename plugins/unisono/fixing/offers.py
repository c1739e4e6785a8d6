"""Findings with the edits that mend them, for reports and editors."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from unisono.checking.diagnostic import Diagnostic, Fix
from unisono.checking.settings import Settings
from unisono.fixing.candidates import Mended, Wish
from unisono.fixing.labels import TITLING
from unisono.fixing.mending import Users, mend
from unisono.fixing.versions import Reread
from unisono.pages.model import Page


def offered(
    diagnostics: Iterable[Diagnostic],
    page: Page,
    settings: Settings,
    reread: Reread,
    base: str | None = None,
    users: Users | None = None,
) -> list[Diagnostic]:
    """The findings, those about samples of the page with what mends the sample, if anything; arguments as of `mend`."""
    mended, _ = mend(page, settings, reread, Wish(unsafe=True), base, users)
    return [_with_fix(diagnostic, page, mended) for diagnostic in diagnostics]


def _with_fix(diagnostic: Diagnostic, page: Page, mended: Iterable[Mended]) -> Diagnostic:
    if diagnostic.sample is None or diagnostic.fix:
        return diagnostic
    rule = diagnostic.rule if diagnostic.rule in TITLING else None
    own = [one for one in mended if one.sample.title == diagnostic.sample and one.rule == rule]
    if diagnostic.span.path != page.source.path:
        own = [one for one in own if diagnostic.span.path in {piece.source.path for piece in one.sample.code.pieces}]
    own.sort(key=lambda one: not _holds(one, diagnostic))
    return replace(diagnostic, fix=Fix(own[0].safety, own[0].message, own[0].edits)) if own else diagnostic


def _holds(one: Mended, diagnostic: Diagnostic) -> bool:
    """Whether a finding is within a sample: several may have the same title."""
    code = one.sample.code.span()
    return code.start <= diagnostic.span.start <= code.end
