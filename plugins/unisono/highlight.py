"""Code as HTML, coloured by Pygments in the markup that Material styles and puts its copy button on."""

from __future__ import annotations

from functools import cache
from html import escape

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


def code_html(code: str, lexer: str, title: str = "") -> str:
    """A block of code, escaped, below its title if it has one; an unknown lexer colours nothing."""
    html = highlight(code.rstrip("\n"), _lexer(lexer), _FORMATTER)
    # Pygments' own option for this escapes the title in some versions only.
    return html.replace("<pre>", f'<span class="filename">{escape(title)}</span><pre>', 1) if title else html
