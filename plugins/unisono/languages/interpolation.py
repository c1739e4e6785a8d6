"""How languages put the values of variables into text, to tell what only looks as if it were one: `'$TOKEN'` in a shell's
single quotes, `"{token}"` without `f` in Python, `"${token}"` in plain quotes in JavaScript. It is sent as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from unisono.records import dataclass
from unisono.text.source import Origin, Text


@dataclass(frozen=True, slots=True)
class Interpolation:
    """How one language does it.

    `looks` matches what looks like a variable or a command, its name, if any, in one of its groups; `sets` matches where a
    sample sets one, its name in a group. `surely` matches what means a variable, or a command, also where the sample sets none
    of that name. `advice` goes on from the language's name, and says where it puts values.
    """

    language: str
    looks: re.Pattern[str]
    sets: re.Pattern[str]
    surely: re.Pattern[str]
    advice: str

    def unexpanded(self, text: Text, code: Text) -> Iterator[tuple[Text, Text]]:
        """What in `text`, which the sample `code` sends, only looks like a variable; each with the place where the sample sets
        one of its name, or itself again."""
        text = _as_written(text)
        found = [match for match in self.looks.finditer(text.known) if _is_verbatim(text, match)]
        if not found:
            return
        known = {_name(match): match for match in self.sets.finditer(code.value)}
        for match in found:
            shown, name = text.slice(*match.span()), _name(match)
            if name in known:
                yield shown, code.slice(*known[name].span(known[name].lastindex or 0))
            elif self.surely.fullmatch(shown.value):
                yield shown, shown


def _as_written(text: Text) -> Text:
    """A text with the braces that a client has encoded in a URL as the author wrote them."""
    if "%7B" not in text.value.upper():
        return text
    parts, pieces = [], text.pieces
    for piece, end in zip(pieces, [*(piece.at for piece in pieces[1:]), len(text)], strict=True):
        written = piece.source.text[piece.start : piece.end]
        is_encoded = piece.origin is Origin.DECODED and text.value[piece.at : end] == quote(written, safe="", errors="replace")
        parts.append(Text.of(piece.source, piece.start, piece.end) if is_encoded else text.slice(piece.at, end))
    return Text.join(parts)


def _name(match: re.Match[str]) -> str:
    return match[match.lastindex] if match.lastindex else ""


def _is_verbatim(text: Text, match: re.Match[str]) -> bool:
    """Whether it stands so in the file, and without a backslash before it, which means it."""
    pieces = text.slice(*match.span()).pieces
    source, start = pieces[0].source, pieces[0].start
    return len(pieces) == 1 and pieces[0].origin is Origin.VERBATIM and source.text[start - 1 : start] != "\\"
