"""Pygments' lexers, by the names that authors write; in the place of some, quicker ones of languages.

A lexer tries the rules of a state in their order, which takes most of the time that colouring takes. The module `lexing` of a
language has lexers with a few more rules before these, derived from Pygments' own: such a rule matches only where none before
it does, so the tokens stay the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.lexers.data import JsonLexer
from pygments.token import _TokenType
from pygments.util import ClassNotFound

from unisono.text.regex import regex
from unisono.walking import modules


class _Json(JsonLexer):
    """With the comments that begin with `#`, too, which are shown to Pygments as those that begin with `//`."""

    def get_tokens_unprocessed(self, text: str) -> Iterator[tuple[int, _TokenType, str]]:
        masked = _HASH.sub(lambda found: found[0] if found[1] is None else f"//{found[1][2:]}", text) if "#" in text else text
        tokens: Iterator[tuple[int, _TokenType, str]] = super().get_tokens_unprocessed(masked)  # type: ignore[no-untyped-call]
        for at, kind, value in tokens:
            yield at, kind, text[at : at + len(value)]


_HASH = regex(r'"(?:[^"\\\n]|\\.)*+"?|//[^\n]*|/\*(?s:.*?)(?:\*/|\Z)|(#[^\n]+)')

_ALIASES = {"jsonc": "json"}

_LEXERS: list[type[Lexer]] = [_Json, *(lexer for module in modules("unisono.languages", "lexing") for lexer in module.LEXERS)]
_QUICK = {quick.__base__: quick for quick in _LEXERS}


@lru_cache(maxsize=64)  # pages name them
def lexer_of(name: str) -> Lexer:
    """The lexer that Pygments has under a name, which gives all of a text; for any other name one that colours nothing."""
    try:
        found = get_lexer_by_name(_ALIASES.get(name.lower(), name))
    except ClassNotFound:
        found = get_lexer_by_name("text")
    return _QUICK.get(type(found), type(found))(stripnl=False, ensurenl=False)
