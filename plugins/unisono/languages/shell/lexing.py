"""Pygments' lexers for commands, with the rules for the most frequent tokens before their others; and without a colour for what
is no keyword, command or number to a shell: parts of arguments, such as those of `until=2026-11-02`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from pygments.lexer import inherit
from pygments.lexers.shell import BashLexer, BashSessionLexer
from pygments.token import Comment, Keyword, Name, Number, String, Text, Whitespace, _TokenType


class Bash(BashLexer):
    tokens: ClassVar = {
        "root": [
            (r"\s+", Whitespace),
            (r"(?s)'.*?'", String.Single),
            # Pygments' own rule for these takes exponential time for one with octal escapes that is not closed.
            (r"(?s)\$'(?:\\.|[^'\\])*'", String.Single),
            (r"\$(?=')", Text),
            inherit,
        ],
    }

    def get_tokens_unprocessed(self, text: str, stack: Iterable[str] = ("root",)) -> Iterator[tuple[int, _TokenType, str]]:
        begins = True  # whether a command may begin here
        for at, kind, value in super().get_tokens_unprocessed(text, stack):
            shown = kind
            if kind in _COLOURED and value[0].isalnum():
                after = text[at + len(value) : at + len(value) + 1]
                is_word = text[max(at - 1, 0) : at] in _BETWEEN and after in _BETWEEN
                is_meant = is_word and (begins or kind is Number or value == "in")
                shown = kind if is_meant else Name.Variable if after == "=" else Text  # as Pygments has `limit=2`
            yield at, shown, value
            if kind is Whitespace or kind in _COMMENTS or value == "\\\n":
                begins = begins or "\n" in value.replace("\\\n", "")
            else:
                begins = (shown is Keyword and value != "in") or value in _BEFORE_COMMANDS


_COMMENTS = {Comment.Single, Comment.Hashbang}
_COLOURED = {Keyword, Name.Builtin, Number}
_BETWEEN = {"", *" \t\r\n\f\v;&|()`{}<>\"'"}
_BEFORE_COMMANDS = {";", "&", "|", "&&", "||", "(", "{", "`"}


class BashSession(BashSessionLexer):
    _innerLexerCls = Bash  # noqa: N815 (Pygments' name)


LEXERS = (Bash, BashSession)
