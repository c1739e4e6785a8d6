"""What a command prints, where its words tell: what it feeds to a pipe, and the value of `$(…)`.

After POSIX.1-2017 `printf` and `cat`, and the bash manual, 4.2, for `echo`.
"""

from __future__ import annotations

import base64
import re

from unisono.text.regex import regex
from unisono.text.source import Text

_ECHO_OPTIONS = regex(r"-[neE]+")
_ESCAPE = regex(r"\\(?:([abefnrtv\\])|0?([0-7]{1,3})|x([0-9A-Fa-f]{1,2}))")
_LETTERS = {"a": "\a", "b": "\b", "e": "\x1b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "\\": "\\"}
_FORMAT = regex(r"%(?:[%s]|(?P<none>[-+ #0-9.']*(?![-+ #0-9.'*hlLjztdiouxXfFeEgGaAcsbqQn(%]).)|)", re.DOTALL)


def output(words: tuple[Text, ...], stdin: Text | None) -> Text | None:
    """The standard output of a simple command; None if it is known only when the command runs."""
    name = words[0].value.rpartition("/")[2] if words else ""
    if name == "echo":
        return _echo(words)
    if name == "printf":
        return _printf(words)
    if name == "cat" and (len(words) == 1 or (len(words) == 2 and words[1].value == "-")):
        return stdin
    if name == "base64" and stdin is not None and not stdin.has_placeholder:
        return _base64(words, stdin)
    return None


def _echo(words: tuple[Text, ...]) -> Text:
    rest = list(words[1:])
    newline, escapes = True, False
    while rest and _ECHO_OPTIONS.fullmatch(rest[0].value):
        for letter in rest.pop(0).value[1:]:
            newline = newline and letter != "n"
            escapes = letter == "e" or (escapes and letter != "E")
    place = words[0].span()
    parts = [Text.decoded("", place)]
    for i, word in enumerate(rest):
        if i:
            parts.append(Text.decoded(" ", place))
        parts.append(_unescaped(word) if escapes else word)
    if newline:
        parts.append(Text.decoded("\n", place))
    return Text.join(parts)


def _printf(words: tuple[Text, ...]) -> Text | None:
    """Formats that use nothing but `%s` and `%%`; a format is used again while arguments are left.

    At what is no conversion (`%2F`, which a URL has), bash says so and prints no more.
    """
    if len(words) < 2 or words[1].value.startswith("-"):
        return None
    form, arguments = words[1], list(words[:1:-1])
    if not arguments and (none := next((m for m in _FORMAT.finditer(form.value) if m["none"]), None)):
        form = form.slice(0, none.start())
    wanted = {m[0] for m in _FORMAT.finditer(form.value)}
    if not wanted <= {"%s", "%%"} or (arguments and "%s" not in wanted):
        return None
    parts: list[Text] = []
    while not parts or arguments:
        at = 0
        for match in _FORMAT.finditer(form.value):
            parts.append(_unescaped(form.slice(at, match.start())))
            if match[0] == "%%":
                parts.append(form.slice(match.start(), match.start() + 1))
            elif arguments:
                parts.append(arguments.pop())
            at = match.end()
        parts.append(_unescaped(form.slice(at, len(form))))
    return Text.join(parts)


def _base64(words: tuple[Text, ...], stdin: Text) -> Text | None:
    """`base64`, whose lines have 76 characters unless `-w 0` is given (GNU coreutils)."""
    options = "".join(word.value for word in words[1:])
    if options not in {"", "-w0", "--wrap=0"}:
        return None
    coded = base64.b64encode(stdin.value.encode()).decode()
    if not options and len(coded) > 76:
        return None
    return Text.decoded(coded + ("" if options else "\n"), stdin.span())


def _unescaped(text: Text) -> Text:
    parts, at = [text.slice(0, 0)], 0
    for match in _ESCAPE.finditer(text.value):
        letter, octal, hexadecimal = match.groups()
        value = _LETTERS[letter] if letter else chr(int(octal, 8) & 0xFF if octal else int(hexadecimal, 16))
        if value > "\x7f":
            continue  # one byte of a character: too rare to be worth decoding
        parts += [text.slice(at, match.start()), Text.decoded(value, text.span(match.start(), match.end()))]
        at = match.end()
    return Text.join([*parts, text.slice(at, len(text))])
