"""Blocks of code as they stand in their file."""

from __future__ import annotations

import re

from unisono.fixing.edits import Uneditable
from unisono.pages.model import Sample


def surroundings(sample: Sample) -> tuple[str, str, int]:
    """The line that opens the sample's fence, what stands before it there, and where the sample ends, without a line end.
    Raises Uneditable for a sample that is in none."""
    text, start = sample.span.source.text, sample.span.start
    low = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", start)
    first = text[low : stop if stop >= 0 else len(text)]
    found = re.search(r"`{3,}|~{3,}", first)
    if found is None:
        raise Uneditable("the sample is no fenced block; write it as one")
    end = sample.span.end
    while text[end - 1] in "\r\n":
        end -= 1
    return first[found.start() :], first[: found.start()], end
