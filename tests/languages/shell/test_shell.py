"""The shell reader: words, their places, what feeds a command, and what bash itself makes of the same text."""

from __future__ import annotations

import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisono.languages.reading import Invalid, SampleError, Unsupported
from unisono.languages.shell.commands import Command, Commands
from unisono.text.source import Source, Text


def commands(code: str) -> list[Command]:
    return list(Commands(Text.of(Source("sample.sh", code))))


def words(code: str) -> list[list[str]]:
    return [[word.value for word in command.words] for command in commands(code)]


SAME_AS_BASH = [
    r"""P a 'b c' "d e" $'f\tg\x41\u00e9\'' h\ i $"tr" """,
    r"""P "a\"b\\c\$d\`e\f" 'it'"'"'s' '#no' a#b #yes""",
    r"""P {a,b}c x{1..3}y {01..03} {a..c} {} {a} {"x":1,"y":2} a{b,{c,d}}e "{a,b}" {a,b\,c} {a,} {,a}""",
    r"""P {1..5..2} {5..1} {c..a..2} {{a,b},c} {a,b}{c,d} {a,{b},c} {a..b}{ {a,b}} {a,b{c} {{a,b} {-1..1} {1..a} {"1".."3"}""",
    r"""A="x  y"; P $A "$A" pre$A'post' ${A} "${A}z" ${B:-def} "${B:-d e}" ${A:-q} ${B-'a b'} ${B:-a  b}""",
    'P a\\\nb \\\n c "d\\\ne" \'f\\\ng\'',
    'P a\\\r\n b',
    r"""P "$(echo hi  there)" $(echo hi  there) `echo x` $(printf '%s-%s' a b)""",
    r"""P "$(echo -n u:p | base64)" "`echo \`echo q\``" """,
    "P \"$(cat <<E\nit's {\"a\": 1}\nE\n)\"",
    'export T=abc; P "$T" ${T}x; X=1 :; P "${X:-unset}"; X+=ab; X+=c; P $X; unset Y; P ${Y-z}',
    "P a 2>&1 b; P 2>/dev/null c && P d; P e >&1 | P f",
    'P $ "a$" $% a=b =c {x "a\nb"',
    r"""P $'\n\t\'\"\\\a\b\e\f\v\101\x41\u0041\U00000041\cB\?'""",
    """E="" ; P $E a "$E" $E$E '' x$E""",
    r"""P x~y a~ http://a/b?c=d* [1-3] a\{b,c\}""",
    "A=1 B=2\nP $A$B; A='a b'; C=$A; P $C \"$C\"",
    "P 'a\nb' ; P c # d ; P e\nP f;",
    "P a\\",
]  # fmt: skip


@pytest.mark.parametrize("code", SAME_AS_BASH)
def test_words_are_those_of_bash(code: str, tmp_path: Path) -> None:
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("bash is not installed: nothing to compare with")
    script = tmp_path / "script.sh"
    text = "P() { printf '%s\\0' P \"$@\"; printf '\\001'; }\n" + code.replace("\\\r\n", "\\\n")
    script.write_text(text, encoding="utf-8")
    env = {"LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"}
    printed = subprocess.run([bash, script], capture_output=True, check=True, env=env).stdout.decode()
    expected = [record.split("\0")[:-1] for record in printed.split("\1")[:-1]]
    assert [found for found in words(code) if found[0] == "P" and found[1:] != ["e"]] == [e for e in expected if e[1:] != ["e"]]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("a; b & c | d && e || f\ng", ["a", "b", "c", "d", "e", "f", "g"]),
        ("a |\n# between\n  b &&\n\nc", ["a", "b", "c"]),
        ("time a; ! b", ["a", "b"]),
        ("X=$(a `b`) c", ["b", "a", "c"]),
        ("$ a \\\n> b\noutput\n  -c\n\n$ d", ["a", "-c", "d"]),
        ("user@host:~/x$ a", ["a"]),
        ("% a", ["a"]),
        ("a <<X\n$(b)\nX\n", ["b", "a"]),
    ],
)
def test_commands_in_the_order_in_which_they_run(code: str, expected: list[str]) -> None:
    assert [found[0] for found in words(code)] == expected


