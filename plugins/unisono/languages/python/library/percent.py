"""Percent-encoding and urlencoded forms as `urllib.parse` writes them (`quote`, `quote_plus`, `urlencode`)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from unisono.languages.python.thrown import Thrown
from unisono.text import percent
from unisono.text.source import Span, Text


@cache
def _unsafe(safe: str) -> re.Pattern[str]:
    return re.compile(("" if " " in safe else " |") + f"[^{percent.UNRESERVED}{re.escape(safe)} ]+")


def percent_encoded(text: Text, safe: str = "", plus: bool = False) -> Text:
    """`quote(text, safe)`, or `quote_plus` where a space becomes `+`. Raises `Thrown` for a lone surrogate."""
    try:
        text.known.encode()
    except UnicodeEncodeError as error:
        raise Thrown("UnicodeEncodeError", str(error), text.span(error.start, error.end)) from None
    return percent.percent_encoded(text, _unsafe(safe), space="+" if plus else "%20")


def urlencoded(pairs: Iterable[tuple[Text, Text]], span: Span, plus: bool = True) -> Text:
    """`name=value&…`, as `urlencode` writes it; `span` is the place of an empty form."""
    pieces: list[Text] = []
    for name, value in pairs:
        if pieces:
            pieces.append(Text.decoded("&", name.span()))
        pieces += [percent_encoded(name, plus=plus), Text.decoded("=", name.span()), percent_encoded(value, plus=plus)]
    return Text.join(pieces or [Text.decoded("", span)])
