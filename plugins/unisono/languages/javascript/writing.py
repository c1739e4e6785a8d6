"""Values as literals of JavaScript, and programs of a few statements, as prettier leaves them alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from unisono.languages.javascript.coercion import format_number
from unisono.languages.layout import Group, Style, Tree, lay_out
from unisono.languages.writing import File, FormPair, Opaque, Piece, Unwritable, Variable, Wanted, escaped, is_file, pieces
from unisono.text.json import Node
from unisono.wire.request import Part

STYLE = Style(width=80, indent="  ", drops=True)
"""That of prettier."""


class Code(NamedTuple):
    """An expression of JavaScript in a text."""

    expression: str


Texts = Sequence[Piece | Code]


def text(value: Texts) -> str:
    """A string literal; a template where expressions are in it, or that alone."""
    found = [_expression(piece) for piece in value if isinstance(piece, Variable | Code)]
    if len(value) == len(found) == 1:
        return found[0]
    if found:
        return "`" + "".join(map(_in_template, value)) + "`"
    inner = "".join(
        piece.tag if isinstance(piece, Opaque) else escaped(piece) for piece in value if isinstance(piece, str | Opaque)
    )
    if inner.count('"') > inner.count("'"):
        return "'" + inner.replace("'", "\\'") + "'"
    return '"' + inner.replace('"', '\\"') + '"'


def paragraph(value: Texts) -> str:
    """A text that may be of several lines: a template that shows them, unless Markdown would change one."""
    whole = "".join(piece for piece in value if isinstance(piece, str))
    if "\n" not in whole or re.search(r"[ \t\r]\n|[ \t]\Z", whole):
        return text(value)
    lines = "".join(_in_template(piece) for piece in value)
    return "`" + re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[0], lines) + "`"


def _expression(piece: Variable | Code) -> str:
    return piece.expression if isinstance(piece, Code) else f"process.env.{piece.name}"


def _in_template(piece: Piece | Code) -> str:
    if isinstance(piece, Variable | Code):
        return f"${{{_expression(piece)}}}"
    return piece.tag if isinstance(piece, Opaque) else re.sub(r"`|\$(?=\{|\Z)", r"\\\g<0>", escaped(piece))


def value_of(node: Node) -> Tree:
    """A JSON value. Raises Unwritable where JavaScript has no literal of it."""
    if node.kind == "object":
        return dictionary((key(pieces(name.text)), value_of(value)) for name, value in node.members)
    if node.kind == "array":
        return array([value_of(item) for item in node.items])
    if node.kind == "string":
        return text(pieces(node.text))
    if node.kind == "number":
        if format_number(float(node.value)) != node.value:
            raise Unwritable(f"has no number that is written as {node.value}")
        return node.value.replace("e+", "e")
    if node.kind == "placeholder":
        raise Unwritable("takes the value of a variable for text")
    return node.value


def key(name: Texts) -> str:
    """The name of a member, in quotation marks only where it needs them; `__proto__` would set what the object inherits."""
    if any(isinstance(piece, Variable | Code) for piece in name) or name == ["__proto__"]:
        return f"[{text(name)}]"
    written = text(name)
    plain = written[1:-1]
    if plain.replace("$", "_").isidentifier() and max(plain) < "\U00010000":
        return plain
    return plain if re.fullmatch(r"\d+(?:\.\d+)?", plain) and format_number(float(plain)) == plain else written


def dictionary(members: Iterable[tuple[str, Tree]]) -> Group:
    """An object literal."""
    return Group("{", [(f"{name}: ", value) for name, value in members], "}", pad=" ")


def array(items: Sequence[Tree]) -> Group:
    """An array literal: numbers fill its lines, several objects or arrays of several items have a line each."""
    fills = len(items) > 1 and all(isinstance(item, str) and re.fullmatch(r"-?\d[\d.e-]*", item) for item in items)
    openings = {item.opening if isinstance(item, Group) and len(item.items) > 1 else "" for item in items}
    return Group("[", [("", item) for item in items], "]", breaks=len(items) > 1 and openings in ({"{"}, {"["}), fills=fills)


def call(function: str, *arguments: Tree) -> Group:
    """A call. Its last argument goes on over several lines if it alone is of its kind of literals."""
    last, before = arguments[-1], arguments[-2] if len(arguments) > 1 else ""
    kind = last.opening if isinstance(last, Group) else ""
    hugs = kind in {"{", "["} and not (isinstance(before, Group) and before.opening == kind)
    return Group(f"{function}(", [("", argument) for argument in arguments], ")", hugs=hugs)


def json(node: Node) -> Group:
    """A JSON value written out by JavaScript."""
    return call("JSON.stringify", value_of(node))


def search_params(found: Sequence[FormPair]) -> Group:
    """The pairs of a query or a form. Raises Unwritable where a name has no value."""
    pairs = [(pair.name, pair.value) for pair in found if pair.value is not None]
    if len(pairs) < len(found):
        raise Unwritable("has no way to send a name without a value")
    names = [key(name) for name, _ in pairs]
    if len(set(names)) == len(names) and not any(name.isdecimal() for name in names):  # numbers would come first
        return call("new URLSearchParams", dictionary((key(name), text(value)) for name, value in pairs))
    return call("new URLSearchParams", array([array([text(name), text(value)]) for name, value in pairs]))


def headers(wanted: Wanted, media_type: Tree | None, login: Tree | None = None) -> list[tuple[str, Tree]]:
    """The header fields as members, one for a name; with the media type and the `login`, where they have to be said."""
    fields = wanted.joined(wanted.fields_besides_credentials if login is not None else wanted.fields)
    found = [(key([name]), field_value(value)) for name, value in fields]
    found += [(key(["Authorization"]), login)] if login else []
    return [*found, (key(["Content-Type"]), media_type)] if media_type else found


_UTF_8 = 'const utf8 = (text) => Buffer.from(text).toString("latin1");'
_SHORT = 20
"""How long an argument may be for prettier to break the line elsewhere."""


def declared(wanted: Wanted) -> list[str]:
    """The statements that `field_value` asks for."""
    return [] if all(field.value.value.isascii() for field in wanted.fields) else [_UTF_8]


def field_value(value: Sequence[Piece]) -> Tree:
    """A header field's value. Its characters are bytes (Fetch standard, 2.2.2), here of UTF-8 as other clients send them."""
    parts = [Code(f"utf8({text([piece])})") if isinstance(piece, str) and not piece.isascii() else piece for piece in value]
    argument = text(value)
    return call("utf8", argument) if len(argument) > _SHORT and len(parts) == 1 and parts != list(value) else text(parts)


