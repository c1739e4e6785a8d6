"""The words of headings: as readers see them, and what of them is the same in Markdown and in the page that is made of it."""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple

from unisono.text.regex import regex

# At the end, the colon of a heading may have been taken away.
_SHORTCODE = regex(r"(?<!\S):[a-zA-Z0-9][\w+-]*(?::(?!\S)|\s*\Z)")
_MARK_OF_WORDS = regex(r"(==|~~|\^\^|\+\+)(?=\S)([^=~^+]+)(?<=\S)\1")
_WRITTEN = regex(r"\\([!-/:-@\[-`{-~])|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{0,31});")

_IMAGE = regex(r"!\[[^\[\]]*\](?:\([^()]*\)|\[[^\[\]]*\])")
_LINK = regex(r"\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])")
_ATTRIBUTES = regex(r"(?<=\s)\{:?[^{}]*\}\s*\Z")
_TAG = regex(r"</?[A-Za-z][\w-]*(?:\s[^<>]*)?/?>")
_ANY_SHORTCODE = regex(r":[a-zA-Z0-9][\w+-]*(?::|\s*\Z)")
_NO_WORD = regex(r"[\W_]+")


class HeadingPlace(NamedTuple):
    """Which heading of a page one is: its letters, how many before it have the same, and how many do in all."""

    letters: str
    number: int
    alike: int


def readable(words: str) -> str:
    """Words of Markdown as plain text: without shortcodes of icons and the marks of Material's text, with what escapes and
    entities stand for."""
    words = _MARK_OF_WORDS.sub(lambda found: found[2], _SHORTCODE.sub("", words))
    return _WRITTEN.sub(_meant, words)


def _meant(found: re.Match[str]) -> str:
    escaped: str | None = found[1]
    return unescape(found[0]) if escaped is None else escaped


def letters(heading: str) -> str:
    """The letters and digits of a heading, be it of Markdown or the text of one of HTML, by which they are told to be the same:
    marks, icons, images, attributes and entities are none. Text that only looks like one of these is left out of both."""
    text = _IMAGE.sub("", unescape(unescape(heading)))
    text = _TAG.sub("", _LINK.sub(lambda found: found[1], _ATTRIBUTES.sub("", text)))
    return _NO_WORD.sub("", _ANY_SHORTCODE.sub("", text)).casefold()
