"""What is stated of a parameter's values in words, as keywords of JSON Schema."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from unisono.text.regex import regex

_NUMBER = r"`?([+-]?\d[\d,.]*)`?"
_UNIT = r"(?: (characters?|chars?|letters|digits|items?|elements|entries)(?: (?:long|in length))?)?"
_LOWEST = regex(rf"(?:min(?:imum)?)\.?(?: (value|length|size|items))?(?: is| of|:)? {_NUMBER}{_UNIT}", re.IGNORECASE)
_HIGHEST = regex(rf"(?:max(?:imum)?)\.?(?: (value|length|size|items))?(?: is| of|:)? {_NUMBER}{_UNIT}", re.IGNORECASE)
_AT_LEAST = regex(rf"(at least|no less than|not less than|no fewer than) {_NUMBER}{_UNIT}", re.IGNORECASE)
_AT_MOST = regex(
    rf"(at most|up to|no more than|not more than|limited to|(?:must not|cannot|may not) exceed) {_NUMBER}{_UNIT}", re.IGNORECASE
)
_BETWEEN = regex(rf"(?:from|between) {_NUMBER} (?:to|and) {_NUMBER}{_UNIT}(?:,? \(?inclusive\)?)?", re.IGNORECASE)
_RANGE = regex(rf"{_NUMBER}\s*(?:-|–|to|\.\.\.?|…)\s*{_NUMBER}{_UNIT}", re.IGNORECASE)
_EXACTLY = regex(rf"(?:exactly|length:?) {_NUMBER}{_UNIT}", re.IGNORECASE)
_NAMED = regex(
    r"(match(?:es)?|pattern|regex|regular expression|format|example|for example|e\.g\.)"
    r"(?: the)?(?: (?:pattern|regex|regular expression))?[:,]? `([^`]*)`",
    re.IGNORECASE,
)
_NULL = regex(r"nullable|(?:may|can) be `?null`?", re.IGNORECASE)

_KEYWORDS = {"for example": "example", "e.g.": "example"} | dict.fromkeys(
    ("match", "matches", "regex", "regular expression"), "pattern"
)


_OF_STRINGS = frozenset({"character", "characters", "char", "chars", "letters", "length"})
_OF_ARRAYS = frozenset({"item", "items", "elements", "entries"})
_UNITS = _OF_STRINGS | _OF_ARRAYS | {"digits", "size"}


def keywords(facts: Iterable[str], kind: str | None) -> tuple[dict[str, Any], list[str]]:
    """The keywords for a value of a type, and the facts that there is none for, as sentences."""
    found: dict[str, Any] = {}
    said = []
    for fact in facts:
        if own := _keywords(fact, kind):
            found |= own
        else:
            said.append(f"{fact[:1].upper()}{fact[1:]}.")
    return found, said


def _keywords(fact: str, kind: str | None) -> dict[str, Any]:
    if _NULL.fullmatch(fact):
        return {"nullable": True}
    if named := _NAMED.fullmatch(fact):
        name = _KEYWORDS.get(named[1].lower(), named[1].lower())
        return {name: named[2]} if name == "example" or kind in {"string", None} else {}
    if both := _BETWEEN.fullmatch(fact) or _RANGE.fullmatch(fact):
        return _bounds(both[1], both[2], both[3], kind)
    if one := _EXACTLY.fullmatch(fact):
        return _bounds(one[1], one[1], one[2] or "length", kind)
    if low := _LOWEST.fullmatch(fact) or _AT_LEAST.fullmatch(fact):
        return _bounds(low[2], None, low[3] or low[1], kind)
    if high := _HIGHEST.fullmatch(fact) or _AT_MOST.fullmatch(fact):
        return _bounds(None, high[2], high[3] or high[1], kind)
    return {}


def _bounds(low: str | None, high: str | None, of: str | None, kind: str | None) -> dict[str, Any]:
    """The two keywords for what is bounded: the value of a number, the length of a string, the items of an array."""
    of = (of or "").lower()
    if kind in {"number", "integer"} and of not in _UNITS:
        suffix = "imum"
    elif kind == "string" and of in _OF_STRINGS:
        suffix = "Length"
    elif kind == "array" and of in _OF_ARRAYS:
        suffix = "Items"
    else:
        return {}
    bounds = {f"min{suffix}": _number(low), f"max{suffix}": _number(high)}
    found = {name: value for name, value in bounds.items() if value is not None}
    is_count = suffix != "imum"
    return {} if is_count and any(not isinstance(value, int) or value < 0 for value in found.values()) else found


def _number(text: str | None) -> int | float | None:
    """The number that is written: a comma between groups of three digits is none of it."""
    if text is None:
        return None
    plain = re.sub(r",(?=\d{3}(?!\d))", "", text).lstrip("+").rstrip(".,")
    return json.loads(plain) if re.fullmatch(r"-?(?:0|[1-9]\d*)(?:\.\d+)?", plain) else None
