"""How a value is quoted in a curl command."""

from __future__ import annotations

import re
from collections.abc import Sequence

from unisono.languages.quoting import Found, Slot, but_for
from unisono.languages.shell import quoting
from unisono.languages.shell.curl import COMMANDS
from unisono.text.regex import regex

_EXPANDED = regex("--expand-|--variable")
straight = quoting.alike(
    regex(
        r"""(?x:\s*+curl(?:(?:[ \t]|\\\n)++(?:
    -[XHd] | --(?:request|header|data|data-raw|json|url) | '[^']*+' | "(?:[^"\\$`!]|\\["\\])*+" | \$'(?:[^'\\]|\\["'\\])*+'
    | [A-Za-z][\w.:/@%+,=-]*+
    )(?=\s|\Z))++\s*+)"""
    )
)
"""One command with options that send what they are given as it is, in words that are quoted as a whole or not at all."""

_DEPENDENT = regex("--(?:proto|request-t|connect-to)", re.IGNORECASE)
"""Options that name the host, scheme or path of the URL a second time."""


def places(code: str, slots: Sequence[Slot]) -> list[Found | None]:
    """For each slot its place, which may be wider, and how it is quoted; None where that is not certain."""
    if _EXPANDED.search(code):
        return [None] * len(slots)
    found = quoting.uses(code, slots, COMMANDS)
    return but_for(_DEPENDENT, code, slots, [one and one[0] for one in found])
