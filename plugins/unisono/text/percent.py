"""Percent-encoding (RFC 3986, 2.1) that keeps the place of every character and leaves placeholders alone.

What has to be encoded, each client has its own sets of.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from unisono.text.regex import regex
from unisono.text.source import Text

UNRESERVED = r"A-Za-z0-9._~\-"
"""The characters that nothing encodes (RFC 3986, 2.3), as in a character class."""

ESCAPE = regex(r"%[0-9A-Fa-f]{2}")

_ESCAPES = regex(rf"(?:{ESCAPE.pattern})+")


def percent_encoded(
    text: Text, unsafe: re.Pattern[str], *, space: str = "%20", errors: str = "strict", form: str = "%{:02X}"
) -> Text:
    """The text with each byte of what `unsafe` matches, in UTF-8, in the `form` of an escape; `space`: how a space is written.

    `errors`: as of `str.encode`, for lone surrogates. Raises UnicodeEncodeError where it is `strict`.
    """
    pieces = []
    for run, hidden in text.runs():
        at = 0
        for found in () if hidden else unsafe.finditer(run.value):
            written = "".join(map(form.format, found[0].encode("utf-8", errors))).replace("%20", space)
            pieces += [run.slice(at, found.start()), Text.decoded(written, run.span(found.start(), found.end()))]
            at = found.end()
        pieces.append(run.slice(at, len(run)) if at else run)
    return Text.join(pieces)


def percent_decoded(text: Text) -> Text:
    """The text with each run of escapes as the UTF-8 that it stands for, U+FFFD where it stands for none."""
    return text.sub(_ESCAPES, lambda found: unquote(found[0]))
