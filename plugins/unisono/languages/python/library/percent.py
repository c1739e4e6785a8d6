"""Percent-encoding that keeps places, and urlencoded forms as `urllib.parse.urlencode` writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from unisono.languages.python.thrown import Thrown
from unisono.text.source import Span, Text

UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~"


@cache
def _unsafe(safe: str) -> re.Pattern[str]:
    return re.compile(f"[^{re.escape(UNRESERVED + safe)}]+")


def substituted(text: Text, pattern: re.Pattern[str]) -> Text:
    """`text` with every match of `pattern`, outside placeholders, percent-encoded."""
    pieces = []
    for run, hidden in text.runs():
        at = 0
        for found in () if hidden else pattern.finditer(run.value):
            place = run.slice(found.start(), found.end())
            pieces += [run.slice(at, found.start()), Text.decoded(_encoded(found[0], place.span()), place.span())]
            at = found.end()
        pieces.append(run.slice(at, len(run)))
    return Text.join(pieces)


def _encoded(characters: str, span: Span) -> str:
    try:
        return "".join(f"%{byte:02X}" for byte in characters.encode())
    except UnicodeEncodeError as error:
        raise Thrown("UnicodeEncodeError", str(error), span) from None


def percent_encoded(text: Text, safe: str = "", plus: bool = False) -> Text:
    """`quote(text, safe)`, or `quote_plus` where a space becomes `+`."""
    if not plus or " " not in text.known:
        return substituted(text, _unsafe(safe))
    pieces, at = [], 0
    for found in re.finditer(" ", text.known):
        pieces.append(substituted(text.slice(at, found.start()), _unsafe(safe)))
        space = text.slice(found.start(), found.end())
        pieces.append(Text.decoded("+", space.span()))
        at = found.end()
    return Text.join([*pieces, substituted(text.slice(at, len(text)), _unsafe(safe))])


def urlencoded(pairs: Iterable[tuple[Text, Text]], span: Span, plus: bool = True) -> Text:
    """`name=value&…`, as `urlencode` writes it; `span` is the place of an empty form."""
    pieces: list[Text] = []
    for name, value in pairs:
        if pieces:
            pieces.append(Text.decoded("&", name.span()))
        pieces += [percent_encoded(name, plus=plus), Text.decoded("=", name.span()), percent_encoded(value, plus=plus)]
    return Text.join(pieces or [Text.decoded("", span)])
