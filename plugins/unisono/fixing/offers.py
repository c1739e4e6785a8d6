"""Findings with the edits that mend them, for reports and editors."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from unisono.checking.base_paths import Base
from unisono.checking.diagnostic import Diagnostic, Fix
from unisono.checking.settings import Settings
from unisono.fixing.candidates import Mended, Wish
from unisono.fixing.labels import TITLING
from unisono.fixing.mending import mend
from unisono.fixing.sharing import Others
from unisono.fixing.versions import Reread
from unisono.pages.model import Page
from unisono.text.source import Span

WISH = Wish(unsafe=True)
"""All is offered, and who takes it decides."""


class Offer(NamedTuple):
    """What mends what is found of a sample, by its title, or, if there is a `rule`, what is found of it under that. `code` is
    where the sample is, `paths` are the files that it is in."""

    title: str
    rule: str | None
    code: Span
    paths: tuple[str, ...]
    fix: Fix


def offers(
    page: Page, settings: Settings, reread: Reread, base: Base | None = None, others: Others | None = None
) -> tuple[Offer, ...]:
    """What mends the samples of a page, as far as anything does; arguments as of `mend`."""
    mended, _ = mend(page, settings, reread, WISH, base, others)
    return tuple(_offer(one) for one in mended)


def _offer(one: Mended) -> Offer:
    code = one.sample.code
    paths = tuple(dict.fromkeys(piece.source.path for piece in code.pieces))
    return Offer(one.sample.title, one.rule, code.span(), paths, Fix(one.safety, one.message, one.edits))


def with_offers(diagnostics: Iterable[Diagnostic], offered: Mapping[str, Sequence[Offer]]) -> list[Diagnostic]:
    """The findings, those about samples with what mends these; `offered` is what mends those of a page, by its path."""
    known: dict[tuple[str, str, str | None], _Alike] = {}
    for path, own in offered.items():
        for key, alike in _by_place(path, own).items():
            known.setdefault(key, _Alike(alike))
    return [_with_fix(diagnostic, known) for diagnostic in diagnostics]


def _by_place(page: str, offered: Iterable[Offer]) -> dict[tuple[str, str, str | None], list[Offer]]:
    """What mends samples of a page, by the file in which something is found, the sample's title and the rule."""
    found: dict[tuple[str, str, str | None], list[Offer]] = {}
    for one in offered:
        for path in {page, *one.paths}:
            found.setdefault((path, one.title, one.rule), []).append(one)
    return found


class _Alike:
    """What mends samples of a page that have the same title, to ask of each of many findings for the one that it is about."""

    def __init__(self, offered: Sequence[Offer]) -> None:
        self._first = offered[0]
        self._in_file: dict[str, list[Offer]] = {}
        for one in sorted(offered, key=lambda one: one.code.start):
            self._in_file.setdefault(one.code.path, []).append(one)

    def of(self, span: Span) -> Offer:
        """That of the sample in which something is found; the first where that is within none."""
        there = self._in_file.get(span.path, [])
        before = bisect_right(there, span.start, key=lambda one: one.code.start)
        return there[before - 1] if before and span.start <= there[before - 1].code.end else self._first


def _with_fix(diagnostic: Diagnostic, known: Mapping[tuple[str, str, str | None], _Alike]) -> Diagnostic:
    if diagnostic.sample is None or diagnostic.fix:
        return diagnostic
    rule = diagnostic.rule if diagnostic.rule in TITLING else None
    alike = known.get((diagnostic.span.path, diagnostic.sample, rule))
    return replace(diagnostic, fix=alike.of(diagnostic.span).fix) if alike else diagnostic
