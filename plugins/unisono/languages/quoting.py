"""What a value must go through to stand for itself at a place in a sample: the escapes of each layer around the place.

A layer is what takes the text there for something else than it is: a string literal, the `%` of Python, a shell's quotation
marks, an item of a command. The modules `quoting` of languages and clients tell a place's layers from the syntax of the sample;
what they are not sure of has none, and no value is put there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from unisono.text.source import Text


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


class Slot(NamedTuple):
    """Characters `start` to `end` of a sample's code, which give `value` of its request: the base URL (`BASE`), the token
    (`TOKEN`), or a parameter, by its place: `path.id`, `query.state`, `header.X-Account`, `request.address.city`."""

    name: str
    start: int
    end: int
    value: Text


BASE, TOKEN = "base", "token"

PROVEN = ("query.", "header.", "request.")
"""What the names of values begin with of which reading the sample back tells what a client makes of them."""


def in_url(name: str) -> bool:
    """Whether a value is a part of the URL."""
    return name == BASE or name.startswith(("path.", "query."))


Place = tuple[int, int]
"""The offsets in a sample's code where a place begins and ends."""


class Found(NamedTuple):
    """A place, which may be wider than the one asked for (`{token}` for `token`), and how it is quoted."""

    start: int
    end: int
    quoting: Quoting


class Uncertain(Exception):
    """The syntax does not tell how a place is quoted, or whether its text reaches the request as it is."""


def where_certain(find: Callable[[Place], Found | None], slots: Sequence[Slot]) -> list[Found | None]:
    """What is found of the place of each; None where that is not certain."""
    found: list[Found | None] = []
    for slot in slots:
        try:
            found.append(find((slot.start, slot.end)))
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


def but_for(pattern: re.Pattern[str], code: str, slots: Sequence[Slot], found: Sequence[Found | None]) -> list[Found | None]:
    """The places in a sample that are found for slots. Of one that says `pattern`, what depends on more of its URL than where
    it leads to, only those of tokens."""
    depends = pattern.search(code)
    return [None if depends and slot.name != TOKEN else place for slot, place in zip(slots, found, strict=True)]


def agreed(found: Sequence[tuple[Quoting, ...]]) -> tuple[Quoting, ...]:
    """The layers of a text that is used in several places; raises `Uncertain` where they differ."""
    if any(other != found[0] for other in found):
        raise Uncertain
    return found[0] if found else ()
