"""What a sample sends in the place of something else is one finding, but where there are very many."""

from __future__ import annotations

import json

import pytest

from unisono.checking.check import check
from unisono.checking.settings import Settings
from unisono.pages.liquid import Includes
from unisono.pages.reading import read_page
from unisono.text.source import Source

PAGE = """\
---
title: /orders/
method: post
right_code: |
  ~~~ json
  {expected}
  ~~~
  {{: title="Request" }}
---

~~~ bash
curl https://api.example.com/orders/ --json '{sent}'
~~~
{{: title="Curl" }}
"""


def found(count: int, length: int = 1) -> int:
    """How many differences are told of so many members, each misspelt."""
    name = "n" * length
    expected, sent = ({f"{name}_{n}_{end}": 1 for n in range(count)} for end in ("first", "fist"))
    text = PAGE.format(expected=json.dumps(expected), sent=json.dumps(sent))
    result = check(read_page(Source("a.md", text), Includes(None)), Settings())
    return sum(one.rule == "content-mismatch" for one in result.diagnostics)


@pytest.mark.parametrize(("count", "told"), [(1, 1), (100, 100), (101, 202)])
def test_of_very_many_each_is_told(count: int, told: int) -> None:
    assert found(count) == told


def test_a_very_long_name_is_not_another_one_misspelt() -> None:
    assert found(1, 180) == 1
    assert found(1, 100_000) == 2
