"""Slips in JavaScript programs, and the programs as they are meant."""

from __future__ import annotations

import re

from unisono.languages import Mending
from unisono.languages.entries import without_multipart_type
from unisono.text.regex import regex

_BODY = regex(r"\bbody\s*:\s*(?=\{)")
_STRING = regex(r"'(?:\\.|[^'\\\n])*+'|\"(?:\\.|[^\"\\\n])*+\"|`(?:\\.|[^`\\])*+`|\\[\\'\"`]|[{}]", re.DOTALL)


def object_as_json(code: str) -> Mending | None:
    """`JSON.stringify(…)` around an object that is given as the body."""
    found = _BODY.search(code)
    end = _closing(code, found.end() + 1) if found else -1
    if found is None or end < 0:
        return None
    inner = code[found.end() : end + 1]
    return Mending("`JSON.stringify(…)` put around the body", f"{code[: found.end()]}JSON.stringify({inner}){code[end + 1 :]}")


def _closing(code: str, at: int) -> int:
    depth = 1
    for found in _STRING.finditer(code, at):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if depth == 0:
            return found.start()
    return -1


MEND = (object_as_json, without_multipart_type)
