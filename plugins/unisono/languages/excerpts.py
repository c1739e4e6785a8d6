"""Excerpts: samples that lack an import, read as they are and then as if they had it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from unisono.languages.reading import Missing, Reading, SampleError

MAX_MISSING = 12
"""How many things are taken as imported, each for another reading."""


def completed(read: Callable[[tuple[Missing, ...]], Reading]) -> Reading:
    """What `read` gives for the sample as it is printed, with what it lacks and the reading with that as `completed`.

    `read` is given what is to be taken as imported. Where that is not enough, its reading is invalid, and says in `missing`
    what comes next.
    """
    printed = reading = _told(read, ())
    missing: tuple[Missing, ...] = ()
    while reading.missing and len(missing) < MAX_MISSING:
        more = (*missing, *reading.missing)
        again = _told(read, more)
        if again.reason is not None and (again.reason, again.span) == (reading.reason, reading.span):
            break  # that was not what it lacks
        reading, missing = again, more
    if not missing:
        return replace(printed, missing=())
    full = replace(reading, missing=())
    return replace(printed, requests=full.requests, misprints=full.misprints, missing=missing, completed=full)


def _told(read: Callable[[tuple[Missing, ...]], Reading], missing: tuple[Missing, ...]) -> Reading:
    """What `read` gives; an error that it raises as a reading. The budget is that of one sample."""
    try:
        return read(missing)
    except SampleError as error:
        return error.reading()
