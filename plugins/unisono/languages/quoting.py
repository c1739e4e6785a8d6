"""What a value must go through to stand for itself at a place in a sample: the escapes of each layer around the place.

A layer is what takes the text there for something else than it is: a string literal, the `%` of Python, a shell's quotation
marks, a request item of HTTPie. The modules `*_places` tell a place's layers from the syntax of the sample; what they are not
sure of has none, and no value is put there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple


class Escape(NamedTuple):
    """Each match of `pattern` becomes `replacement`, in which `&` is the match and `%` its character's hexadecimal code in two
    digits. `pattern` is a regular expression of JavaScript, with its flag `u`."""

    pattern: str
    replacement: str


class Quoting(NamedTuple):
    """The escapes of a place, that of the innermost layer first, and patterns for values that cannot be written there."""

    escapes: tuple[Escape, ...] = ()
    never: tuple[str, ...] = ()

    def inside(self, outer: Quoting) -> Quoting:
        """What a value goes through where this layer's text is written in `outer`."""
        return Quoting(self.escapes + outer.escapes, self.never + outer.never)


Place = tuple[int, int]
"""The offsets in a sample's code where a place begins and ends."""


class Found(NamedTuple):
    """A place, which may be wider than the one asked for (`{token}` for `token`), and how it is quoted."""

    start: int
    end: int
    quoting: Quoting


class Uncertain(Exception):
    """The syntax does not tell how a place is quoted, or whether its text reaches the request as it is."""


def where_certain(find: Callable[[Place], Found | None], places: Sequence[Place]) -> list[Found | None]:
    """What is found of each place; None where that is not certain."""
    found: list[Found | None] = []
    for place in places:
        try:
            found.append(find(place))
        except (Uncertain, RecursionError):
            found.append(None)
    return found


PLAIN = Quoting()

_BACKSLASHED = {quote: Escape(rf"[\\{quote}]", r"\&") for quote in "'\"`"}
_QUOTED = Escape("^|$", '"')

STRINGS: Mapping[str, Quoting] = {
    "'": Quoting((_BACKSLASHED["'"],)),
    '"': Quoting((_BACKSLASHED['"'],)),
    "`": Quoting((Escape(r"[\\`$]", r"\&"),)),
    "": Quoting((_BACKSLASHED['"'], _QUOTED)),  # an expression, which becomes a literal
}
"""Inside string literals of Python and JavaScript, by their quotation mark."""

RAW: Mapping[str, Quoting] = {quote: Quoting((), (rf"{quote}|\\$",)) for quote in "'\""}
"""Inside raw literals of Python, which can hold neither their own quotation mark nor, at their end, a backslash."""

FORMATS: Mapping[str, Quoting] = {
    "%": Quoting((Escape("%", "&&"),)),
    "{": Quoting((Escape("[{}]", "&&"),)),
}
"""In templates: of the operator `%`, of f-strings and `str.format`."""

# Hexadecimal where a backslash would do, and single quotes for each character instead of a backslash: an interactive shell
# expands its history (`!`) wherever no single quotes are, and may take `\'` in `$'…'` for their end (bash manual, 9.3).
SHELL: Mapping[str, Quoting] = {
    "'": Quoting((Escape("'", r"'\''"),)),
    '"': Quoting((Escape(r'["\\$`!]', "\"'&'\""),)),
    "$": Quoting((Escape(r"[\\'!]", r"\x%"),)),
    "": Quoting((Escape(r"[^A-Za-z0-9_.,:\/@%+\-]", r"\&"),)),
    "split": Quoting((), (r"[\s*?[\\]",)),
    "cmd": Quoting((), (r"^-|[^A-Za-z0-9_.~:\/+\-]",)),
}
"""In words of a shell command, by the quotation mark: none, `$` for `$'…'`. `split` is what is expanded outside of them, then
split and matched with the names of files; `cmd` a command for cmd.exe, which has no escape for all of what it expands."""


def agreed(found: Sequence[tuple[Quoting, ...]]) -> tuple[Quoting, ...]:
    """The layers of a text that is used in several places; raises `Uncertain` where they differ."""
    if any(other != found[0] for other in found):
        raise Uncertain
    return found[0] if found else ()


def through(layers: Sequence[Quoting], literal: Quoting) -> Quoting:
    """What a value in a literal goes through, whose text then goes through `layers`, in this order."""
    quoting = PLAIN
    for layer in reversed(layers):
        quoting = quoting.inside(layer)
    return quoting.inside(literal)


HOLE = re.compile(r"\{\{|\}\}|[{}]")
