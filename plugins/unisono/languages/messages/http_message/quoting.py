"""Which values can stand in an HTTP message as they are: it has no escapes (RFC 9112, 3 and 5), and what is read as a variable
(`{{name}}`) or ends a line is none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from unisono.languages.quoting import Found, Quoting, Slot, in_url
from unisono.text.regex import regex

_VALUE = Quoting((), (r"[\x00-\x1f\x7f]|\{\{|\}\}|^ | $",))
_ADDRESS = Quoting((), (r"[\x00-\x20\x7f#]|\{\{|\}\}",))

_IN_HOST = regex(r"[ \t]*Host:", re.IGNORECASE)
_VARIABLE = regex(r"\{\{|^[ \t]*@", re.MULTILINE)


def places(code: str, slots: Sequence[Slot]) -> list[Found | None]:
    """For each slot its place and how it is quoted; None for all where there are variables, whose values may be used twice, and
    for an address of which a `Host` has only a part."""
    if _VARIABLE.search(code):
        return [None] * len(slots)
    return [
        None
        if _IN_HOST.match(code[code.rfind("\n", 0, slot.start) + 1 : slot.start])
        else Found(slot.start, slot.end, _ADDRESS if in_url(slot.name) else _VALUE)
        for slot in slots
    ]
