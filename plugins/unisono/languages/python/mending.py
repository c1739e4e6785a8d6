"""Slips in Python programs, and the programs as they are meant."""

from __future__ import annotations

import re

from unisono.languages import Mending
from unisono.languages.entries import without_multipart_type
from unisono.text.regex import regex

_WORDS = {"true": "True", "false": "False", "null": "None"}
_TOKEN = regex(
    r"'''(?:[^\\]|\\.)*?'''|\"\"\"(?:[^\\]|\\.)*?\"\"\"|'(?:\\.|[^'\\\n])*+'|\"(?:\\.|[^\"\\\n])*+\"|\\[\\'\"]|#[^\n]*|\b(?:true|false|null)\b(?!\s*=[^=])",
    re.DOTALL,
)
_BRACKET = regex(r"'(?:\\.|[^'\\\n])*+'|\"(?:\\.|[^\"\\\n])*+\"|\\[\\'\"]|[()]")
_DUMPED = regex(r"\bdata(\s*=\s*)json\.dumps\(")


def json_words(code: str) -> Mending | None:
    """JSON's words in the place of Python's."""
    new = _TOKEN.sub(lambda found: _WORDS.get(found[0], found[0]), code)
    return Mending("JSON's words written as Python's", new) if new != code else None


def object_itself(code: str) -> Mending | None:
    """`json=` with the object in the place of `data=` with its text."""
    found = _DUMPED.search(code)
    end = _closing(code, found.end()) if found else -1
    if found is None or end < 0:
        return None
    inner = code[found.end() : end]
    return Mending("the object itself given to `json=`", f"{code[: found.start()]}json{found[1]}{inner}{code[end + 1 :]}")


def nothing_dumped(code: str) -> Mending | None:
    """Without an argument that is `json.dumps()` of nothing."""
    new = _NOTHING.sub("", code)
    return Mending("`json.dumps()` of nothing taken away", new) if new != code else None


_NOTHING = regex(r",\s*\b(?:data|json)\s*=\s*json\.dumps\(\s*\)(?=\s*[,)])")


def _closing(code: str, at: int) -> int:
    """Where the bracket that is open at an offset is closed; -1 where it is not."""
    depth = 1
    for found in _BRACKET.finditer(code, at):
        depth += {"(": 1, ")": -1}.get(found[0], 0)
        if depth == 0:
            return found.start()
    return -1


MEND = (json_words, nothing_dumped, object_itself, without_multipart_type)
