"""What is very long, or one of very many, is not compared letter by letter."""

from __future__ import annotations

from unisono.text.likeness import likeness, most_like


def test_words_are_like_one_another_up_to_a_length() -> None:
    assert likeness("orders", "order") > 0.9
    assert likeness("n" * 201, "n" * 200) == 0
    assert likeness("n" * 201, "n" * 201) == 1


def test_the_word_that_was_meant_is_looked_for_among_few() -> None:
    assert most_like("ordr", ["orders", "order"]) == "order"
    assert most_like("xyz", ["orders", "order"]) is None
    assert most_like("ordr", ["order", "o" * 100_000]) == "order"
    assert most_like("ordr", ["order", *(f"n{n}" for n in range(200))]) is None
