"""What Python says of a sample that fails, at places in the file, with what to write where that is certain."""

from __future__ import annotations

import re
from typing import Final

from unisono.languages.python.places import Places
from unisono.languages.python.thrown import Thrown
from unisono.languages.reading import Invalid, Misprint, Missing
from unisono.text.regex import regex
from unisono.text.typography import CHARACTER, advice

_LINE = regex(r"(?<=\bline )\d+")
_DETECTED = regex(r" \(detected at line \d+\)")
_CODE = regex(r"\bU\+([0-9A-F]{4,6})")
_AWAIT = regex(r"(?:'(?:await|async with|async for)'|asynchronous comprehension) outside")
_IN_A_FUNCTION = "put what awaits into `async def main():`, and end with `asyncio.run(main())`"
_UNDEFINED = regex(r"name '(true|false|null)' is not defined")

AWAIT: Final = "await"
"""What a sample lacks that has an `await` outside of functions: the function around it."""

_WORDS: Final = {"true": "True", "false": "False", "null": "None"}
"""JSON's words, and Python's."""


def refused(error: SyntaxError, places: Places) -> Invalid:
    """An error of Python's parser. The lines that it names are the sample's there, the file's here."""
    code = places.code
    at = min(places.offset(error.lineno or 1, 0) + max(0, (error.offset or 1) - 1), len(code))

    def in_file(line: re.Match[str]) -> str:
        start = places.offset(int(line[0]), 0)
        return str(code.slice(start, min(start + 1, len(code))).span().line)

    message = _LINE.sub(in_file, _DETECTED.sub("", error.msg))
    fault = Invalid(f"{type(error).__name__}: {message}", code.slice(at, min(at + 1, len(code))).span())
    if _AWAIT.match(error.msg):
        fault.missing = Missing(AWAIT, fault.span, advice=_IN_A_FUNCTION)
    character = chr(int(named[1], 16)) if (named := _CODE.search(error.msg)) else ""
    return fault.because_of(Misprint(advice(character), fault.span)) if CHARACTER.match(character) else fault


def failed(thrown: Thrown) -> Invalid:
    """An exception that ends a sample, as Python prints it, with what to write."""
    fault = Invalid(_explained(thrown), thrown.span)
    fault.missing = thrown.missing
    return fault


def _explained(thrown: Thrown) -> str:
    if thrown.name == "NameError" and (word := _UNDEFINED.fullmatch(thrown.message)):
        return f"{thrown.reason}; Python writes {_WORDS[word[1]]}"
    return thrown.reason
