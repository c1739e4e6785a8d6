"""A console session: prompts, the commands behind them, and what they print."""

from __future__ import annotations

from unisono.languages.reading import SampleError
from unisono.languages.shell.commands import _TRANSCRIPT, _Reader, _without_continuation_prompts
from unisono.languages.shell.windows import CONTINUATION
from unisono.languages.shell.words import Variables
from unisono.text.source import Origin, Source, Text

LEXER = "console"


def typed(code: str) -> list[tuple[int, int]] | None:
    """The stretches that are commands; None if the code is no session, or one whose commands cannot be told from the output."""
    if not _TRANSCRIPT.match(code) or CONTINUATION.search(code):
        return None
    plain = _without_continuation_prompts(Text.of(Source("sample", code)))
    reader = _Reader(plain, Variables())
    found: list[tuple[int, int]] = []
    try:
        while reader.next_line(transcript=True):
            start = reader.i
            reader.line()
            command = plain.slice(start, reader.i)
            found += [(piece.start, piece.end) for piece in command.pieces if piece.origin is Origin.VERBATIM]
    except SampleError:
        return None
    return found
