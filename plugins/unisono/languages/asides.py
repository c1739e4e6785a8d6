"""What stands in a sample's fence and is no part of it: a line of prose above the code, the answer below it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from unisono.languages.reading import Misprint, Reading
from unisono.text.regex import regex
from unisono.text.source import Text
from unisono.wire.har import to_har

_LINE = regex(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_TRANSCRIPT = regex(r"(?:[ \t]*(?:#[^\n]*)?\r?\n)*[ \t]*(?:[$%]|[\w.-]+@[^\s$#]*[$#])[ \t]")
_SKIPPED = regex(r"[ \t]*+(?:(?:#|//).*+)?\s*")
_PROSE = regex(r"[ \t]*(?:\d+[.)][ \t]+|[-*•][ \t]+)?[A-Z][^=$|&<>{}\[\]\\`+*@%^~#\n]*")
_ANY_PROSE = regex(rf"^{_PROSE.pattern}$", re.MULTILINE)
_WORD = regex(r"[A-Za-z'’]+")
_CODE = regex(r"\s--?\w|\w\(|;\s*\Z")
_ENDS = regex(r"[.:!?…]\s*\Z")
_OUTPUT = regex(r"[ \t]*(?:HTTP/[\d.]+[ \t]+\d{3}\b|\{|\[[ \t]*[\[{\"\]]|\[[ \t]*\Z|<\?xml\b|<!?[A-Za-z]+[ \t/>])")


class Aside(NamedTuple):
    """One of them, and whether it is prose."""

    text: Text
    is_prose: bool


def without_asides(read: Callable[[Text], Reading], code: Text, marks: Sequence[re.Pattern[str]], language: str) -> Reading:
    """What `read` gives for a sample as printed, with what is no part of it told as a misprint; where the sample fails, the
    reading without it is `completed`. `marks` are what samples of the client show."""
    printed = read(code)
    sends = printed.status == "ok"
    if printed.status == "unsupported" or (sends and language != "bash"):
        return printed
    above, rest, below = _apart(code, marks, certain=sends)
    misprints = tuple(_misprint(aside, language) for aside in (above, below) if aside)
    inner = read(rest) if misprints else printed
    meant = inner.meant
    if inner is printed or meant.status != "ok" or (sends and not _same(meant, printed)):
        return printed
    if sends:
        return replace(printed, misprints=(*printed.misprints, *misprints))
    told = (*misprints, *meant.misprints)
    return replace(printed, requests=meant.requests, misprints=told, missing=inner.missing, completed=meant)


def _same(meant: Reading, printed: Reading) -> bool:
    """Whether the same is sent: else what looks like prose is a part of it, such as a line of a here-document."""
    return list(map(to_har, meant.requests)) == list(map(to_har, printed.requests))


def _misprint(aside: Aside, language: str) -> Misprint:
    shown = aside.text.stripped()
    place = shown.span(0, len(shown.value.partition("\n")[0].rstrip()))
    comment = "//" if language in {"JavaScript", "Go"} else "#"
    if aside.is_prose:
        remedy = (
            f"this line is prose, and {language} takes it for code; begin it with `{comment} `, or move it out of the sample"
        )
    else:
        remedy = "what begins here is an answer, and not a part of the sample; move it to a block of its own"
    return Misprint(remedy, place, explains=False)


def _apart(code: Text, marks: Sequence[re.Pattern[str]], *, certain: bool) -> tuple[Aside | None, Text, Aside | None]:
    """What stands above a sample, the sample, and what stands below it. `certain`: the sample can be read as it is."""
    if certain and "\r" not in code.value and not _ANY_PROSE.search(code.value):
        return None, code, None  # as nearly always
    lines = [found.span() for found in _LINE.finditer(code.value)]
    last = max((found.start() for mark in marks for found in mark.finditer(code.value)), default=0)
    start = _start(code.value, lines, certain=certain)
    end, is_prose = _end(code.value, [(low, high) for low, high in lines if low > last], certain=certain)
    if (start, end) == (0, len(code)) or not any(mark.search(code.value, start, end) for mark in marks):
        return None, code, None
    above = Aside(code.slice(0, start), is_prose=True) if start else None
    below = Aside(code.slice(end, len(code)), is_prose) if code.value[end:].strip() else None
    return above, code.slice(start, end), below


def _start(code: str, lines: Sequence[tuple[int, int]], *, certain: bool) -> int:
    """Where the prose ends with which the code begins."""
    start = 0
    for low, high in lines:
        if _is_prose(code[low:high], certain):
            start = high
        elif not _SKIPPED.fullmatch(code[low:high]):
            break
    return start


def _end(code: str, lines: Sequence[tuple[int, int]], *, certain: bool) -> tuple[int, bool]:
    """Where the first of these lines begins that is prose or output, and which it is."""
    # In a transcript, what has no prompt is output. Nobody knows where a here-document that is broken ends.
    if not (_TRANSCRIPT.match(code) or (not certain and "<<" in code)):
        for low, high in lines:
            if is_prose := _is_prose(code[low:high], certain):
                return low, is_prose
            if not certain and _OUTPUT.match(code[low:high]):
                return low, False
    return len(code), False


def _is_prose(line: str, certain: bool) -> bool:
    """Whether a line is words and no code. Where that is to be `certain`, it ends as a sentence does, or leads to the code."""
    if not _PROSE.fullmatch(line.rstrip("\r\n")) or _CODE.search(line):
        return False
    words, ends = len(_WORD.findall(line)), _ENDS.search(line) is not None
    is_lead = line.rstrip().endswith(":")
    return is_lead or (words >= 3 and ends) or (words >= 3 and not certain)
