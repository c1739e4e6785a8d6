"""How a value is quoted at a place in a sample, told from the sample's text: where that is enough, and else not at all.

It is enough for code that takes its strings as they are: for a shell command that is nothing but one client and its words, and
for a program that only puts strings together and hands them to its client. What such code sends with another value in the place
is what it sends now, with that value.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import repeat
from typing import NamedTuple

SHELLS = frozenset({"bash", "console", "shell"})
"""The lexers of shell commands."""

# One simple command up to the place (POSIX shell, 2.2 and 2.9.1): no expansion, redirection, comment or second command, and
# nothing that cmd.exe reads in another way. The group is an open quotation mark and what follows it.
_WORDS_BEFORE = re.compile(
    r"""\s*(?:curl|https?)\s(?:[^'"\\$`<>#;|&(){}^!\n]++|'[^']*+'|"[^"\\$`!]*+"|\\\n)*+('[^']*+|"[^"\\$`!]*+)?"""
)


def quotes_at(code: str, places: Sequence[tuple[int, int]], lexer: str) -> list[str | None]:
    """For each place, from one offset to another, the quotation mark around it: "" for none in a shell command, `{` for an
    f-string; None where the text does not tell. `lexer` is the name of the language's lexer."""
    if _DEPENDENT.search(code):
        return [None] * len(places)
    if lexer in SHELLS:
        told = all(_PLAIN_OPTION.fullmatch(option) for option in _OPTION.findall(code))
        return [_quote_in_command(code, *place) if told else None for place in places]
    literals = list(_literals(code, lexer)) if lexer in _TOKENS else [None]
    return [None if None in literals else _quote_in_literals(literals, *place) for place in places]


# Where more than itself depends on a value: on the base URL the path, by dot segments; what fetch says of where it comes from.
# Besides, what curl expands in its words, and lines of cmd.exe, which quotes in another way.
_DEPENDENT = re.compile(r"/(?:\.|%2e){1,2}(?![\w.%~-])|referrer|\{\{|\^\s*$", re.IGNORECASE | re.MULTILINE)

_OPTION = re.compile(r"(?<!\S)(?:--[\w-]+|-[A-Za-z]+)")
_PLAIN_OPTION = re.compile(
    r"""--(?:auth(?:-type)?|basic|body|check-status|compressed|data(?:-raw|-binary|-ascii|-urlencode)?|fail|follow|form(?:-string)?
    |get|globoff|head|headers?|ignore-stdin|include|insecure|json|location|max-time|multipart|oauth2-bearer|output|pretty|print
    |raw|request|show-error|silent|timeout|url|url-query|user|user-agent|verbose|verify)|-[AadFfGgHhIijkLlmopsSuvX]+[A-Z]*""",
    re.VERBOSE,
)
"""Options of curl and HTTPie that do with one word, which is the same whatever the others are."""


def _quote_in_command(code: str, start: int, end: int) -> str | None:
    found = _WORDS_BEFORE.fullmatch(code, 0, start)
    return (found[1] or "")[:1] if found and not _QUOTING.search(code, start, end) else None


_QUOTING = re.compile(r"""['"\\\s]""")


# What is understood of programs, by the lexer of their language; anything else in one says that its text does not tell.
_STRING = r"""'(?!'')(?:[^'\\\n]++|\\.)*+'|"(?!"")(?:[^"\\\n]++|\\.)*+\""""
_FORMATTED = r"""[fF]'(?!'')(?:[^'{}\\\n]++|\{\w++\})*+'|[fF]"(?!"")(?:[^"{}\\\n]++|\{\w++\})*+\""""
_TEMPLATE = r"`(?:[^`\\$]++|\$\{[\w.]++\})*+`"
_REST = r"(?P<name>[A-Za-z_$][\w$]*+)|(?P<blank>\s++)|(?P<bracket>\[)|(?P<sign>[\d(){}\]:,.;+]|-(?=\d)|=>?(?![=>]))"
_TOKENS = {
    "python": re.compile(rf"(?P<comment>#[^\n]*+)|(?<!\w)(?P<string>{_STRING}|{_FORMATTED})|{_REST}"),
    "javascript": re.compile(
        rf"(?P<comment>//[^\n]*+|/\*(?:[^*]++|\*(?!/))*+\*/)|(?<![\w$)\]])(?P<string>{_STRING}|{_TEMPLATE})|{_REST}"
    ),
}
_HOLE = re.compile(r"\$?\{[\w.]++\}")
_DEFINED = re.compile(r"\b(?:def|function)\s+(\w+)|\b(?:const|let|var)\s+(\w+)\s*=\s*(?:async\b)?\s*\(")
_CALL = re.compile(r"\s*\(")
_INDEXED = re.compile(r"\w++(?<!environ)(?<!env)(?<!headers)|[$)\]}'\"`]")

_HANDING = re.compile(
    r"""append|async|AsyncClient|await|axios|catch|Client|console|content|create|data|delete|dict|dumps|end|env|environ|error|fetch
    |FormData|function|get|getenv|head|headers|Headers|https?|httpx|json|JSON|log|message|on|options|os|patch|post|print|process|put
    |raise_for_status|requests?|require|send|Session|set|setEncoding|setHeader|status|status_code|statusCode|stringify|text|then
    |toString|url|URLSearchParams|write""",
    re.VERBOSE,
)
"""What is called, or got of something, without a look into a string: of clients, of JSON, of the output and the environment."""

_CHOOSING = re.compile("and|class|del|for|if|in|instanceof|is|match|not|or|switch|typeof|while")
"""Words by which what a program does may depend on a string."""


class _Literal(NamedTuple):
    start: int
    end: int
    quote: str


def _literals(code: str, lexer: str) -> Iterator[_Literal | None]:
    """The string literals of a program, those with holes in parts, and None where it may look into one or is not understood."""
    own = {name for names in _DEFINED.findall(code) for name in names}
    end, before = 0, ""
    for found in _TOKENS[lexer].finditer(code):
        kind = found.lastgroup
        if (
            found.start() != end
            or (kind == "name" and not _is_harmless(code, found, own))
            or (kind == "bracket" and _INDEXED.fullmatch(before))
        ):
            yield None
            return
        end = found.end()
        if kind == "string":
            quote = "{" if found[0][0] in "fF" else found[0][0]
            holes = list(_HOLE.finditer(found[0])) if quote in "{`" else []
            starts = [found.start(), *(found.start() + hole.end() for hole in holes)]
            ends = [*(found.start() + hole.start() for hole in holes), end]
            yield from map(_Literal, starts, ends, repeat(quote))
        if kind not in {"blank", "comment"}:
            before = found[0] if kind == "name" else code[end - 1]
    if end != len(code):
        yield None


def _quote_in_literals(literals: Sequence[_Literal | None], start: int, end: int) -> str | None:
    return next((part.quote for part in literals if part and part.start <= start and end <= part.end), None)


def _is_harmless(code: str, name: re.Match[str], own: Collection[str]) -> bool:
    got, called = code.startswith(".", name.start() - 1), _CALL.match(code, name.end())
    if got or called:
        return _HANDING.fullmatch(name[0]) is not None or (not got and name[0] in own)
    return _CHOOSING.fullmatch(name[0]) is None
