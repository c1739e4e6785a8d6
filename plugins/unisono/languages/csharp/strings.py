"""String literals (C#'s language reference, "Strings" and "Raw string literals"), and what is put into them."""

from __future__ import annotations

import re

from tree_sitter import Node

from unisono.languages.csharp.state import CSharp
from unisono.languages.csharp.values import to_text
from unisono.languages.program.tree import without_indent
from unisono.languages.program.values import Number, String, Unknown, Value
from unisono.languages.reading import Invalid, Unsupported
from unisono.text.regex import regex
from unisono.text.source import Text

_SIMPLE = {"n": "\n", "t": "\t", "r": "\r", "0": "\0", "a": "\a", "b": "\b", "f": "\f", "v": "\v", "e": "\x1b"}
_ESCAPE = regex(r"\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|x[0-9A-Fa-f]{1,4}|.)", re.DOTALL)
_DOUBLED = regex(r'""')


def plain(csharp: CSharp, node: Node) -> Value:
    """`"…"`, and a character."""
    start, end = csharp.tree.bounds(node)
    return String(_unescaped(csharp.tree.code.slice(start + 1, end - 1)))


def verbatim(csharp: CSharp, node: Node) -> Value:
    """`@"…"`"""
    start, end = csharp.tree.bounds(node)
    return String(csharp.tree.code.slice(start + 2, end - 1).sub(_DOUBLED, lambda _: '"'))


def raw_string(csharp: CSharp, node: Node) -> Value:
    """Text between three quotation marks or more."""
    start, end = csharp.tree.bounds(node)
    text = csharp.tree.code.slice(start, end)
    if text.value.endswith("8"):
        raise csharp.unsupported(node, "a literal of bytes")
    marks = len(text.value) - len(text.value.lstrip('"'))
    return String(_raw_lines([text.slice(marks, len(text) - marks)])[0])


def _raw_lines(texts: list[Text]) -> list[Text]:
    """A raw string without its first and last line break, and without what its last line begins with. Every second of the texts
    is a value that is put in, and stays as it is."""
    first, last, place = texts[0], texts[-1], texts[0].span()
    if not any("\n" in text.known for text in texts[::2]):
        return texts
    opened = re.match(r"[ \t]*\r?\n", first.known)
    closed = re.search(r"\r?\n([ \t]*)\Z", last.known)
    if opened is None or closed is None or (first is last and opened.end() > closed.start()):
        raise Invalid("the content of a raw string literal begins and ends on lines of its own (CS9002)", place)
    texts = [*texts[:-1], last.slice(0, closed.start())]
    texts[0] = texts[0].slice(opened.end(), len(texts[0]))
    indent = closed[1]
    known = "".join("\0" if number % 2 else text.known for number, text in enumerate(texts))
    if any(line.strip() and not line.startswith(indent) for line in known.split("\n")):
        raise Invalid("a line of the raw string literal begins before its closing quotation marks (CS8999)", place)
    return [text if number % 2 else without_indent(text, len(indent), starts=number == 0) for number, text in enumerate(texts)]


def interpolated(csharp: CSharp, node: Node) -> Value:
    """`$"…"`, `$@"…"` and `$\"""…\"""`."""
    start, end = csharp.tree.bounds(node)
    opening = re.match(r'[$@]+"+', csharp.tree.code.value[start:end])
    if opening is None:
        raise csharp.unsupported(node)
    marks = opening[0].count('"')
    is_raw, is_verbatim = marks >= 3, "@" in opening[0]
    closing = marks if is_raw else 1
    at, end = start + (len(opening[0]) if is_raw else len(opening[0]) - marks + 1), end - closing
    texts: list[Text] = []
    for child in [child for child in node.named_children if child.type == "interpolation"]:
        low, high = csharp.tree.bounds(child)
        texts += [csharp.tree.code.slice(at, low), _put_in(csharp, child)]
        at = high
    texts.append(csharp.tree.code.slice(at, end))
    if is_raw:
        return String(Text.join(_raw_lines(texts)))
    return String(Text.join([text if number % 2 else _kept(text, is_verbatim) for number, text in enumerate(texts)]))


_BRACES = regex(r"\{\{|\}\}")
_DOUBLED_BRACES = regex(r"(?:[^{}]|\{\{|\}\})*")


def _kept(text: Text, is_verbatim: bool) -> Text:
    if not _DOUBLED_BRACES.fullmatch(text.known):  # a hole that the grammar takes for text
        raise Unsupported("braces around a value that is put in", text.span())
    text = text.sub(_DOUBLED, lambda _: '"') if is_verbatim else _unescaped(text)
    return text.sub(_BRACES, lambda found: found[0][0])


def _put_in(csharp: CSharp, node: Node) -> Text:
    clause = next((child for child in node.named_children if child.type.endswith("_clause")), None)
    inner = [child for child in node.named_children if child.type not in {"interpolation_brace", "comment"}]
    value = csharp.evaluate(inner[0])
    if clause is not None and not isinstance(value, Unknown):
        raise csharp.unsupported(clause, f"the format '{csharp.tree.written(clause)}'")
    if isinstance(value, Number) and isinstance(value.value, float):
        raise csharp.unsupported(inner[0], "a number with a fraction as text, which depends on the machine's language,")
    return to_text(value)


def _unescaped(text: Text) -> Text:
    if "\\" not in text.known:
        return text
    return text.sub(_ESCAPE, lambda found: _character(found[0], text))


def _character(escape: str, place: Text) -> str:
    kind, digits = escape[1], escape[2:]
    if kind in "uUx" and digits:
        code = int(digits, 16)
        if code > 0x10FFFF:
            raise Invalid("unrecognized escape sequence (CS1009)", place.span())
        if 0xD800 <= code < 0xE000:
            raise Unsupported("half of a character", place.span())
        return chr(code)
    if kind in _SIMPLE or kind in "\\'\"":
        return _SIMPLE.get(kind, kind)
    raise Invalid(f"unrecognized escape sequence '{escape}' (CS1009); write \\\\ for a backslash", place.span())