@pytest.mark.parametrize(
    ("code", "stdin"),
    [
        ("a", None),
        ("a <<X\n$ v \\$ \\\\\nX\n", "$ v $ \\\n"),
        ("V=1\na <<X\n$V ${V} `echo 2`\nX\n", "1 1 2\n"),
        ("a <<'X'\n$V\nX\n", "$V\n"),
        ('a <<"X"\n$V\nX\n', "$V\n"),
        ("a <<-X\n\t\tb\n\tX\n", "b\n"),
        ("a <<X; b\nc\nX\n", "c\n"),
        ("a <<< 'b c'", "b c\n"),
        ("echo -n b | a", "b"),
        ("echo -e 'b\\tc' | a", "b\tc\n"),
        ("printf '%s=%s\\n' b c d | a", "b=c\nd=\n"),
        ("cat <<X | a\nb\nX\n", "b\n"),
        ("jq -n . | a", "jq -n ."),
        ("echo b > f; echo c >> f\na < f", "b\nc\n"),
        ("a < f", "f"),
        ("a < /dev/null", ""),
    ],
)
def test_what_the_shell_feeds(code: str, stdin: str | None) -> None:
    found = next(command for command in commands(code) if command.words[0].value == "a")
    assert (found.stdin.value if found.stdin is not None else None) == stdin


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ('a ^\r\n  "b c" ^\n d', [["a", "b c", "d"]]),
        ('a "b^c" d^&e ^\n f & g | h\ni', [["a", "b^c", "d&e", "f"], ["g"], ["h"], ["i"]]),
        ('a "\\"b\\\\\\" c" c\\d "e""f" \'g h\' ^\n', [["a", '"b\\" c', "c\\d", 'e"f', "'g", "h'"]]),
        ('a ^"b^\n\nc^" ^\n "d\ne', [["a", "b\nc", "d"], ["e"]]),
    ],
)
def test_lines_that_end_in_a_caret_are_for_windows(code: str, expected: list[list[str]]) -> None:
    assert words(code) == expected


def test_what_is_not_known_is_a_placeholder() -> None:
    (found,) = commands('a $T "x${U}y" $(b) $((1 + 2)) ~/f "${V##*/}" $!')[1:]
    assert [word.value for word in found.words[1:]] == ["$T", "x${U}y", "$(b)", "$((1 + 2))", "~/f", "${V##*/}", "$!"]
    assert all(word.has_placeholder for word in found.words[1:])
    inside = [(part.value, unknown) for part, unknown in found.words[2].runs()]
    assert inside == [("x", False), ("${U}", True), ("y", False)]


@pytest.mark.parametrize(
    ("code", "part", "place"),
    [
        ("a \\\n  $'b: \\u00e9\\nc'", "c", (2, 16, 2, 17)),
        ("a \\\n  $'b: \\u00e9\\nc'", "é", (2, 8, 2, 14)),
        ("a 'it'\"'\"'s'", "it", (1, 4, 1, 6)),
        ("a 'it'\"'\"'s'", "'s", (1, 8, 1, 12)),
        ('a "b\\"c"', '"c', (1, 6, 1, 8)),
        ("T=tok\na \"x $T y\"", "tok", (1, 3, 1, 6)),
        ("a <<X\nb\nX\n", "a", (1, 1, 1, 2)),
        ("a x{b,c}y", "xcy", (1, 3, 1, 10)),
        ("a \"$(echo b)\"", "b", (1, 11, 1, 12)),
    ],
)  # fmt: skip
def test_places(code: str, part: str, place: tuple[int, int, int, int]) -> None:
    found = [(word, at) for command in commands(code) for word in command.words if (at := word.value.find(part)) >= 0]
    word, at = found[-1]
    span = word.span(at, at + len(part))
    assert (span.line, span.column, span.end_line, span.end_column) == place


