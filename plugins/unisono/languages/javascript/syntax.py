"""Why a script is no JavaScript, with what to write where that is certain."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from unisono.languages.javascript.script import Script
from unisono.languages.reading import Invalid, Misprint
from unisono.text.regex import regex
from unisono.text.source import Text
from unisono.text.typography import CHARACTER, advice

_TEXT = frozenset(["string", "string_fragment", "comment", "template_string", "regex", "regex_pattern", "jsx_text"])
_TEXT_IN_ERRORS = regex(
    r'"(?:[^"\\\n]|\\.)*+"|\'(?:[^\'\\\n]|\\.)*+\'|`(?:[^`\\]|\\.)*+`|\\[\\"\'`]|//[^\n]*|/\*.*?(?:\*/|\Z)', re.DOTALL
)
_BLANK = frozenset("\u00a0\u1680\u202f\u205f\u3000\ufeff" + "".join(map(chr, range(0x2000, 0x200B))))
"""White space to JavaScript as well (ECMAScript 12.2)."""

_DASHED_NAME = regex(r"(?<![\w$-])[\w$]+(?:-[\w$]+)+(?=\s*:)")
_NEXT_MEMBER = regex(r"[^\n]*[^\s,{(\[:;]()[ \t]*\n\s*(?:[\w$]+|\"[^\"\n]*\"|'[^'\n]*')\s*:")


def fault(script: Script) -> Invalid | None:
    """Where and why Node.js refuses the script before it runs any of it; None where it does not."""
    broken = script.error()
    found = _typographic(script)
    if found is not None:
        text = script.code.slice(found, found + 1)
        refused = Invalid("SyntaxError: Invalid or unexpected token", text.span())
        return refused.because_of(Misprint(advice(text.value), text.span()))
    return None if broken is None else _unexpected(script, broken)


def _typographic(script: Script) -> int | None:
    """Where the first typographic character stands that is no part of a text or a comment."""
    code = script.code.masked("_")
    if not CHARACTER.search(code):
        return None
    is_text = _texts(script, code)
    return next((f.start() for f in CHARACTER.finditer(code) if f[0] not in _BLANK and not is_text[f.start()]), None)


def _texts(script: Script, code: str) -> bytearray:
    """For each character, whether it is a part of a text or a comment. Where the script is broken, a mark at which a text would
    begin is believed: the tree may have taken `//` in a URL for a comment."""
    marks = bytearray(len(code))
    if script.root.has_error:
        for found in _TEXT_IN_ERRORS.finditer(code):
            marks[found.start() : found.end()] = b"\1" * len(found[0])
        return marks
    pending = [script.root]
    while pending:
        node = pending.pop()
        if node.type in _TEXT and (node.type != "template_string" or not node.named_children):
            start, end = script.bounds(node)
            marks[start:end] = b"\1" * (end - start)
        else:
            pending += node.children
    return marks


def _unexpected(script: Script, broken: Node) -> Invalid:
    place = script.text(broken)
    if broken.is_missing:
        what = "a name or a value" if broken.type == "identifier" else f"'{broken.type}'"
        return Invalid(f"SyntaxError: {what} is missing here", place.span())
    refused = Invalid(f"SyntaxError: unexpected '{place.value.split(chr(10))[0][:40]}'", place.span())
    misprint = next(_misprints(script.code, script.bounds(broken)[0]), None)
    return refused.because_of(misprint) if misprint else refused


def _misprints(code: Text, start: int) -> Iterator[Misprint]:
    """What to write where the script breaks off at `start`."""
    begin = code.value.rfind("\n", 0, start) + 1
    line = code.value[begin:].partition("\n")[0]
    for name in _DASHED_NAME.finditer(line):
        if name.start() + begin <= start + 1 and start <= name.end() + begin:
            span = code.span(begin + name.start(), begin + name.end())
            yield Misprint(f"a name with a '-' in it is written in quotes: \"{name[0]}\"", span)
    if code.value[start : start + 1] in {'"', "'"} and line.count(code.value[start]) % 2:
        yield Misprint(f"the text that begins here has no {code.value[start]} at its end", code.span(start, start + 1))
    before = code.value.rfind("\n", 0, max(begin - 1, 0)) + 1 if not code.value[begin:start].strip() else begin
    if comma := _NEXT_MEMBER.match(code.value, before):
        yield Misprint("a ',' is missing here", code.span(comma.end(1), comma.end(1)))
