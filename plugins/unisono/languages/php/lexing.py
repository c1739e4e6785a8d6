"""Pygments' lexer for PHP, which takes code without the tag that begins PHP, too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pygments.lexers.php import PhpLexer
from pygments.token import _TokenType


class _Php(PhpLexer):
    def get_tokens_unprocessed(
        self,
        text: str,
        stack: Iterable[str] = (),  # noqa: ARG002  PhpLexer has none either
    ) -> Iterator[tuple[int, _TokenType, str]]:
        self.startinline = "<?" not in text
        found: Iterator[tuple[int, _TokenType, str]] = super().get_tokens_unprocessed(text)  # type: ignore[no-untyped-call]
        return found


LEXERS = (_Php,)