def form_data(parts: Sequence[Part]) -> list[str]:
    """The statements that make a `FormData`. Raises Unwritable for a part that it has no way to hold."""
    statements = ["const form = new FormData();"]
    for part in parts:
        if part.fields or (part.filename is None and part.media_type is not None):
            raise Unwritable("has no way to give a part of a form fields of its own")
        statements.append(statement(call("form.append", text(pieces(part.name)), *_entry(part))))
    return statements


def _entry(part: Part) -> Sequence[Tree]:
    """The arguments for a part: its text, or a blob and its file name."""
    if part.filename is None:
        return [text(pieces(part.value))]
    name = text(pieces(part.filename))
    options = [dictionary([("type", text(pieces(part.media_type)))])] if part.media_type is not None else []
    if is_file(part):
        return [call("await openAsBlob", name, *options), name]
    return [call("new Blob", array([text(pieces(part.value))]), *options), name]


def octets(content: Sequence[Piece | File], read: str = "readFileSync") -> Tree:
    """Texts and the bytes of files, which `read` gives, one after the other: a text where there is no file."""
    runs: list[Tree] = []
    for is_bytes, group in groupby(content, lambda piece: isinstance(piece, File)):
        if is_bytes:
            runs += [call(read, text([piece.name])) for piece in group if isinstance(piece, File)]
        else:
            runs.append(text([piece for piece in group if not isinstance(piece, File)]))
    if len(runs) == 1:
        return runs[0]
    return call("Buffer.concat", array([call("Buffer.from", run) if isinstance(run, str) else run for run in runs]))


def statement(tree: Tree, name: str = "") -> str:
    """An expression as a statement; with the `name` of a constant, its declaration."""
    return lay_out(tree, STYLE, f"const {name} = " if name else "", ";")


def program(imports: Sequence[str], statements: Sequence[str]) -> str:
    """What is imported, an empty line, and what is done."""
    head = [line for line in imports if line]
    return "\n".join([*head, "", *statements] if head else statements)
