"""A page's HTML for the template is that which Material's search plugin would leave."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from unisono.site.search import without_search_attributes

PARTS = ['data-search-exclude="yes"', 'data-search-exclude=""', "data-search-", " ", "\n", "\u2003", "<p", ">", "a", '"']


@given(st.lists(st.sampled_from(PARTS)).map("".join))
@example('<p  data-search-exclude="a" data-search-boost="2">')
def test_the_same_as_material(html: str) -> None:
    assert without_search_attributes(html) == re.sub(r"\s?data-search-\w+=\"[^\"]+\"", "", html)
