"""What samples send, kept from edit to edit: to read samples again is most of what a check takes, and an edit changes one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from unisono.languages.reading import Reading
from unisono.pages.model import Page, Sample
from unisono.records import dataclass
from unisono.text.source import Source, Span

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class _Kept:
    """A reading, with the text that its places are in, and the stretch of that which the sample's code is in."""

    reading: Reading
    source: Source
    start: int
    end: int


class _Move(NamedTuple):
    """A reading that is used again, and how many characters further on its code is now."""

    kept: _Kept
    by: int


class Readings:
    """Those of one page. Only samples that are sent, and nothing is wrong with, are not read again: what is said of others may
    name lines."""

    def __init__(self) -> None:
        self._kept: dict[Key, list[_Kept]] = {}
        self._lent: list[tuple[Key, Sample, _Kept | None]] = []

    def lend(self, page: Page) -> Callable[[Span], Span]:
        """Give the samples of a page, which nobody has read yet, the readings that they had before. These have the places that
        they were read with: what is given back says where in the page one is now."""
        self._keep()
        moves: dict[Source, list[_Move]] = {}
        for sample in page.all_samples:
            key = _key(sample, page.source)
            if key is None:
                continue
            kept = own.pop() if (own := self._kept.get(key)) else None
            if kept is not None:
                sample.__dict__["reading"] = kept.reading
                by = sample.code.pieces[0].start - kept.start
                moves.setdefault(kept.source, []).append(_Move(kept, by))
            self._lent.append((key, sample, kept))
        return lambda span: span if span.source not in moves else _moved(span, moves[span.source], page.source)

    def _keep(self) -> None:
        """Keep the readings of the page before, those of samples that nobody has asked for left out."""
        self._kept.clear()
        for key, sample, kept in self._lent:
            now = kept or _kept(sample)
            if now is not None:
                self._kept.setdefault(key, []).append(now)
        self._lent.clear()


def _key(sample: Sample, source: Source) -> Key | None:
    """What a reading depends on, and how its places lie to one another. None where some of the code is in an include."""
    pieces = sample.code.pieces
    first = pieces[0].start
    if any(piece.source is not source for piece in pieces):
        return None
    places = tuple((piece.at, piece.start - first, piece.end - first, piece.origin) for piece in pieces)
    return sample.language, sample.info.value if sample.info else None, sample.notes is not None, sample.code.value, places


def _kept(sample: Sample) -> _Kept | None:
    reading, pieces = sample.__dict__.get("reading"), sample.code.pieces
    if reading is None or not _is_plain(reading):
        return None
    return _Kept(reading, pieces[0].source, pieces[0].start, max(piece.end for piece in pieces))


def _is_plain(reading: Reading) -> bool:
    return reading.status == "ok" and not (reading.misprints or reading.missing or reading.completed or reading.reason)


def _moved(span: Span, moves: Sequence[_Move], source: Source) -> Span:
    for kept, by in moves:
        if kept.start <= span.start <= kept.end:
            return Span(source, span.start + by, span.end + by)
    raise LookupError(f"{span!r} is in no sample")
