"""Slips in shell commands, and the commands as they are meant."""

from __future__ import annotations

import re

from unisono.languages import Mending
from unisono.text.regex import regex

_QUOTE = regex(r"\\.|'[^']*'?|\"(?:\\.|[^\"\\])*\"?|#.*", re.DOTALL)
_URL = regex(r"(?<![^\s=])(?:https?://|[\w.-]+/)[^\s'\"]*&[^\s'\"]*")
_GOES_ON = regex(r"[ \t]*(?:-{1,2}[A-Za-z]|['\"])|[ \t]+\S")


def carried_on(code: str) -> Mending | None:
    """A `\\` at the end of each line whose command goes on, without blanks behind it and without an empty line after it."""
    lines = code.split("\n")
    inside = _inside(lines)
    kept = [i for i, line in enumerate(lines) if line.strip() or inside[i] or not _is_between(lines, i)]
    new = []
    for place, i in enumerate(kept):
        line, following = lines[i], kept[place + 1] if place + 1 < len(kept) else None
        goes_on = following is not None and not inside[following] and _GOES_ON.match(lines[following])
        bare = line.rstrip()
        if goes_on and bare and not bare.lstrip().startswith("#"):
            line = f"{bare.removesuffix(chr(92)).rstrip()} \\"
        new.append(line)
    found = "\n".join(new)
    return Mending("lines carried on with `\\`", found) if found != code else None


def _is_between(lines: list[str], at: int) -> bool:
    """Whether an empty line stands within a command."""
    following = next((line for line in lines[at + 1 :] if line.strip()), "")
    return any(line.strip() for line in lines[:at]) and _GOES_ON.match(following) is not None


def _inside(lines: list[str]) -> list[bool]:
    """Of each line, whether it begins within quotation marks."""
    starts, at = [], 0
    for line in lines:
        starts.append(at)
        at += len(line) + 1
    code = "\n".join(lines)
    spans = [found.span() for found in _QUOTE.finditer(code) if found[0][0] in "'\""]
    found, number = [], 0
    for start in starts:
        while number < len(spans) and spans[number][1] <= start:
            number += 1
        found.append(number < len(spans) and spans[number][0] < start)
    return found


def quoted_url(code: str) -> Mending | None:
    """Quotation marks around a URL with an `&`."""

    def quote(found: re.Match[str]) -> str:
        mark = '"' if "$" in found[0] else "'"
        return f"{mark}{found[0]}{mark}"

    new = _URL.sub(quote, code)
    return Mending("quotation marks put around the URL", new) if new != code else None


_TYPE = r"content-type['\"]?:\s*['\"]?multipart/form-data(?:;[^'\"\n]*)?"
_OPTION = regex(
    rf"(?<![ \t])[ \t]++(?:-H|--header)(?:[ \t]+|=)?(?P<mark>['\"]){_TYPE}(?P=mark)(?=\s)(?:[ \t]*\\\n(?=[ \t]))?",
    re.IGNORECASE,
)
_ITEM = regex(rf"(?<![ \t])[ \t]++['\"]?{_TYPE}['\"]?(?=\s|\Z)(?:[ \t]*\\\n(?=[ \t]))?", re.IGNORECASE)


def without_multipart_type(code: str) -> Mending | None:
    """Without the media type of multipart content, of which the client says the boundary (RFC 7578, 4.1), if it is let."""
    new = _ITEM.sub("", _OPTION.sub("", code))
    return Mending("media type left to the client, which says its boundary", new) if new != code else None


MEND = (carried_on, quoted_url, without_multipart_type)
