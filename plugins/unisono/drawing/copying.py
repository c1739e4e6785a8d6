"""What of a sample Material's copy button takes: of a session with an interpreter, what is typed; and no annotations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pygments.token import Comment

from unisono.drawing.highlight import Mark
from unisono.drawing.lexing import lexer_of
from unisono.languages import languages
from unisono.pages.annotations import is_annotation, numbers_in
from unisono.pages.model import Example, Sample
from unisono.text.source import Text

Stretch = tuple[int, int]
"""Characters of a block's code."""


def lexer_for(block: Sample | Example) -> str:
    """The name of the lexer that colours a block. Those of sessions know no comment behind the end of a command."""
    info = block.info.value if block.info else ""
    if isinstance(block, Example) or block.language is None:
        return info or "text"
    client = languages()[block.language]
    is_session = client.session is not None and client.session.typed(block.code.value) is not None
    return client.session.LEXER if client.session and is_session and not block.notes else client.lexer_for(info)


def uncopied_marks(block: Sample | Example) -> list[Mark]:
    """What is not copied of a block, as marks. The style sheet hides it while Material takes the text that can be seen."""
    uncopied = _between(_copied(block), len(block.code.value.rstrip()))
    return [Mark(start, end, 'class="unisono-uncopied"') for start, end in uncopied]


def copied_code(block: Sample | Example) -> Text:
    """What is copied of a block."""
    return _taken(block.code, _copied(block))


def unannotated_code(block: Sample | Example) -> Text:
    """The code without its annotations."""
    return _taken(block.code, _without_annotations(block))


def _taken(code: Text, stretches: Sequence[Stretch]) -> Text:
    return code if stretches == [(0, len(code))] else Text.join([code.slice(*stretch) for stretch in stretches])


def _copied(block: Sample | Example) -> list[Stretch]:
    kept = _without_annotations(block)
    session = languages()[block.language].session if isinstance(block, Sample) and block.language else None
    typed = session.typed(_taken(block.code, kept).value) if session else None
    return list(_of_kept(kept, typed)) if typed else kept


def _of_kept(kept: Sequence[Stretch], stretches: Sequence[Stretch]) -> Iterator[Stretch]:
    """Where in the whole stretches are of what is kept of it."""
    at = 0  # of what is kept, where the stretch `start` to `end` of the whole begins
    for start, end in kept:
        shift = start - at
        for low, high in stretches:
            if low + shift < end and high > at:
                yield max(low + shift, start), min(high + shift, end)
        at += end - start


def _without_annotations(block: Sample | Example) -> list[Stretch]:
    code = block.code.value
    if block.notes is None:
        return [(0, len(code))]
    tokens = lexer_of(lexer_for(block)).get_tokens_unprocessed(code)
    comments = ((at, value) for at, kind, value in tokens if kind.split()[:2] == Comment.split())
    return _between([place for at, value in comments for place in _annotations(code, at, value)], len(code))


def _annotations(code: str, at: int, comment: str) -> list[Stretch]:
    if is_annotation(comment):
        return [(_blank_before(code, at), at + len(comment.rstrip()))]
    return [(at + start, at + end) for start, end in numbers_in(comment)]


def _blank_before(code: str, at: int) -> int:
    while at and code[at - 1] in " \t":
        at -= 1
    return at


def _between(stretches: Sequence[Stretch], length: int) -> list[Stretch]:
    """What the stretches leave of so many characters."""
    pairs = pairwise([(0, 0), *stretches, (length, length)])
    return [(start, end) for (_, start), (end, _) in pairs if start < end]
