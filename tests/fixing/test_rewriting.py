"""The edits that make a new block of an old one."""

from __future__ import annotations

import pytest

from unisono.fixing.edits import applied, rewritten
from unisono.text.source import Source, Text


@pytest.mark.parametrize("lines", [10, 1_200])
@pytest.mark.parametrize("at", [0, 5, -1])
def test_lines_that_differ_are_replaced(lines: int, at: int) -> None:
    """Also where there are so many that they are not compared with one another."""
    before = [f"line {number % 3}" for number in range(lines)]
    after = [*before]
    after[at] = "another"
    source = Source("a.md", "".join(f"{line}\n" for line in before))
    edits = rewritten(Text.of(source), "\n".join(after))
    assert applied(source, edits) == "".join(f"{line}\n" for line in after)


def test_very_many_lines_that_are_the_same_need_no_edit() -> None:
    source = Source("a.md", "line\n" * 1_200)
    assert rewritten(Text.of(source), "line\n" * 1_200) == []
