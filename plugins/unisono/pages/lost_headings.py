"""Lines that are meant as the heading of a parameter list and are none to Markdown or to this program."""

from __future__ import annotations

import re

from unisono.pages.parameters import Place, names_a_list, place_named
from unisono.text.regex import regex
from unisono.text.source import Text


def lost_heading(prose: Text) -> tuple[Text, str] | None:
    """The last line of a text that stands directly above a list, if it says what a list is of and nothing else, and its words
    without what marks it: bold, underlined, HTML, indented, in a quote, behind an odd character."""
    end = len(prose.value.rstrip())
    if underline := _UNDERLINE.search(prose.value, 0, end):
        end = len(prose.value[: underline.start()].rstrip("\r\n"))
    start = max(prose.value.rfind("\n", 0, end), prose.value.rfind("\r", 0, end)) + 1
    found = _WORDS.search(_UNSEEN.sub("", prose.value[start:end]))
    words = found[0] if found else ""
    if not 0 < len(words) <= _LONGEST or not names_a_list(words):
        return None
    return prose.slice(start, end).stripped(), words


def place_above(prose: Text) -> Place | None:
    """The place that such a line names, where that is one of a request or a response."""
    found = lost_heading(prose)
    place = place_named(found[1]) if found else None
    return place if place is not Place.OTHER else None


_LONGEST = 60
_UNDERLINE = regex(r"[\r\n][ \t]*(?:-{2,}|={2,})\Z")
_UNSEEN = regex(r"<[^<>]*>|[\u00ad\u200b-\u200f\u2060\ufeff]")
_WORDS = regex(r"[^\W_](?:.*[^\W_])?", re.DOTALL)
"""From the first letter or digit to the last."""
