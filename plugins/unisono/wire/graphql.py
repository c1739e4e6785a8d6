"""GraphQL documents as their tokens: what stands between them makes no difference (GraphQL specification, 2.1)."""

from __future__ import annotations

import re
from itertools import zip_longest

from unisono.text.placeholders import same_text
from unisono.text.regex import regex
from unisono.text.source import Text

_IGNORED = regex(r"(?:[\ufeff \t\r\n,]|#[^\r\n]*+)++")
_TOKEN = regex(
    r"""(?P<block>\"\"\"(?:[^"\\]|\\(?:\"\"\")?|"(?!""))*\"\"\") | (?P<string>"(?:[^"\\\r\n]|\\.)*")
    | (?P<name>[A-Za-z_\0]\w*(?:\0+\w*)*) | (?P<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)
    | (?P<punctuator>\.\.\.|[!$&()/:=@\[\]{|}])""",
    re.VERBOSE,
)
_START = regex(r"\{|(?:query|mutation|subscription|fragment)\b")


def tokens(document: Text) -> list[Text] | None:
    """The lexical tokens of a GraphQL document; None where the text is none. A value that is known only when the sample runs
    is a token, or a part of one."""
    known, found = document.known, []
    at = _past_ignored(known, 0)
    if not _START.match(known, at):
        return None
    while at < len(known):
        token = _TOKEN.match(known, at)
        if token is None:
            return None
        found.append(document.slice(*token.span()))
        at = _past_ignored(known, token.end())
    return found


def differing_token(left: list[Text], right: list[Text]) -> tuple[Text | None, Text | None] | None:
    """The first token in which two documents differ, None on the side that has ended; None where they are the same."""
    return next(((mine, theirs) for mine, theirs in zip_longest(left, right) if not _same(mine, theirs)), None)


def _same(left: Text | None, right: Text | None) -> bool:
    if left is None or right is None:
        return False
    if left.has_placeholder or right.has_placeholder or left.value.startswith('"'):
        return same_text(left, right)
    return left.value == right.value


def _past_ignored(text: str, at: int) -> int:
    ignored = _IGNORED.match(text, at)
    return ignored.end() if ignored else at
