"""Slips in PowerShell scripts, and the scripts as they are meant."""

from __future__ import annotations

import re

from unisono.languages import Mending
from unisono.languages.powershell.strings import BEGINNING_PARAMETER, TEXT_OR_COMMENT
from unisono.text.regex import regex

_URL = regex(rf"(?P<text>{TEXT_OR_COMMENT})|(?<![^\s=])https?://[^\s'\"&]*&[^\s'\"]*", re.IGNORECASE)
_WORD = regex(rf"(?P<text>{TEXT_OR_COMMENT})|(?<![\w$.:-])(?:true|false|null)\b(?![ \t]*=)", re.IGNORECASE)


def carried_on(code: str) -> Mending | None:
    """A backtick at the end of each line whose command goes on with a parameter, without blanks or empty lines behind it."""
    parts, at = [], 0
    for found in BEGINNING_PARAMETER.finditer(code):
        if found[1]:
            end = _trimmed(code, found.start(), " \t\n")
            if code[end - 1 : end] in {"`", "\\"}:
                end = _trimmed(code, end - 1, " \t")
            parts += [code[at:end], " `\n"]
            at = found.start() + 1
    new = "".join([*parts, code[at:]])
    return Mending("lines carried on with `", new) if new != code else None


def _trimmed(code: str, end: int, blanks: str) -> int:
    """Where the code before an offset ends, without these at its end."""
    while end and code[end - 1] in blanks:
        end -= 1
    return end


def quoted_url(code: str) -> Mending | None:
    """Quotation marks around a URL with an `&`."""

    def quoted(found: re.Match[str]) -> str:
        mark = '"' if "$" in found[0] else "'"
        return found["text"] or f"{mark}{found[0]}{mark}"

    new = _URL.sub(quoted, code)
    return Mending("quotation marks put around the URL", new) if new != code else None


def json_words(code: str) -> Mending | None:
    """JSON's words in the place of PowerShell's."""
    new = _WORD.sub(lambda found: found["text"] or f"${found[0]}", code)
    return Mending("JSON's words written as PowerShell's", new) if new != code else None


MEND = (carried_on, quoted_url, json_words)
