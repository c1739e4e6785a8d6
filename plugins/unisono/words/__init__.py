"""What a page says by itself, beside what its author wrote: one module a language, found by walking this package.

A module is named as its language (BCP 47, in lower case and with `_` for `-`) and has all of `Words`.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Mapping
from dataclasses import fields, replace
from functools import cache
from html import escape
from string import Formatter

from unisono.walking import public_modules
from unisono.words._table import Words as Words

DEFAULT = "en"
"""The language where there are no words in the one that a site is in."""

NAMES = tuple(field.name for field in fields(Words))


class UnknownWordError(ValueError):
    """A word that there is none of, or one in which something else is put. The message says what there is."""


@cache
def languages_spoken() -> tuple[str, ...]:
    """The languages that pages can be in, without those that a site has words for itself."""
    return tuple(sorted(name.replace("_", "-") for name in public_modules(__path__)))


def language_for(locale: str, own: Mapping[str, Mapping[str, str]]) -> str | None:
    """The language of the words for a locale such as `de` or `de_AT`, among those shipped and those of a site; None where there
    is none."""
    known = {_plain(name): name for name in (*languages_spoken(), *own)}
    return next((known[one] for one in _ranges(locale) if one in known), None)


def words_for(locale: str, own: Mapping[str, Mapping[str, str]]) -> Words:
    """The words for a locale. `own` are those of a site by language, each with the words that it gives; what it does not give
    is as it is shipped, or in English."""
    ranges = _ranges(locale)
    shipped = next((one for one in ranges if one in languages_spoken()), DEFAULT)
    texts = {_plain(name): words for name, words in own.items()}
    given = {name: text for one in (shipped, *reversed(ranges)) for name, text in texts.get(one, {}).items()}
    return replace(_shipped(shipped), **given) if given else _shipped(shipped)


def _ranges(locale: str) -> list[str]:
    """A locale and what is left when it is made shorter from the end, part by part (RFC 4647, 3.4)."""
    parts = _plain(locale).split("-")
    return ["-".join(parts[:end]) for end in range(len(parts), 0, -1)]


def _plain(locale: str) -> str:
    return locale.replace("_", "-").lower()


def check_word(name: str, text: str) -> None:
    """Raises UnknownWordError for a word that pages do not say, or in which something else is put than in theirs."""
    if name not in NAMES:
        raise UnknownWordError("there is no such word")
    wanted = _put_in(getattr(_shipped(DEFAULT), name))
    try:
        found = _put_in(text)
    except ValueError:
        raise UnknownWordError("a brace in it has no counterpart") from None
    if found - wanted:
        listed = ", ".join(f"{{{one}}}" for one in sorted(wanted)) or "nothing"
        raise UnknownWordError(f"in it is put {listed}, and not {{{min(found - wanted)}}}")


def _put_in(text: str) -> set[str]:
    parsed = list(Formatter().parse(text))
    if any(spec or conversion for _, _, spec, conversion in parsed):
        raise ValueError(text)
    return {name for _, name, _, _ in parsed if name is not None}


@cache
def _shipped(language: str) -> Words:
    found: Words = importlib.import_module(f"{__name__}.{language.replace('-', '_')}").WORDS
    return found


def count(number: int, one: str, other: str) -> str:
    """A number of things, by the words for one of them and for others."""
    return (one if number == 1 else other).format(count=number)


def html(word: str, **put_in: str) -> str:
    """A word as HTML, with HTML put in."""
    return escape(word).format(**put_in)


@cache
def _names_for(purpose: str) -> tuple[str, ...]:
    return tuple(name for name in NAMES if name.startswith((f"script_{purpose}_", "comma")))


def script_words_html(words: Words, purpose: str) -> str:
    """What the script says for a purpose, for the place in the page where that is served."""
    said = {name.removeprefix("script_"): getattr(words, name) for name in _names_for(purpose)}
    data = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    # No script element: Material's instant navigation runs any, of whatever type.
    return f'<template class="unisono-words">{escape(data, quote=False)}</template>'
