"""Places as editors count them."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisono.editing.positions import Encoding, Position, Range, edited, offset, position, whole
from unisono.text.source import Source

ENCODINGS = get_args(Encoding)
TEXTS = st.text(alphabet="a é€𝄞\r\n\u2028\x0c\x85", max_size=30)


@pytest.mark.parametrize(("encoding", "column"), [("utf-8", 11), ("utf-16", 6), ("utf-32", 5)])
def test_columns_are_in_units_of_the_encoding(encoding: Encoding, column: int) -> None:
    source = Source("a.md", "one\na é€𝄞b"[:-1] + "|")
    assert position(source, source.text.index("|"), encoding) == Position(1, column)
    assert source.text[offset(source, Position(1, column), encoding)] == "|"


@given(TEXTS, st.sampled_from(ENCODINGS))
def test_a_place_and_back_is_the_same(text: str, encoding: Encoding) -> None:
    source = Source("a.md", text)
    for at in range(len(text) + 1):
        if text[at - 1 : at + 1] != "\r\n" and text[at : at + 1] not in {"\r", "\n"}:
            assert offset(source, position(source, at, encoding), encoding) == at


def test_only_what_the_protocol_says_ends_a_line() -> None:
    source = Source("a.md", "a\u2028b\x0cc\x85d\re\r\nf\ng")
    assert position(source, source.text.index("g"), "utf-16") == Position(3, 0)


@pytest.mark.parametrize("at", [Position(0, 99), Position(99, 0), Position(99, 99)])
def test_past_the_end_is_the_end(at: Position) -> None:
    assert offset(Source("a.md", "abc"), at, "utf-16") == 3


def test_half_a_character_is_all_of_it() -> None:
    assert offset(Source("a.md", "𝄞b"), Position(0, 1), "utf-16") == 0


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_an_edit_whose_ends_are_exchanged(encoding: Encoding) -> None:
    where = Range(Position(0, 3), Position(0, 1))
    assert edited(Source("a.md", "abcd"), where, "-", encoding).text == "a-d"


def test_halves_of_characters_are_replaced() -> None:
    assert whole("a\ud83db") == "a\ufffdb"
    assert whole("𝄞") == "𝄞"
