"""Lexers that are quicker than Pygments' own, and give the same tokens: for any text, as samples are not always right."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pygments.lexers import get_lexer_by_name

from unisono.site.lexing import lexer_of

NAMES = ("python", "javascript", "bash")

PIECES = st.sampled_from(
    [
        *"\n \t\r\f\v\\/.,:;=!?<>()[]{}'\"`$#@%&|^~+-*_0159aefrubBxXnN",
        *(
            "\n",
            " ",
            "  \n",
            "'" * 3,
            '"' * 3,
            "...",
            ":=",
            "=>",
            "==",
            "//",
            "/*",
            "*/",
            "<!--",
            "<<",
            "<<<",
            "&&",
            "${",
            "$((",
        ),
        *("import ", "from ", "match ", "case x:", "def f(", "class A", "lambda x: ", "True", "print", "__init__", "async "),
        *(
            "f'",
            'rb"',
            "u'",
            "1.5",
            ".5",
            "1_0",
            "0x1F",
            "1e-3",
            "10n",
            "%s",
            "{x!r:>{w}}",
            "\\n",
            "\\'",
            "é",
            "名",
            "😀",
            "\u2028",
        ),
        *(
            "const ",
            "function ",
            "new ",
            "return ",
            "typeof ",
            "super(a)",
            "f() {",
            "/a[/]b/gi",
            "#x",
            "JSON",
            "TypeError",
            "?.",
        ),
        *("if ", "fi", "export A=", "echo ", "a+=", "<<EOF\nx\nEOF", "curl -H ", "$HOME", "#!/bin/sh\n", "--json"),
    ]
)


def _tokens(name: str, code: str) -> list[tuple[object, str]]:
    return list(get_lexer_by_name(name, stripnl=False, ensurenl=False).get_tokens(code))


@pytest.mark.parametrize("name", NAMES)
@given(code=st.lists(PIECES, max_size=40).map("".join))
def test_any_text(name: str, code: str) -> None:
    assert list(lexer_of(name).get_tokens(code)) == _tokens(name, code)


@pytest.mark.parametrize(("name", "suffix"), [("python", "py"), ("javascript", "js"), ("bash", "sh")])
def test_real_code(name: str, suffix: str) -> None:
    files = sorted(Path(__file__).parents[1].rglob(f"*.{suffix}"))
    assert files
    for file in files:
        code = file.read_text(encoding="utf-8", errors="replace")
        assert list(lexer_of(name).get_tokens(code)) == _tokens(name, code), file


def test_names_of_pygments() -> None:
    assert type(lexer_of("sh")) is type(lexer_of("bash"))
    assert lexer_of("typescript").name == "TypeScript"
    assert list(lexer_of("no such").get_tokens("\nif\n")) == _tokens("text", "\nif\n")
