"""The words of a client's mark, which are looked for first."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from client_cases import FILES, client_of
from unisono.languages import languages

FOUND = {
    f"{name}-{'-'.join(words)}": (mark, words)
    for name, client in languages().items()
    for mark, words in zip(client.marks, client.words, strict=True)
    if words != ("",)
}
LOOKING_AHEAD = {name for name, (mark, _) in FOUND.items() if "(?=[" in mark.pattern}
"""Nothing can be made from these at random."""


@pytest.mark.parametrize("name", FOUND)
def test_nothing_shows_a_mark_without_its_words(name: str) -> None:
    mark, words = FOUND[name]
    tried = 0
    for case in FILES:
        code = case.read_bytes().decode("utf-8")
        if mark.search(code):
            tried += 1
            assert any(word in code for word in words), case
            for word in words:
                code = code.replace(word, "")
            assert not mark.search(code), case
    assert tried


@pytest.mark.parametrize("name", sorted(FOUND.keys() - LOOKING_AHEAD))
@given(data=st.data())
def test_nor_does_what_is_made_from_the_mark(name: str, data: st.DataObject) -> None:
    mark, words = FOUND[name]
    code = data.draw(st.from_regex(re.compile(mark.pattern, mark.flags)))
    assert any(word in code for word in words)


def test_most_clients_say_their_words() -> None:
    assert len(FOUND) > len(Counter(map(client_of, FILES))) / 2
