"""The names under which parameters are documented, and their words, by which headings and spellings are matched."""

from __future__ import annotations

import re
from functools import lru_cache

from unisono.pages.parameters import Parameter
from unisono.text.placeholders import literals
from unisono.text.regex import regex

ANY = "*"
"""Stands for a name that is a placeholder (`<sku>`)."""

MAX_LENGTH = 200
"""Characters of a name; more is prose."""

_PLAIN_NAME = regex(r"[a-z_][\w.\[\]-]*")
_STEP = regex(r"\.|\[\d*\*?\]|\[|\]")
_SEVERAL = regex(r"[,|/]|\b(?:or|and)\b")
_NOTE = regex(r"\s*\([^()]*\)$")
_CAMEL = regex(r"(?<=[a-z0-9])(?=[A-Z])")
_WORD = regex(r"[^\W_]+")
_FILLING = frozenset({"the", "a", "an", "object", "objects"})


def names_of(parameter: Parameter) -> list[str]:
    """The names under which a parameter is documented: usually one, several in `sku_id (or upc, ean13)`."""
    name = parameter.name.value.strip(" :`*" if "<" in parameter.name.value else " :>`*")
    if _PLAIN_NAME.fullmatch(name) or len(name) > MAX_LENGTH:
        return [name]
    if list(literals(parameter.name)) == [None] or name == "":
        return [ANY]
    if not re.search(r"\s", name):
        return [name]
    if _SEVERAL.search(name):
        return [part for part in re.findall(r"[^\s,()|/]+", name) if part.lower() not in {"or", "and"}]
    return [_NOTE.sub("", name)]


def may_be_listed(key: str) -> bool:
    """Whether a member's name is one that a list could name, and not data itself: `{"EUR": 4}`, a map by id."""
    return _LISTED.fullmatch(key) is not None and _DATA.fullmatch(key) is None


_LISTED = regex(r"[$@]?[^\W\d][\w$-]{0,60}")
_DATA = regex(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){0,3}-?[0-9a-f]*|[A-Z]{2,3}|\w+-\d+")


def steps(name: str) -> list[str]:
    """The names on the way to a nested one: `items`, `sku` of `items[].sku`."""
    return [step for step in _STEP.split(name) if step] or [name]


@lru_cache(maxsize=8192)  # asked for by each rule, and the pages of a site have many names in common
def words(name: str) -> tuple[str, ...]:
    """A name's words, whatever joins them, in lower case and in the singular: `lineItems`, `line_items` and `Line Items` have
    the same ones."""
    spaced = _CAMEL.sub(" ", name)
    return tuple(_stem(word) for word in _WORD.findall(spaced.lower()) if word not in _FILLING)


def _stem(word: str) -> str:
    """Not a singular, but the same for a word's singular and its plural."""
    if word.endswith("ies"):
        return word[:-3] + "y"
    return (word if word.endswith("ss") else word.removesuffix("s")).removesuffix("e")
