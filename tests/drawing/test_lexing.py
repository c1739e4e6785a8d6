"""Lexers that are quicker than Pygments' own, and give the same tokens: for any text, as samples are not always right. Those of
commands take the colour from what is none to a shell."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pygments.lexers import get_lexer_by_name
from pygments.token import Keyword, Name, Number, Text

from sites import parse, text_of
from unisono.drawing.highlight import code_html
from unisono.drawing.lexing import lexer_of

NAMES = ("python", "javascript", "bash", "console")

SIGNS = "\n \t\r\f\v\\/.,:;=!?<>()[]{}'\"`$#@%&|^~+-*_0159aefrubBxXnNé名😀٣\u2028"
PARTS = r"""''' "" ... := => == // /* */ <!-- << <<< && ${ $(( $' \n \' \07 f' rb" u' ?. #x /a[/]b/gi 1.5 .5 1_0 0x1F 1e-3 10n
%s {x!r:>{w}} True print __init__ super(a) JSON TypeError fi a+= $HOME --json"""
WORDS = """import |from |match |case x:|def f(|class A|lambda x: |async |const |function |new |return |typeof |f() {|if |echo |
curl -H |export A=|<<EOF\nx\nEOF|#!/bin/sh\n|\n$ |  \n"""
PIECES = st.sampled_from([*SIGNS, *PARTS.split(), *WORDS.split("|"), '"' * 3])


def _tokens(name: str, code: str) -> list[tuple[object, str]]:
    return list(get_lexer_by_name(name, stripnl=False, ensurenl=False).get_tokens(code))


def _assert_same(name: str, code: str) -> None:
    for (kind, value), (own, text) in zip(_tokens(name, code), lexer_of(name).get_tokens(code), strict=True):
        uncoloured = name in ("bash", "console") and kind in UNCOLOURED and own in (Text, Name.Variable)
        assert value == text
        assert kind is own or uncoloured


UNCOLOURED = (Keyword, Name.Builtin, Number)


@pytest.mark.parametrize("name", NAMES)
@given(code=st.lists(PIECES, max_size=40).map("".join))
def test_any_text(name: str, code: str) -> None:
    _assert_same(name, code)


@pytest.mark.parametrize(("name", "suffix"), [("python", "py"), ("javascript", "js"), ("bash", "sh")])
def test_real_code(name: str, suffix: str) -> None:
    files = sorted(Path(__file__).parents[1].rglob(f"*.{suffix}"))
    assert files
    for file in files:
        code = file.read_text(encoding="utf-8", errors="replace")
        _assert_same(name, code)


@pytest.mark.parametrize(
    ("code", "coloured"),
    [
        ("curl -G x -d until=2026-11-02 -d 2026T if 10", ["10"]),
        ("http x until==2026 time if==3", []),
        ("curl x \\\n  until done", []),
        ("for i in 2026 x; do until x; done; done", ["for", "in", "2026", "do", "until", "done", "done"]),
        ("if true; then\n$(time x) | time wc; fi", ["if", "then", "$(", "time", ")", "time", "fi"]),
        ("(echo 1) && { export A=1; }", ["echo", "1", "export"]),
    ],
)
def test_words_that_are_none_to_a_shell_have_no_colour(code: str, coloured: list[str]) -> None:
    found = [value for kind, value in lexer_of("bash").get_tokens(code) if kind in UNCOLOURED]
    assert found == coloured


def test_an_unclosed_string_with_octal_escapes_takes_no_time() -> None:
    for name, prompt in (("bash", ""), ("console", "$ ")):
        code = f"{prompt}curl -d $'" + r"\00" * 1000 + "\n"
        assert "".join(value for _, value in lexer_of(name).get_tokens(code)) == code


@pytest.mark.parametrize("name", ["console", "pycon", "bash", "python", "javascript", "json", "http", "text", "no such"])
@pytest.mark.parametrize("code", ["$ curl x\n# out", ">>> 1\n1", "ls # x", "a\n\n  b", ""])
def test_nothing_is_left_out(name: str, code: str) -> None:
    assert text_of(parse(f"<!doctype html>{code_html(code, name)}")) == code + "\n"


def test_comments_in_json() -> None:
    code = '{"a#": 1, # one "#"\n// two #\n"b": [2,], /* # */ "c": "#", #\n"d#' + " # e"
    for name in ("json", "jsonc"):
        tokens = list(lexer_of(name).get_tokens(code))
        assert "".join(value for _, value in tokens) == code
        comments = [value for kind, value in tokens if str(kind).startswith("Token.Comment")]
        assert comments == ['# one "#"', "// two #", "/* # */"]


def test_json_without_such_comments_is_as_pygments_has_it() -> None:
    code = '{"a": [1.5, true, null, "x#"], // b\n "c": /* d */ {}}'
    assert list(lexer_of("json").get_tokens(code)) == _tokens("json", code)


def test_names_of_pygments() -> None:
    assert type(lexer_of("sh")) is type(lexer_of("bash"))
    assert lexer_of("typescript").name == "TypeScript"
    assert list(lexer_of("no such").get_tokens("\nif\n")) == _tokens("text", "\nif\n")
