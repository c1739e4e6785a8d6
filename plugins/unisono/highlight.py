"""Code as HTML, coloured by Pygments in the markup that Material styles and puts its copy button on."""

from __future__ import annotations

from functools import cache

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound


@cache
def _lexer(name: str) -> Lexer:
    try:
        return get_lexer_by_name(name)
    except ClassNotFound:
        return get_lexer_by_name("text")


_FORMATTER: HtmlFormatter[str] = HtmlFormatter(cssclass="highlight", wrapcode=True)


def code_html(code: str, lexer: str, title: str | None = None) -> str:
    """A block of code, escaped; an unknown lexer colours nothing. `title` stands above it."""
    _FORMATTER.filename = title or ""
    return highlight(code.rstrip("\n"), _lexer(lexer), _FORMATTER)
