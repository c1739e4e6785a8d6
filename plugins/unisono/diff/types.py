"""The words for two types: whether the one allows whatever the other allows, as far as words tell."""

from __future__ import annotations

from typing import Final

from unisono.pages.types import read_type
from unisono.text.regex import regex

_ALTERNATIVES = regex(r"(?<!\s)\s*+(?:\||\bor\b)\s*")
_SAME: Final = {
    "int": "integer",
    "long": "int64",
    "bool": "boolean",
    "str": "string",
    "text": "string",
    "datetime": "date-time",
    "list": "array",
    "dict": "object",
    "dictionary": "object",
    "map": "object",
    "url": "uri",
    "guid": "uuid",
    "none": "null",
    "nil": "null",
}
_WIDER: Final = {
    "int32": "int64",
    "int64": "integer",
    "integer": "number",
    "float": "double",
    "double": "number",
    **dict.fromkeys(("uuid", "uri", "email", "date", "date-time", "time"), "string"),
}
"""The next type that has all values of a type. One of a format that is not here (`string, sku`) is within that without it."""


def allows(wide: str, narrow: str) -> bool:
    """Whether `wide` has all values of `narrow`; False where that cannot be told. Both are in lower case."""
    alternatives = _ALTERNATIVES.split(wide)
    return all(any(_has(one, other) for one in alternatives) for other in _ALTERNATIVES.split(narrow))


def _has(wide: str, narrow: str) -> bool:
    wide, narrow = _plain(wide), _plain(narrow)
    if wide == narrow:
        return True
    if (items := _items(narrow)) is not None:
        others = _items(wide)
        return wide == "array" or (others is not None and allows(others, items))
    here: str | None = narrow
    while here is not None and here != wide:
        here = _WIDER.get(here) or (here.partition(",")[0].strip() if "," in here else None)
    return here is not None


def _plain(word: str) -> str:
    """A type's own name: `integer, int32` is `int32`, and `string, sku` is that alone."""
    word = " ".join(word.strip(" `.").split())
    base, comma, form = (part.strip() for part in word.partition(","))
    if comma and (form := _SAME.get(form, form)) in _WIDER:
        return form
    return word if comma else _SAME.get(base, base)


def _items(word: str) -> str | None:
    """What an array has; None for what is no array of something."""
    if word.endswith("[]"):
        return word[:-2]
    if not word.startswith(("array of ", "list of ")):
        return None
    inner = word.partition(" of ")[2]
    single = inner.removesuffix("s")
    return single if read_type(single, {}) else inner
