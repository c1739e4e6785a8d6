"""How a value is quoted in an xh command: by the shell, and in a request item by xh, too."""

from __future__ import annotations

from collections.abc import Sequence

from unisono.languages.quoting import Found, Slot
from unisono.languages.shell.httpie.quoting import in_items
from unisono.languages.shell.quoting import uses
from unisono.languages.shell.xh import COMMANDS


def places(code: str, slots: Sequence[Slot]) -> list[Found | None]:
    """For each slot its place, which may be wider, and how it is quoted; None where that is not certain."""
    found = uses(code, slots, COMMANDS)
    return in_items(slots, found)
