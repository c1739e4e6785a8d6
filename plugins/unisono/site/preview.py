"""What `mkdocs serve` shows of a page's findings: themselves above the page, and their places in its code. A published page has
none of this."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from unisono.diagnostic import Diagnostic
from unisono.page import Example, Page, Sample
from unisono.reports.full import frame
from unisono.site.highlight import Mark
from unisono.site.linking import Offsets
from unisono.wording import count


def findings_html(diagnostics: Sequence[Diagnostic]) -> str:
    """Each finding with its lines, as the command line shows it; "" if there are none."""
    if not diagnostics:
        return ""
    frames = "".join(f"<li><pre><code>{escape(frame(diagnostic))}</code></pre></li>" for diagnostic in diagnostics)
    title = f"<p>{count(len(diagnostics), 'finding')}, shown in this preview only</p>"
    return f'<section class="unisono-findings" aria-label="Findings" data-search-exclude="">{title}<ol>{frames}</ol></section>'


def finding_marks(page: Page, diagnostics: Sequence[Diagnostic]) -> dict[Sample | Example, list[Mark]]:
    """For each sample and example, the places in it that findings are about, both sites of a disagreement."""
    found: dict[Sample | Example, list[Mark]] = {}
    blocks: tuple[Sample | Example, ...] = (*page.samples, *page.examples)
    for block in blocks:
        offsets = Offsets(block.code)
        for diagnostic in diagnostics:
            for span in (diagnostic.span, *(related.span for related in diagnostic.related)):
                if place := offsets.of(span):
                    title = escape(diagnostic.message)
                    found.setdefault(block, []).append(Mark(*place, f'class="unisono-finding" title="{title}"'))
    return found
