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
    own = list(languages()[sample.language].mend) if sample.language else []
    for mend in (_typographic_marks, _typographic, *own):
        if (alone := mend(code)) is not None:
            yield alone
    for typographic in (_typographic_marks, _typographic):
        messages, together = [], code
        for mend in (typographic, *own):
            if (found := mend(together)) is not None:
                together = found.code
                messages.append(found.message)
        if len(messages) > 1:
            yield Mending("; ".join(messages), together)


_OPTION = regex(rf"(?<=\s)(-?[{DASHES}]+-?)(?=([A-Za-z])([A-Za-z-]*))")


_MARKS = regex(
    r"""(?P<text>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')"""
    + rf"""|[{DOUBLE}](?P<double>[^{DOUBLE}"\n]*)[{DOUBLE}]|[{SINGLE}](?P<single>[^{SINGLE}'\n]*)[{SINGLE}]"""
)


def _typographic_marks(code: str) -> Mending | None:
    """The quotation marks around texts; within them, they may be meant."""

    def marked(found: re.Match[str]) -> str:
        if (text := found["double"]) is not None:
            return f'"{text}"'
        return f"'{found['single']}'" if found["single"] is not None else found[0]

    new = _MARKS.sub(marked, code)
    return Mending("typographic characters replaced", new) if new != code else None


def _typographic(code: str) -> Mending | None:
    """Characters of word processors as those of the keyboard."""
    new = _OPTION.sub(lambda found: "--" if found[3] or found[1] == "——" else "-", code)
    new = BLANK.sub(" ", re.sub(f"[{SINGLE}]", "'", re.sub(f"[{DOUBLE}]", '"', new)))
    return Mending("typographic characters replaced", new) if new != code else None
