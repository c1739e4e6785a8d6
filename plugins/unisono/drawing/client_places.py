"""How a value is quoted at a place in a sample: by the language that the sample is written in, and by its client."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Protocol

from unisono.languages import languages
from unisono.languages.javascript.quoting import javascript_places
from unisono.languages.python.quoting import python_places
from unisono.languages.quoting import PLAIN, Escape, Found, Place, Quoting, Uncertain, agreed
from unisono.languages.shell.quoting import Use, shell_places


class Slot(Protocol):
    """Characters `start` to `end` of a sample's code, which are the reader's value `name`."""

    @property
    def name(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def client_places(language: str, code: str, slots: Sequence[Slot]) -> list[Found | None]:
    """For each slot its place, which may be wider, and how it is quoted; None where that is not certain."""
    places = [(slot.start, slot.end) for slot in slots]
    if languages()[language].lexer in _PROGRAMS:
        found = _PROGRAMS[languages()[language].lexer](code, places)
    else:
        found = _in_commands(language, code, slots)
    return [place and _checked(language, code, slot, place) for slot, place in zip(slots, found, strict=True)]


_PROGRAMS: dict[str, Callable[[str, Sequence[Place]], list[Found | None]]] = {
    "python": python_places,
    "javascript": javascript_places,
}


# What else depends on a URL than where it leads to: dot segments behind a base take away what its path ends with; options of
# curl name its host, scheme or path a second time; cookies have a domain; fetch says where it comes from.
_DEPENDENT = re.compile(r"/(?:\.|%2e){1,2}(?![\w.%~-])|--(?:proto|request-t|connect-to)|\bdomain\s*=|referrer", re.IGNORECASE)
# A host goes on with any other character.
_BEHIND_A_BASE = re.compile(r"""[/'"`\s${}()\],;]|\Z""")


def _checked(language: str, code: str, slot: Slot, place: Found) -> Found | None:
    if "\\" in (code[place.start - 1 : place.start], code[place.end : place.end + 1]):  # of an escape with what is beside it
        return None
    if slot.name != "token" and _DEPENDENT.search(code):
        return None
    if slot.name == "base" and not _BEHIND_A_BASE.match(code, place.end):
        return None
    if language == "node_http" and slot.name == "base":  # a module for each scheme refuses the others
        scheme = Quoting((), (f"^(?!{code[slot.start : slot.end].partition(':')[0].lower()}:)",))
        return place._replace(quoting=scheme.inside(place.quoting))
    return place


_NAMES = {"curl": frozenset({"curl", "curl.exe"}), "httpie": frozenset({"http", "https", "httpie"})}

_EXPANDED_BY_CURL = re.compile("--expand-|--variable")


def _in_commands(language: str, code: str, slots: Sequence[Slot]) -> list[Found | None]:
    places = shell_places(code, [(slot.start, slot.end) for slot in slots], _NAMES[language])
    return [found and _in_command(language, code, slot, *found) for slot, found in zip(slots, places, strict=True)]


def _in_command(language: str, code: str, slot: Slot, found: Found, uses: Sequence[Use]) -> Found | None:
    if language == "curl":
        return None if _EXPANDED_BY_CURL.search(code) else found
    if slot.name != "token":
        return found
    try:
        layers = agreed([(_in_item(use),) for use in uses])
    except Uncertain:
        return None
    return found._replace(quoting=layers[0].inside(found.quoting)) if layers else found


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
    return _ITEM_START if use.before.endswith(":") else _ITEM
