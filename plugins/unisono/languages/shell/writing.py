"""Words of shell commands as a person writes them (bash manual, 3.1.2), and a command on as many lines as it needs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from unisono.languages.writing import Opaque, Pieces, Variable
from unisono.text.regex import regex

_PLAIN = regex(r"[A-Za-z0-9_./:@%+,=-]+")
_CONTROL = regex("[\x01-\x09\x0b-\x1f\x7f-\x9f]+")
_WIDTH = 80


def word(value: Pieces) -> str:
    """One word: bare where it can be, in single quotes, or in double quotes where a variable is in it."""
    text = "".join(piece.tag if isinstance(piece, Opaque) else piece for piece in value if not isinstance(piece, Variable))
    if any(isinstance(piece, Variable) for piece in value):
        return _expanded(value)
    if _PLAIN.fullmatch(text):
        return text
    if _CONTROL.search(text):
        return _ansi_c(text)
    return "'" + text.replace("'", "'\\''") + "'"


def _ansi_c(text: str) -> str:
    """In `$'…'` (bash manual, 3.1.2.4)."""
    escaped = re.sub(r"['\\]", r"\\\g<0>", text)
    return "$'" + re.sub("[\x01-\x1f\x7f-\x9f]", lambda found: _ESCAPES.get(found[0]) or _hexadecimal(found[0]), escaped) + "'"


_ESCAPES = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}


def _hexadecimal(character: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in character.encode())


def _expanded(value: Pieces) -> str:
    """In double quotes. A `!` is in single ones, as an interactive shell looks for it in double ones (bash manual, 9.3)."""
    parts = []
    for number, piece in enumerate(value):
        if isinstance(piece, Variable):
            after = value[number + 1] if number + 1 < len(value) else ""
            goes_on = isinstance(after, str) and re.match(r"[\w\[]", after)
            parts.append(f"${{{piece.name}}}" if goes_on else f"${piece.name}")
        elif isinstance(piece, Opaque):
            parts.append(piece.tag)
        else:
            escaped = re.sub(r'["\\$`]', r"\\\g<0>", piece)
            escaped = escaped.replace("!", "\"'!'\"")
            parts.append(_CONTROL.sub(lambda found: f'"{_ansi_c(found[0])}"', escaped))
    return f'"{"".join(parts)}"'.replace('""', "") or '""'


def command(name: str, arguments: Iterable[Sequence[str]]) -> str:
    """A command with its arguments, words that belong together on one line; on one line if all fits and has no line break."""
    lines = [" ".join(words) for words in arguments]
    flat = " ".join([name, *lines])
    if len(lines) < 3 and len(flat) <= _WIDTH and "\n" not in flat:
        return flat
    return " \\\n  ".join([f"{name} {lines[0]}", *lines[1:]]) if lines else name
