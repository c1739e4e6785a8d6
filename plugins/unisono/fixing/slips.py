"""Slips in how a sample is written → the code as it is meant. What a language knows of its own is in its module `mending`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unisono.languages import Mending, languages
from unisono.pages.model import Sample
from unisono.text.regex import regex
from unisono.text.typography import BLANK, DASHES, DOUBLE, SINGLE


def mended(sample: Sample) -> Iterator[Mending]:
    """Codes that the sample may be meant to be, each with what was changed: for each kind of slip alone, then all of them."""
    code = sample.code.value
    kinds = [_typographic, *(languages()[sample.language].mend if sample.language else ())]
    messages: list[str] = []
    together = code
    for mend in kinds:
        if (alone := mend(code)) is not None:
            yield alone
        if (found := mend(together)) is not None:
            together = found.code
            messages.append(found.message)
    if len(messages) > 1:
        yield Mending("; ".join(messages), together)


_OPTION = regex(rf"(?<=\s)(-?[{DASHES}]+-?)(?=([A-Za-z])([A-Za-z-]*))")


def _typographic(code: str) -> Mending | None:
    """Characters of word processors as those of the keyboard."""
    new = _OPTION.sub(lambda found: "--" if found[3] or found[1] == "——" else "-", code)
    new = BLANK.sub(" ", re.sub(f"[{SINGLE}]", "'", re.sub(f"[{DOUBLE}]", '"', new)))
    return Mending("typographic characters replaced", new) if new != code else None
