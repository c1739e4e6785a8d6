"""Command lines of Windows' cmd.exe, which samples for it show with `^` at the end of their lines.

cmd.exe first takes its `^` escapes and cuts the commands apart ("cmd" in Microsoft's Windows commands reference); the program
then cuts its command line into arguments ("Parsing C command-line arguments" in Microsoft's C++ reference).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from unisono.languages.shell.misprints import Slips
from unisono.text.regex import regex
from unisono.text.source import Span, Text

CONTINUATION = regex(r"[ \t\"]\^\r?\n")
"""What tells a sample for cmd.exe from one for a POSIX shell."""

_TOKEN = regex(
    r"(?P<variable>%[A-Z_][A-Z0-9_]{2,}%)|(?P<quoted>\"[^\"%\r\n]*)|(?P<plain>[^\"^&|%\r\n]+)|\^(?:\r?\n)?(?P<escaped>[\s\S]?)"
    r"|(?P<end>&&|\|\||[&|]|\r?\n)|(?P<other>[\s\S])"
)
_IN_QUOTES = regex(r"(?P<variable>%[A-Z_][A-Z0-9_]{2,}%)|(?P<plain>[^\"%\r\n]+|\"|%)")
_ARGUMENT = regex(r'(?P<blank>[ \t]+)|(?P<slashes>\\*)"|[^ \t"\\]+|\\+')


class WindowsCommand(NamedTuple):
    words: tuple[Text, ...]
    span: Span
    operator: str
    slips: Slips


def read_windows_commands(code: Text) -> Iterator[WindowsCommand]:
    """The commands, with the operator that joins each to the one before it."""
    parts: list[Text] = []
    operator = ""
    start = at = 0
    quoted = False
    while at <= len(code):
        token = (_IN_QUOTES if quoted else _TOKEN).match(code.value, at)
        if token is None and quoted:
            quoted = False  # a quotation ends with its line
            continue
        end = token["end"] if token and not quoted else None
        if token is None or end:
            words = tuple(_arguments(Text.join(parts))) if parts else ()
            if words:
                span = code.slice(start, at).stripped().span()
                yield WindowsCommand(words, span, operator, _slips(code, (start, at), token))
            if token is None:
                return
            operator = end if end in {"&&", "||", "|"} else ""
            parts, start = [], token.end()
        else:
            parts.append(_part(code, token, quoted))
            quoted = token[0].startswith('"') != quoted
        at = token.end()


def _slips(code: Text, command: tuple[int, int], end: re.Match[str] | None) -> Slips:
    """Those at the operator where a command ends; it has no others that cmd.exe takes as they stand."""
    slips = Slips()
    if end and end["end"].strip():
        start, at = command
        slips.end(code, (start, start + len(code.value[start:at].rstrip())), (at, end.end()))
    return slips


def _part(code: Text, token: re.Match[str], quoted: bool) -> Text:
    if token["variable"]:
        return Text.placeholder(token[0], code.span(*token.span()))
    return code.slice(*(token.span() if quoted or token["escaped"] is None else token.span("escaped")))


def _arguments(line: Text) -> Iterator[Text]:
    parts: list[Text] = []
    quoted = False
    at = 0
    while match := _ARGUMENT.match(line.value, at):
        at = match.end()
        if match["blank"] and not quoted:
            if parts:
                yield Text.join(parts)
            parts = []
        elif match["slashes"] is None:
            parts.append(line.slice(*match.span()))
        else:
            slashes = len(match["slashes"])
            parts.append(line.slice(match.start(), match.start() + slashes // 2))
            if slashes % 2:
                parts.append(line.slice(at - 1, at))
            elif quoted and line.value.startswith('"', at):
                parts.append(line.slice(at, at + 1))
                at += 1
            else:
                quoted = not quoted
    if parts:
        yield Text.join(parts)
