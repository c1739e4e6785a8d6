"""What of a sample Material's copy button takes: of a session with an interpreter, what is typed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from unisono.drawing.highlight import Mark
from unisono.languages import languages
from unisono.pages.model import Sample
from unisono.text.source import Text

Stretch = tuple[int, int]
"""Characters of a sample's code."""


def lexer_for(sample: Sample) -> str:
    """The name of the lexer that colours a sample."""
    if sample.language is None:
        return sample.info.value if sample.info else "text"
    client = languages()[sample.language]
    is_session = client.session is not None and client.session.typed(sample.code.value) is not None
    return client.session.LEXER if client.session and is_session else client.lexer


def uncopied_marks(sample: Sample) -> list[Mark]:
    """What is not copied of a sample, as marks. The style sheet hides it while Material takes the text that can be seen."""
    return [Mark(start, end, 'class="unisono-uncopied"') for start, end in _uncopied(sample)]


def copied_code(sample: Sample) -> Text:
    """What is copied of a sample."""
    uncopied = _uncopied(sample)
    kept = _between(uncopied, len(sample.code))
    return Text.join([sample.code.slice(*stretch) for stretch in kept]) if uncopied else sample.code


def _uncopied(sample: Sample) -> list[Stretch]:
    session = languages()[sample.language].session if sample.language else None
    typed = session.typed(sample.code.value) if session else None
    return _between(typed, len(sample.code.value.rstrip())) if typed else []


def _between(stretches: Sequence[Stretch], length: int) -> list[Stretch]:
    """What the stretches leave of so many characters."""
    pairs = pairwise([(0, 0), *stretches, (length, length)])
    return [(start, end) for (_, start), (end, _) in pairs if start < end]
