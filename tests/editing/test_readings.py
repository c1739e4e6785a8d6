"""Samples whose code stays the same are not read again, and what is found of them is where they are."""

from __future__ import annotations

from unisono.checking.check import check
from unisono.editing.readings import Readings
from unisono.pages.liquid import Includes
from unisono.pages.model import Page
from unisono.pages.reading import read_page
from unisono.text.source import Source

TOP = "---\ntitle: /a/\nmethod: get\n---\n"
SENT = '~~~ bash\ncurl -X DELETE https://api.example.com/a/\n~~~\n{: title="Curl" }\n'
BROKEN = '~~~ bash\ncurl -X\n~~~\n{: title="Curl" }\n'


def page_of(text: str) -> Page:
    return read_page(Source("a.md", text), Includes(None))


def found(readings: Readings, text: str) -> tuple[list[tuple[str, str]], list[object]]:
    """What is found, each with the words that it points at and those that it is related to, and the readings."""
    page = page_of(text)
    here = readings.lend(page)
    diagnostics = check(page, here=here).diagnostics
    assert all(one.span.source is page.source for one in diagnostics)
    places = [(one.rule, text[one.span.start : one.span.end]) for one in diagnostics]
    return places, [sample.reading for sample in page.all_samples]


def test_a_sample_that_has_moved_is_read_once() -> None:
    readings = Readings()
    before, first = found(readings, TOP + SENT)
    assert ("method-mismatch", "DELETE") in before
    for more in ("Words.\n\n", "Other words that are longer.\n\n", ""):
        again, second = found(readings, TOP + more + SENT)
        assert again == before
        assert second[0] is first[0]


def test_one_that_changes_is_read_again_and_so_is_one_that_is_wrong() -> None:
    readings = Readings()
    _, first = found(readings, TOP + SENT + BROKEN)
    _, second = found(readings, TOP + SENT.replace("DELETE", "PUT") + "\n" + BROKEN)
    assert all(one is not other for one, other in zip(first, second, strict=True))


def test_samples_of_endpoints_in_headings_are_read_once() -> None:
    readings = Readings()
    text = "# A\n\n## GET /a/\n\n" + SENT
    before, first = found(readings, text)
    assert ("method-mismatch", "DELETE") in before
    again, second = found(readings, text.replace("# A\n", "# A\n\nWords.\n", 1))
    assert again == before
    assert second[0] is first[0]


def test_of_two_alike_each_has_its_own_place() -> None:
    readings = Readings()
    found(readings, TOP + SENT + SENT)
    page = page_of(TOP + "Words.\n\n" + SENT + "\n" + SENT)
    here = readings.lend(page)
    starts = [here(sample.reading.requests[0].span).start for sample in page.samples]
    assert sorted(starts) == [sample.code.span().start for sample in page.samples]
