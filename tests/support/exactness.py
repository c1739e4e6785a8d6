"""What must hold of every `Text`: its verbatim pieces are the source's own characters, and no place lies outside its source."""

from __future__ import annotations

from itertools import pairwise

from unisono.text.source import Origin, Span, Text


def assert_within(span: Span) -> None:
    assert 0 <= span.start <= span.end <= len(span.source.text)


def assert_exact(text: Text) -> None:
    bounds = [piece.at for piece in text.pieces] + [len(text.value)]
    assert bounds[0] == 0
    for piece, (start, end) in zip(text.pieces, pairwise(bounds), strict=True):
        assert_within(Span(piece.source, piece.start, piece.end))
        assert start <= end
        if piece.origin is Origin.VERBATIM:
            assert piece.source.text[piece.start : piece.end] == text.value[start:end]


def shown(span: Span) -> str:
    """The characters of the file at a place."""
    return span.source.text[span.start : span.end]


def place(span: Span) -> tuple[int, int]:
    return span.line, span.column
