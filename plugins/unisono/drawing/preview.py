"""What `mkdocs serve` shows of a page's findings: themselves above the page, and their places in its code. A published page has
none of this."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from html import escape

from unisono.checking.diagnostic import Diagnostic
from unisono.checking.wording import count
from unisono.drawing.highlight import Mark
from unisono.drawing.linking import Offsets
from unisono.pages.model import Example, Page, Sample
from unisono.reports.full import frame
from unisono.text.source import Source, Span, Text


def findings_html(diagnostics: Sequence[Diagnostic], *, is_earlier: bool = False) -> str:
    """Each finding with its lines, as the command line shows it; "" if there are none. `is_earlier` says whether the page below
    is as it was before it was broken."""
    if not diagnostics:
        return ""
    frames = "".join(f"<li><pre><code>{escape(frame(diagnostic))}</code></pre></li>" for diagnostic in diagnostics)
    below = ". The page below is as it was before." if is_earlier else ""
    title = f"<p>{count(len(diagnostics), 'finding')}, shown in this preview only{below}</p>"
    return f'<section class="unisono-findings" aria-label="Findings" data-search-exclude="">{title}<ol>{frames}</ol></section>'


def finding_marks(page: Page, diagnostics: Sequence[Diagnostic]) -> dict[Sample | Example, list[Mark]]:
    """For each sample and example, the places in it that findings are about, both sites of a disagreement."""
    about: dict[Source, list[tuple[Span, str]]] = {}
    for diagnostic in diagnostics:
        for span in (diagnostic.span, *(related.span for related in diagnostic.related)):
            about.setdefault(span.source, []).append((span, diagnostic.message))
    for places in about.values():
        places.sort(key=lambda place: place[0].start)
    found: dict[Sample | Example, list[Mark]] = {}
    blocks: tuple[Sample | Example, ...] = (*page.samples, *page.examples)
    for block in blocks:
        offsets = Offsets(block.code)
        for span, message in _within(block.code, about):
            if place := offsets.of(span):
                found.setdefault(block, []).append(Mark(*place, f'class="unisono-finding" title="{escape(message)}"'))
    return found


def _within(code: Text, about: Mapping[Source, Sequence[tuple[Span, str]]]) -> Iterator[tuple[Span, str]]:
    """Those of the places, which are in order, that begin where the code is."""
    stretches: dict[Source, tuple[int, int]] = {}
    for piece in code.pieces:
        low, high = stretches.get(piece.source, (piece.start, piece.end))
        stretches[piece.source] = (min(low, piece.start), max(high, piece.end))
    for source, (low, high) in stretches.items():
        places = about.get(source, ())
        first = bisect_left(places, low, key=_start)
        yield from places[first : bisect_right(places, high, key=_start)]


def _start(place: tuple[Span, str]) -> int:
    return place[0].start
