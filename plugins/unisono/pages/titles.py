"""What the title of a sample says of its client, also where it is misspelt or names another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from unisono.languages import DATA, languages, plain_title
from unisono.languages import is_caption as names_no_client
from unisono.languages.foreign import FOREIGN, NOT_ONLY_NAMES
from unisono.pages.keys import slip_of
from unisono.text.regex import regex


def is_caption(title: str, info: str = "") -> bool:
    """Whether a title says what is special about a sample ("By state"), and not, well or badly spelt, what its client is."""
    return names_no_client(title, info) and next(misspelt_names(title, None), None) is None


def misspelt_names(title: str, language: str | None) -> Iterator[tuple[re.Match[str], str]]:
    """The words of a title that look like one in the names of a client, by default of any, and are none, each with the one
    that is meant."""
    clients = [languages()[language]] if language else [*languages().values()]
    names = {word for client in clients for name in client.titles for word in _LETTERS.findall(name)} - _NOT_MEANT
    for found in _LETTERS.finditer(title, 0, 200):
        if found[0].lower() not in _NOT_MEANT and (name := slip_of(found[0].lower(), tuple(sorted(names)))):
            yield found, name


_LETTERS = regex(r"[A-Za-z]{4,}")
_NOT_MEANT = frozenset({"http", "https", "request", "requests"})
"""Words that are in names, or like one, and have another meaning."""


def misspelt_kind(title: str) -> tuple[re.Match[str], str] | None:
    """The word of a title that looks like one which says what a block is an example of, and the word that is meant."""
    if _SAYS.match(title):
        return None
    slips = ((found, slip_of(found[0].lower(), _KINDS)) for found in _WORD.finditer(title))
    return next(((found, name) for found, name in slips if name), None)


_SAYS = regex(r"(?:request|response|payload)\b", re.IGNORECASE)
"""Titles that say what they are of; what follows may be any name: `Request: dispute-reasons`."""

_KINDS = ("request", "response", "payload")
_WORD = regex(r"[^\W\d_]+")


@lru_cache(maxsize=1024)  # the same few on all pages
def named_instead(title: str, language: str) -> str | None:
    """What a title names in place of a sample's client: other clients, or a language that none of its readers is for; None
    where it names the client, or nothing."""
    label = plain_title(title)
    named = [name for name, client in languages().items() if label in client.titles or label in client.info_strings - DATA]
    if language in named:
        return None
    if named:
        return label
    return label if label in FOREIGN - NOT_ONLY_NAMES else None
