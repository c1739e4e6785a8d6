"""Punctuation that is missing or mistaken in programs, alike in languages with braces, and the programs as they are meant."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from unisono.languages import Mending
from unisono.text.regex import regex

_TEXT = r'"""(?:[^\\]|\\[\s\S])*?"""|`[^`]*`|"(?:\\.|[^"\\\n])*+"|' + r"'(?:\\.|[^'\\\n])*+'"
_ESCAPE = r"\\[\\'\"]"
"""Not looked at for the beginning of a text: else a text without an end is read once for each that is in it."""
_COMMENT = r"//[^\n]*|/\*[\s\S]*?(?:\*/|\Z)"
_CHARACTERS = regex(rf"{_COMMENT}|'([^'\\\n\"]{{2,}})'|{_TEXT}|{_ESCAPE}")
_BESIDE = regex(rf'{_COMMENT}|"(?:\\.|[^"\\\n])*+"(?P<blank>[ \t]++)(?=")|{_TEXT}|{_ESCAPE}')
_OPEN = regex(rf'{_COMMENT}|{_TEXT}|{_ESCAPE}|(?P<open>")')
_TOKEN = regex(rf"(?P<text>{_TEXT})|(?P<comment>{_COMMENT})|(?P<end>\n)|{_ESCAPE}|\w+|[^\w\s]")


def in_double_quotes(code: str) -> Mending | None:
    """Texts in the quotation marks of single characters, in those of texts."""
    new = _CHARACTERS.sub(lambda found: f'"{found[1]}"' if found[1] else found[0], code)
    return Mending("texts put in double quotation marks", new) if new != code else None


def closed_text(code: str) -> Mending | None:
    """A text that its line does not end, ended before the brackets and the like at the end of the line."""
    new = "\n".join(map(_closed, code.split("\n")))
    return Mending("quotation mark added", new) if new != code else None


def _closed(line: str) -> str:
    opened = next((found.start() for found in _OPEN.finditer(line) if found["open"]), None)
    bare = line.rstrip(" \t)]},;")
    return line if opened is None or len(bare) <= opened else f'{bare}"{line[len(bare) :]}'


def commas_between_texts(code: str) -> Mending | None:
    """A comma between two texts in a line."""
    new = _BESIDE.sub(lambda found: f"{found[0].rstrip()},{found['blank']}" if found["blank"] else found[0], code)
    return Mending("comma added", new) if new != code else None


class _Line(NamedTuple):
    """Where the code of a line ends, and its beginning; the bracket that is open there, with what stands before that; the
    beginning of the code that follows."""

    end: int
    beginning: str
    bracket: str
    before: str
    following: str


_SHOWN = 200
"""Characters of beginnings that are looked at."""


def _lines(code: str) -> Iterator[_Line]:
    """The lines in which there is code."""
    tokens = [found for found in _TOKEN.finditer(code) if not found["comment"]]
    following = [""] * (len(tokens) + 1)
    for number in range(len(tokens) - 1, -1, -1):
        start = tokens[number].start()
        following[number] = following[number + 1] if tokens[number]["end"] else code[start : start + _SHOWN]
    opened, start, end = [("", "")], 0, 0
    for number, token in enumerate(tokens):
        if token["end"]:
            if end > start:
                yield _Line(end, code[start : min(end, start + _SHOWN)].lstrip(), *opened[-1], following[number])
            start = token.end()
            continue
        end = token.end()
        if token[0] in {"(", "[", "{"}:
            opened.append((token[0], code[max(0, token.start() - _SHOWN) : token.start()]))
        elif token[0] in {")", "]", "}"} and len(opened) > 1:
            opened.pop()
    if end > start:
        yield _Line(end, code[start : min(end, start + _SHOWN)].lstrip(), *opened[-1], "")


def _with(sign: str, code: str, is_missing: Callable[[_Line], bool]) -> str:
    """The code with the sign at the end of the lines of which that is so."""
    parts, at = [], 0
    for line in _lines(code):
        if is_missing(line):
            parts += [code[at : line.end], sign]
            at = line.end
    return "".join([*parts, code[at:]])


_BLOCK = regex(r"(?:[)\w][ \t]|\b(?:struct|interface))\Z")
"""Before a bracket: what follows are statements or declarations, no values."""
_NO_MEMBER = regex(r"[.,:;?=+*/%&|<>]|-[^\d]")


def commas_at_line_ends(code: str) -> Mending | None:
    """A comma at the end of each line that is a member of a list, also of the last one."""

    def is_missing(line: _Line) -> bool:
        is_list = line.bracket in {"(", "{"} and not _BLOCK.search(line.before)
        return is_list and _ends(code[line.end - 1], "\"'`)]}") and not _NO_MEMBER.match(line.following)

    new = _with(",", code, is_missing)
    return Mending("comma added at the end of a line", new) if new != code else None


_NO_STATEMENT = regex(
    r"(?:if|for|foreach|while|else|try|finally|do|switch|catch|lock|case|default|class|namespace|enum|interface|record)\b"
    r"|using\s*\(|(?:public|private|protected|internal|static|async|abstract|final|sealed)\b[^=\"]*\Z|[@#\[]"
)
_INITIALIZER = regex(r"(?:\bnew\b[^;{}]*|(?:[^=!<>]=|[(,\[:])\s*)\Z")
_GOES_ON = regex(r"[.{?:+\-*/%&|=<>),;\[]|(?:throws|extends|implements|instanceof|where|is|as|and|or|switch|when)\b")


def semicolons_at_line_ends(code: str) -> Mending | None:
    """A semicolon at the end of each statement."""

    def is_missing(line: _Line) -> bool:
        is_block = line.bracket == "" or (line.bracket == "{" and not _INITIALIZER.search(line.before))
        is_statement = _ends(code[line.end - 1], "\"')]") and not _NO_STATEMENT.match(line.beginning)
        return is_block and is_statement and not _GOES_ON.match(line.following)

    new = _with(";", code, is_missing)
    return Mending("semicolon added at the end of a line", new) if new != code else None


def _ends(character: str, others: str) -> bool:
    """Whether a value may end with a character."""
    return character.isalnum() or character == "_" or character in others
