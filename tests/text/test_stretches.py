"""Stretches of a text, one after the other, are what joining its slices makes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from unisono.text.source import Source, Span, Text

_SOURCE = Source("page.md", "0123456789abcdefghij")
_VERBATIM = Text.of(_SOURCE, 3, 17)
_MIXED = Text.join([Text.of(_SOURCE, 0, 5), Text.decoded("\n", Span(_SOURCE, 5, 7)), Text.of(_SOURCE, 7, 14)])


@given(
    st.sampled_from([_VERBATIM, _MIXED]),
    st.lists(st.integers(0, len(_MIXED)), min_size=2, max_size=12).filter(lambda cuts: len(cuts) % 2 == 0).map(sorted),
)
def test_stretches_are_joined_slices(text: Text, cuts: list[int]) -> None:
    places = list(zip(cuts[::2], cuts[1::2], strict=True))
    found, expected = text.stretches(places), Text.join([text.slice(start, end) for start, end in places])
    assert (found.value, found.pieces) == (expected.value, expected.pieces)
