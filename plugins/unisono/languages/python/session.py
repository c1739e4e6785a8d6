"""A session with the interactive interpreter of Python, or IPython: prompts, what is typed behind them, and what is printed."""

from __future__ import annotations

from unisono.text.regex import regex

LEXER = "pycon"

_BEGINS = regex(r"\s*(?:>>>|In \[\d+\]:) ")
_LINE = regex(r"([ \t]*)(>>>|In \[\d+\]:|\.\.\.:?)?( ?)[^\n]*(?:\n|\Z)")


def typed(code: str) -> list[tuple[int, int]] | None:
    """The stretches that are statements; None if the code is no session. A line that begins with `...` goes on with the
    statement above it; below output, it is output too (the interpreter's prompts are `sys.ps1` and `sys.ps2`)."""
    if not _BEGINS.match(code):
        return None
    found: list[tuple[int, int]] = []
    goes_on = False
    for line in _LINE.finditer(code):
        prompt = line[2] or ""
        goes_on = prompt.startswith((">>>", "In [")) or (goes_on and prompt.startswith("..."))
        if goes_on:
            found.append((line.end(3), line.end()))
    return found
