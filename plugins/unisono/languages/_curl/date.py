"""The dates that curl understands (curl_getdate manual page; behaviour of curl 7.88)."""

from __future__ import annotations

import re
from datetime import datetime

_TOKEN = re.compile(r"[ ,/-]*(?:(?P<time>\d{1,2}:\d\d(?::\d\d)?)|(?P<number>\d+)|(?P<word>[A-Za-z]+))(?![\d:+])", re.ASCII)
_MONTHS = {month: n for n, month in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_WITHOUT_MEANING = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day|gmt|utc)")


def moment(written: str) -> datetime | None:
    """The point in time, in UTC, of a date in words and numbers of any order; None if it has a part not understood here.

    A number up to 31 is the day, the next number the year, one of eight digits the whole date; without a time it is midnight.
    """
    date, time, at = [0, 0, 0], [0, 0, 0], 0
    while token := _TOKEN.match(written, at):
        at = token.end()
        word, number = (token["word"] or "").lower(), token["number"] or ""
        if token["time"]:
            time = [int(part) for part in f"{token['time']}:0".split(":")[:3]]
        elif len(number) == 8:
            date = [int(number[:4]), int(number[4:6]), int(number[6:])]
        elif 0 < len(number) < 3 and not date[2] and 0 < int(number) < 32:
            date[2] = int(number)
        elif len(number) == 4 and not date[0]:
            date[0] = int(number)
        elif word in _MONTHS and not date[1]:
            date[1] = _MONTHS[word]
        elif not _WITHOUT_MEANING.fullmatch(word):
            return None
    try:
        return datetime(*date, *time) if at == len(written.rstrip()) else None
    except ValueError:
        return None
