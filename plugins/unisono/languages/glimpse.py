"""What is certain of a sample that cannot be read as a whole: the method and the URL of the one call that it shows.

Only what is written out in the call itself counts, as it is in any sample that is read: a word and a quoted string that ends
where the argument does. Of a sample that may send something else as well, nothing is certain: the call that is seen may prepare
the one that is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import lru_cache

from unisono.languages.reading import Glimpse
from unisono.text.regex import regex
from unisono.text.source import Text

MAX_LENGTH = 50_000
"""Characters of a sample that are looked at."""


def seen(code: Text, calls: Iterable[re.Pattern[str]], commands: Set[str]) -> Glimpse | None:
    """What the one call of the code has written out; None if there is none, more than one, or something else that may send a
    request. `calls` are those of the code's language, `commands` the names of clients that are commands."""
    if len(code) > MAX_LENGTH:
        return None
    shown = code.known
    found = [match for pattern in calls for match in pattern.finditer(shown)]
    makes = [match for match in found if match.groupdict().get("made") is not None]
    if not found or len(found) - len(makes) > 1 or 0 < len(makes) < len(found) or len({m.re for m in makes}) < len(makes):
        return None
    if _HIDING.search(shown) or _CHANGED.search(shown) or any(_is_hidden(shown, start) for start in _starts(found)):
        return None
    if _sends(shown, found, commands) > (1 if makes else 0):
        return None
    methods, urls = (list(_said(code, found, name)) for name in ("method", "url"))
    if len(methods) > 1 or len(urls) > 1:
        return None
    urls = [url for url in urls if not _DOTS.search(url.value) and not ("://" in url.value and _HOST_FIELD.search(shown))]
    if not (methods or urls):
        return None
    method = Text.decoded(methods[0].value.upper(), methods[0].span()) if methods else None
    return Glimpse(method, urls[0] if urls else None)


def _said(code: Text, found: Iterable[re.Match[str]], name: str) -> Iterator[Text]:
    """What the calls say under that name."""
    for match in found:
        start, end = match.span(name) if name in match.re.groupindex else (-1, -1)
        if start >= 0:
            yield code.slice(start, end)


def _starts(found: Iterable[re.Match[str]]) -> Iterator[int]:
    """Where the calls begin, and where what they say does."""
    for match in found:
        yield match.start()
        yield from (match.start(name) for name in ("method", "url") if match.groupdict().get(name) is not None)


_HIDING = regex(r'/\*|"""|\'\'\'|^=begin|<#|<!--|[^\S \t\r\n]', re.MULTILINE)
"""What may hide a call: comments and strings of several lines; and blanks that no shell ends a word at."""

_CHANGED = regex(r"(?i)\.(?:method|path|url|uri|requesturi)\s*=(?!=)")
"""What gives a request that is made another method or URL."""

_DOTS = regex(r"/\.{1,2}(?:[/?]|\Z)")
"""Segments that clients take out of a path (RFC 3986, 5.2.4)."""

_HOST_FIELD = regex(r"(?i)\bhost['\"]?[ \t]*(?::|=>|,|=|\])")
"""What gives a request another host than its URL has."""

_COMMENT = regex(r"(?<!:)//|#")


def _is_hidden(code: str, start: int) -> bool:
    """Whether a place stands in a comment, for all that its line tells."""
    return _COMMENT.search(code, code.rfind("\n", 0, start) + 1, start) is not None


_DEFINED = regex(
    r"\b(?:def|function|func|sub)[ \t]+(?:self\.)?(\w{1,80})"
    r"|\b(\w{1,80}+)[ \t]*+\([^()\n]*\)[ \t]*(?:throws[ \t]++[\w.,][\w., ]*+)?\{"
)
_CALL = regex(r"\b(\w{1,80}+)[!?]?[ \t]*+\(")
_LOOK_UP = regex(r"""[ \t]*(['"])[^'"/\n]*\1[ \t]*[,)]""")
_VERB = regex(
    r"(?i)(?:get|post|put|patch|delete|head|options|request|send|do|fetch|ajax|exec|execute|invoke|perform|submit|call|create"
    r"|update|list|find|search|retrieve|insert|upload|download|cancel|add|remove|query|mutate|connect|refresh|start|run)"
    r"(?:async|sync|_?json|asjsonasync|string|_?form|_?response)?|(?:multi|auth|sign_?in|log_?in)_?\w*|\w*_multi_\w*|\w*token\w*"
)
_COMMAND = regex(r"(?<![\w.-])([\w-]{2,20}+)(?:\.exe)?[ \t]++(?:-|[A-Z]{3,7}[ \t]|['\"$:]|localhost\b|[\w-]+[.:/])")
_OTHER_COMMANDS = frozenset({"aws", "gcloud", "az", "gh", "iwr", "irm", "invoke-restmethod", "invoke-webrequest"})


def _sends(code: str, found: Sequence[re.Match[str]], commands: Set[str]) -> int:
    """How many things in the code, but for the calls that were found, may send a request."""
    own = [match.span() for match in found]
    calls = [
        call
        for call in _CALL.finditer(code)
        if _may_send(call[1])
        and not _meet(own, call.start(), call.start() + 1)
        and not (call[1] == "get" and _LOOK_UP.match(code, call.end()))
    ]
    defined = {name for pair in _DEFINED.findall(code) for name in pair} if calls else set()
    others = [
        command
        for command in (_COMMAND.finditer(code) if _may_be_run(code, commands | _OTHER_COMMANDS) else ())
        if ((name := command[1].lower()) in commands or name in _OTHER_COMMANDS) and not _meet(own, *command.span(1))
    ]
    return sum(call[1] not in defined for call in calls) + len(others)


@lru_cache(maxsize=4096)  # the same few on all pages
def _may_send(name: str) -> bool:
    """Whether a function that is called so may send a request."""
    return _VERB.fullmatch(name) is not None


def command_in(line: str, commands: Set[str]) -> str | None:
    """The first of the commands that a line shows with an argument of it, whatever runs it; None where it shows none."""
    if not _may_be_run(line, commands):
        return None
    return next((name for found in _COMMAND.finditer(line) if (name := found[1].lower()) in commands), None)


def _may_be_run(code: str, commands: Set[str]) -> bool:
    """Whether the name of a command stands before something: that is quickly looked for, and most programs have none."""
    shown = code.lower()
    return any(name in shown and (f"{name} " in shown or f"{name}\t" in shown or f"{name}.exe" in shown) for name in commands)


def _meet(stretches: Iterable[tuple[int, int]], start: int, end: int) -> bool:
    return any(low < end and start < high for low, high in stretches)
