"""How a value is quoted in an HTTPie command: by the shell, and in a request item by HTTPie, too."""

from __future__ import annotations

from collections.abc import Sequence

from unisono.languages.quoting import PLAIN, Escape, Found, Quoting, Slot, Uncertain, agreed, in_url
from unisono.languages.shell import quoting
from unisono.languages.shell.httpie import COMMANDS
from unisono.languages.shell.quoting import Use
from unisono.text.regex import regex


def places(code: str, slots: Sequence[Slot]) -> list[Found | None]:
    """For each slot its place, which may be wider, and how it is quoted; None where that is not certain."""
    return in_items(slots, quoting.uses(code, slots, COMMANDS))


def in_items(slots: Sequence[Slot], found: Sequence[tuple[Found, Sequence[Use]] | None]) -> list[Found | None]:
    """The same, of what was found in commands that take HTTPie's request items."""
    return [one and _in_command(slot, *one) for slot, one in zip(slots, found, strict=True)]


def _in_command(slot: Slot, found: Found, uses: Sequence[Use]) -> Found | None:
    if in_url(slot.name) and not all(use.before.endswith("==") for use in uses):
        return found
    try:
        layers = agreed([(_in_item(use),) for use in uses])
    except Uncertain:
        return None
    return found._replace(quoting=layers[0].inside(found.quoting)) if layers else found


straight = quoting.alike(
    regex(
        r"""(?x:\s*+https?(?:(?:[ \t]|\\\n)++(?:
    --json | (?!-)(?: '(?!-)[^'\\]*+' | "(?!-)(?:[^"\\$`!]|\\["\\])*+" | [A-Za-z0-9_.:/@%+,=-]++ )++
    )(?=\s|\Z))++\s*+)"""
    )
)
"""One command without options but the one that changes nothing."""


# HTTPie's documentation, "Request items" and "Escaping rules": a backslash before a separator's character makes it an ordinary
# one, and there is none for the backslash itself. Two before such a character are two: only an odd number cannot be written.
_ITEM = Quoting((), (r"(?<!\\)(?:\\\\)*\\[:;=@]",))
_ITEM_START = Quoting((Escape("^[=@]", r"\&"),), _ITEM.never)
_OPTION_VALUE = Quoting((), ("^-",))


def _in_item(use: Use) -> Quoting:
    """How HTTPie takes a token in a request item or in the value of an option."""
    if not use.before:
        if not use.previous.startswith("-"):
            raise Uncertain
        return _OPTION_VALUE
    if use.before.startswith("-"):
        return PLAIN
    return _ITEM_START if use.before.endswith((":", "=")) else _ITEM