def test_a_command_s_place_is_from_its_first_to_its_last_word() -> None:
    (found,) = commands("  X=1 a \\\n    b > f  # c\n")
    assert (found.span.line, found.span.column, found.span.end_line, found.span.end_column) == (1, 3, 2, 10)


@pytest.mark.parametrize(
    ("code", "reason", "line"),
    [
        ("a\nb 'c", "bash: unexpected EOF while looking for matching `''", 2),
        ('a "c', "bash: unexpected EOF while looking for matching `\"'", 1),
        ("a $'c", "bash: unexpected EOF while looking for matching `''", 1),
        ("a `c", "bash: unexpected EOF while looking for matching ``'", 1),
        ("a ${c", "bash: unexpected EOF while looking for matching `}'", 1),
        ("a $(c", "bash: unexpected EOF while looking for matching `)'", 1),
        ("a &&", "bash: syntax error: unexpected end of file", 1),
        ("a | | b", "bash: syntax error near unexpected token `|'", 1),
        ("a >\n", "bash: syntax error near unexpected token `newline'", 1),
        ("a b(c)", "bash: syntax error near unexpected token `('", 1),
        ("a )", "bash: syntax error near unexpected token `)'", 1),
        ("fi", "bash: syntax error near unexpected token `fi'", 1),
        ("a http://x/<id>/", "bash: id: No such file or directory (`<id>` outside quotes is a redirection)", 1),
        ('a\n{\n "b": 1\n}', "JSON where the shell expects a command", 2),
    ],
)
def test_what_the_shell_refuses(code: str, reason: str, line: int) -> None:
    with pytest.raises(Invalid) as raised:
        commands(code)
    assert (raised.value.reason, raised.value.span.line) == (reason, line)


def test_the_commands_before_an_error_have_run() -> None:
    reader = iter(Commands(Text.of(Source("sample.sh", "a 1\nb 'c"))))
    assert [word.value for word in next(reader).words] == ["a", "1"]
    with pytest.raises(Invalid):
        next(reader)


@pytest.mark.parametrize(
    ("code", "construct"),
    [
        ("for i in 1; do a; done", "for"),
        ("x; if a; then b; fi", "if"),
        ("while a; do b; done", "while"),
        ("case a in a) ;; esac", "case"),
        ("[[ -n a ]]", "[["),
        ("{ a; }", "{"),
        ("function f\nb\nend", "function"),
        ("f() (a)", "f("),
        ("f() { if a; then b; fi; }", "if"),
        ("(a)", "("),
        ("A=(1 2)", "A=("),
    ],
)
def test_compound_commands_are_not_understood(code: str, construct: str) -> None:
    with pytest.raises(Unsupported) as raised:
        commands(code)
    assert code[raised.value.span.start : raised.value.span.end] == construct


@pytest.mark.parametrize(
    "code",
    [
        "A=" + "x" * 1000 + "; " + "A=$A$A; " * 40 + "b $A",
        "a " + "{b,c}" * 40,
        "A+=x; " * 5_000,
        "echo a > b; " + "echo a >> b; " * 5_000,
        "a {1..100000000}",
        "a " + "$(" * 60 + "b" + ")" * 60,
        "a " + "${b:-" * 60 + "c" + "}" * 60,
        "a " + "{b," * 60 + "c" + "}" * 60,
    ],
)
def test_what_grows_without_bound_is_not_understood(code: str) -> None:
    with pytest.raises(Unsupported):
        commands(code)


@given(st.text(max_size=200) | st.text(alphabet="ab \n\t'\"\\$`{}(),.|&;<>#=!-~^\r", max_size=80))
def test_only_sample_errors_are_raised(code: str) -> None:
    spans = []
    try:
        for command in Commands(Text.of(Source("sample.sh", code))):
            assert command.words
            spans.append(command.span)
    except SampleError as error:
        spans.append(error.span)
    assert all(0 <= span.start <= span.end <= len(code) for span in spans)


@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20), min_size=1, max_size=5)
)
def test_quoted_words_come_back(arguments: list[str]) -> None:
    assert words("run " + shlex.join(arguments)) == [["run", *arguments]]
