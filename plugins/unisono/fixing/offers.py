"""Findings with the edits that mend them, for reports and editors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from unisono.checking.base_paths import Base
from unisono.checking.diagnostic import Diagnostic, Fix
from unisono.checking.settings import Settings
from unisono.fixing.candidates import Mended, Wish
from unisono.fixing.labels import TITLING
from unisono.fixing.mending import Users, mend
from unisono.fixing.versions import Reread
from unisono.pages.model import Page
from unisono.text.source import Span


class Offer(NamedTuple):
    """What mends what is found of a sample, by its title, or, if there is a `rule`, what is found of it under that. `code` is
    where the sample is, `paths` are the files that it is in."""

    title: str
    rule: str | None
    code: Span
    paths: tuple[str, ...]
    fix: Fix


def offers(
    page: Page, settings: Settings, reread: Reread, base: Base | None = None, users: Users | None = None
) -> tuple[Offer, ...]:
    """What mends the samples of a page, as far as anything does; arguments as of `mend`."""
    mended, _ = mend(page, settings, reread, Wish(unsafe=True), base, users)
    return tuple(_offer(one) for one in mended)


def _offer(one: Mended) -> Offer:
    code = one.sample.code
    paths = tuple(dict.fromkeys(piece.source.path for piece in code.pieces))
    return Offer(one.sample.title, one.rule, code.span(), paths, Fix(one.safety, one.message, one.edits))


def with_offers(diagnostics: Iterable[Diagnostic], path: str, offered: Sequence[Offer]) -> list[Diagnostic]:
    """The findings, those about samples of the page at that path with what mends these."""
    return [_with_fix(diagnostic, path, offered) for diagnostic in diagnostics]


def _with_fix(diagnostic: Diagnostic, path: str, offered: Sequence[Offer]) -> Diagnostic:
    if diagnostic.sample is None or diagnostic.fix:
        return diagnostic
    rule = diagnostic.rule if diagnostic.rule in TITLING else None
    own = [one for one in offered if one.title == diagnostic.sample and one.rule == rule]
    own = [one for one in own if diagnostic.span.path in {path, *one.paths}]
    own.sort(key=lambda one: not _holds(one, diagnostic))
    return replace(diagnostic, fix=own[0].fix) if own else diagnostic


def _holds(one: Offer, diagnostic: Diagnostic) -> bool:
    """Whether a finding is within a sample: several may have the same title."""
    return one.code.start <= diagnostic.span.start <= one.code.end
