"""The dates that curl understands (curl_getdate manual page; behaviour of curl 7.88)."""

from __future__ import annotations

import re
from datetime import datetime

from unisono.text.regex import regex

_TOKEN = regex(r"[ ,/-]*(?:(?P<time>\d{1,2}:\d\d(?::\d\d)?)|(?P<number>\d+)|(?P<word>[A-Za-z]+))(?![\d:+])", re.ASCII)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WITHOUT_MEANING = regex(r"(?:mon|tue|wed|thu|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day|gmt|utc)")


def moment(written: str) -> datetime | None:
    """The point in time, in UTC, of a date in words and numbers of any order; None if it has a part not understood here.

    A number up to 31 is the day, the next number the year, one of eight digits the whole date; without a time it is midnight.
    """
    year, month, day, time, at = 0, 0, 0, (0, 0, 0), 0
    while token := _TOKEN.match(written, at):
        at = token.end()
        word, number = (token["word"] or "").lower(), token["number"] or ""
        if token["time"]:
            hours, minutes, seconds = f"{token['time']}:0".split(":")[:3]
            time = int(hours), int(minutes), int(seconds)
        elif len(number) == 8:
            year, month, day = int(number[:4]), int(number[4:6]), int(number[6:])
        elif 0 < len(number) < 3 and not day and 0 < int(number) < 32:
            day = int(number)
        elif len(number) == 4 and not year:
            year = int(number)
        elif len(number) == 2 and day and not year:
            year = int(number) + (1900 if int(number) > 70 else 2000)
        elif word in _MONTHS and not month:
            month = _MONTHS.index(word) + 1
        elif not _WITHOUT_MEANING.fullmatch(word):
            return None
    try:
        return datetime(year, month, day, *time) if at == len(written.rstrip()) else None
    except ValueError:
        return None
