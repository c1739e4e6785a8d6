"""The cookies of a request: a set of names and values, whatever their order and the spaces between them (RFC 6265, 4.2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from unisono.text.placeholders import same_text
from unisono.text.source import Text


def cookie_pairs(values: Iterable[Text]) -> dict[str, list[Text]]:
    """The values of each cookie by its name, from the values of `Cookie` fields. A word without `=` is a cookie without a
    name, as browsers send it."""
    found: dict[str, list[Text]] = {}
    for field in values:
        at = 0
        for part in field.value.split(";"):
            pair, at = field.slice(at, at + len(part)).stripped(), at + len(part) + 1
            if pair.value:
                name, equals, _ = pair.value.partition("=")
                value = pair.slice(len(name) + 1, len(pair)) if equals else pair
                found.setdefault(name.rstrip() if equals else "", []).append(value.stripped())
    return found


def same_cookies(left: Mapping[str, list[Text]], right: Mapping[str, list[Text]]) -> bool:
    """Whether two requests carry the same cookies. The values of one name are in order: servers take the first or the last."""
    return left.keys() == right.keys() and all(
        len(left[name]) == len(right[name]) and all(map(same_text, left[name], right[name])) for name in left
    )
