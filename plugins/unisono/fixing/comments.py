"""The comments of a sample that is written anew: each above the line, or behind it, that they stood at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from pygments.lexers import get_lexer_by_name
from pygments.token import Comment

from unisono.text.likeness import likeness
from unisono.text.regex import regex

_ALIKE = 0.75
"""How alike a line and the one in its place are."""

_LINE = regex(r"[ \t]*(?:#|//)")


_COMMENT: Any = Comment
"""Kinds of tokens are tuples of strings that hold the more particular ones (Pygments, "Builtin Tokens")."""

_CALL = regex(r"(?<![\w.$:>-])[\w.$:>-]{4,}+\(")


class _Comment(NamedTuple):
    """A comment: the first of its lines, from 0, what it says, and whether there is code before it."""

    line: int
    text: str
    is_behind: bool


def with_comments(old: str, new: str, lexer: str) -> tuple[str, list[int]]:
    """The new code with the comments of the old, as far as the lines that they stood at have one in their place; and the lines,
    from 1, of those that are lost. `lexer` is the Pygments lexer of its language."""
    before, after = old.split("\n"), new.split("\n")
    comments = list(_comments(old, lexer))
    for one in comments:
        for number in range(one.line, one.line + 1 + one.text.count("\n")):  # what is left is code
            before[number] = before[number].partition(one.text)[0].rstrip() if one.is_behind else ""
    above: dict[int, list[str]] = {}
    lost, low = [], 0
    for one in comments:
        found = _place_of(one, before, after, low)
        if found is None:
            lost.append(one.line + 1)
            continue
        low = found
        if one.is_behind:
            after[found] += f"  {one.text}"
        else:
            above.setdefault(found, []).extend(one.text.split("\n"))
    return "\n".join(_merged(after, above)), lost


def _merged(code: list[str], above: dict[int, list[str]]) -> Iterator[str]:
    """Lines with others above them, which are indented as they are."""
    for number, line in enumerate([*code, ""]):
        indent = line[: len(line) - len(line.lstrip())]
        yield from (indent + text for text in above.get(number, ()))
        if number < len(code):
            yield line


def _place_of(comment: _Comment, before: list[str], after: list[str], low: int) -> int | None:
    """The number of the line of the new code that a comment stands at; None where it cannot stand there."""
    code = [number for number in range(comment.line, len(before)) if re.search(r"\w", before[number])]
    found = _place(before, code[:1] if comment.is_behind else code, after, low)
    if found is None and not code and not comment.is_behind:
        return len(after)
    beside = [] if found is None else after[found : found + 1] if comment.is_behind else after[:found][-1:]
    return None if any(line.endswith("\\") for line in beside) else found  # within a command


def comment_lines(code: str, lexer: str) -> list[int]:
    """The lines of code, from 1, on which comments begin."""
    return [one.line + 1 for one in _comments(code, lexer)]


def _comments(code: str, lexer: str) -> Iterator[_Comment]:
    if lexer == "http":  # which Pygments knows without comments
        yield from (_Comment(n, line.strip(), is_behind=False) for n, line in enumerate(code.split("\n")) if _LINE.match(line))
        return
    for at, kind, text in get_lexer_by_name(lexer).get_tokens_unprocessed(code):
        if kind in _COMMENT and kind not in _COMMENT.Hashbang and kind not in _COMMENT.Preproc and text.strip():
            before = code[code.rfind("\n", 0, at) + 1 : at]
            yield _Comment(code.count("\n", 0, at), text.strip(), is_behind=bool(before.strip()))


def _place(before: list[str], code: list[int], after: list[str], low: int) -> int | None:
    """The first line from `low` on in the place of one of the lines of the old code, the first that has one."""
    for number in code:
        line = before[number].strip()
        ratios = [(_likeness(line, after[at].strip()), -at) for at in range(low, len(after))]
        best, at = max(ratios, default=(0.0, 0))
        if best >= _ALIKE:
            return -at
    return None


def _likeness(line: str, other: str) -> float:
    """From 0 to 1; a line that calls the same is as good as one that is nearly the same."""
    called = _CALL.search(line)
    ratio = likeness(line, other)
    return max(ratio, _ALIKE) if called and called[0] in other else ratio
