"""How a value is quoted in a wget command."""

from __future__ import annotations

import re
from collections.abc import Sequence

from unisono.languages.quoting import Found, Slot, but_for
from unisono.languages.shell import quoting
from unisono.languages.shell.wget import COMMANDS
from unisono.text.regex import regex

_DEPENDENT = regex("--header[= ]['\"]?Host:", re.IGNORECASE)
"""A field that names the host of the URL a second time."""


def places(code: str, slots: Sequence[Slot]) -> list[Found | None]:
    """For each slot its place, which may be wider, and how it is quoted; None where that is not certain."""
    found = quoting.uses(code, slots, COMMANDS)
    return but_for(_DEPENDENT, code, slots, [one and one[0] for one in found])
