"""Values as literals of Python, and a program that makes one call, as ruff format leaves it alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from unisono.languages.layout import Group, Style, Tree, lay_out
from unisono.languages.writing import FormPair, Opaque, Pieces, Unwritable, Variable, are_together, escaped, pieces
from unisono.text.json import Node
from unisono.wire.request import Part

STYLE = Style(width=88, indent="    ")
"""That of ruff format."""


def text(value: Pieces) -> str:
    """A string literal; an f-string where variables are in it."""
    if len(value) == 1 and isinstance(value[0], Variable):
        return _environment(value[0])
    is_formatted = any(isinstance(piece, Variable) for piece in value)
    inner = "".join(_inner(piece, is_formatted=is_formatted) for piece in value)
    return 'f"' + inner.replace('"', '\\"') + '"' if is_formatted else _quoted(inner)


def paragraph(value: Pieces) -> str:
    """A text that may be of several lines: in three quotation marks, unless Markdown would change one of them."""
    whole = "".join(piece for piece in value if isinstance(piece, str))
    is_formatted = any(isinstance(piece, Variable) for piece in value)
    if not ("\n" in whole or (is_formatted and '"' in whole)) or re.search(r"[ \t\r]\n|[ \t]\Z", whole):
        return text(value)
    inner = "".join(_inner(piece, is_formatted=is_formatted, quote='"') for piece in value)
    lines = re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[0], inner)
    lines = re.sub(r'"(?=""|"?\Z)', '\\"', lines)
    return f'{"f" if is_formatted else ""}"""{lines}"""'


def _inner(piece: str | Variable | Opaque, *, is_formatted: bool, quote: str = "'") -> str:
    if isinstance(piece, Variable):
        return "{" + _environment(piece, quote) + "}"
    if isinstance(piece, Opaque):
        return piece.tag
    return re.sub(r"[{}]", r"\g<0>\g<0>", escaped(piece)) if is_formatted else escaped(piece)


def _environment(variable: Variable, quote: str = '"') -> str:
    return f"os.environ[{quote}{variable.name}{quote}]"


def _quoted(escaped: str) -> str:
    """In double quotes, or in single ones where that takes fewer backslashes."""
    if escaped.count('"') > escaped.count("'"):
        return "'" + escaped.replace("'", "\\'") + "'"
    return '"' + escaped.replace('"', '\\"') + '"'


def value_of(node: Node) -> Tree:
    """A JSON value. Raises Unwritable where Python has no literal of it."""
    if node.kind == "object":
        return dictionary((text(_known(key)), value_of(value)) for key, value in node.members)
    if node.kind == "array":
        return Group("[", [("", value_of(item)) for item in node.items], "]")
    if node.kind == "string":
        return text(_known(node))
    if node.kind == "number":
        if not node.value.removeprefix("-").isdecimal() and repr(float(node.value)) != node.value:
            raise Unwritable(f"has no number that is written as {node.value}")
        return node.value.replace("e+", "e")
    if node.kind == "placeholder":
        raise Unwritable("takes the value of a variable for text")
    return {"true": "True", "false": "False", "null": "None"}[node.value]


def _known(node: Node) -> Pieces:
    return pieces(node.text)


def dictionary(members: Iterable[tuple[str, Tree]]) -> Group:
    """A dict of literals."""
    return Group("{", [(f"{key}: ", value) for key, value in members], "}")


def pairs(found: Sequence[FormPair]) -> Tree:
    """The pairs of a query or a form: a dict, in which what is there several times has a list, or a list where the order tells.

    Raises Unwritable where a name has no value.
    """
    values: dict[str, list[str]] = {}
    order = []
    for pair in found:
        if pair.value is None:
            raise Unwritable("has no way to send a name without a value")
        name = text(pair.name)
        values.setdefault(name, []).append(text(pair.value))
        order.append(name)
    if not are_together(order):
        return Group("[", [("", Group("(", [("", text(p.name)), ("", text(p.value or []))], ")")) for p in found], "]")
    return dictionary(
        (name, given[0] if len(given) == 1 else Group("[", [("", one) for one in given], "]")) for name, given in values.items()
    )


def field_value(value: Pieces) -> str:
    """A header field's value; what is beyond Latin-1 is written as the bytes that other clients send."""
    given = text(value)
    return given if given.isascii() else f"{given}.encode()"


def opened(name: str) -> str:
    """A file to read bytes of."""
    return f'open({text([name])}, "rb")'


def multipart(parts: Sequence[Part]) -> list[tuple[str, Tree]]:
    """The arguments for parts: `data` for texts, `files` for files behind them; else all in `files`, in a list where a name is
    there several times."""
    texts = [part for part in parts if part.filename is None and part.media_type is None and not part.fields]
    files = [part for part in parts if part not in texts]
    names = [part.name.value for part in parts]
    if files and list(parts) == [*texts, *files] and len(set(names)) == len(names):
        data: list[tuple[str, Tree]] = [("data=", dictionary((text(pieces(p.name)), text(pieces(p.value))) for p in texts))]
        return [*(data if texts else []), ("files=", dictionary((text(pieces(p.name)), part_value(p)) for p in files))]
    if len(set(names)) == len(names):
        return [("files=", dictionary((text(pieces(part.name)), part_value(part)) for part in parts))]
    return [
        ("files=", Group("[", [("", Group("(", [("", text(pieces(p.name))), ("", part_value(p))], ")")) for p in parts], "]"))
    ]


def part_value(part: Part) -> Tree:
    """A file, or a tuple of its name, its content, its type and its header fields."""
    if part.filename is not None and part.value.has_placeholder:
        content = opened(part.filename.value)
        if part.media_type is None and not part.fields and "/" not in part.filename.value:
            return content
    else:
        content = text(pieces(part.value))
    items: list[tuple[str, Tree]] = [("", text(pieces(part.filename)) if part.filename is not None else "None"), ("", content)]
    if part.media_type is not None or part.fields:
        items.append(("", text(pieces(part.media_type)) if part.media_type is not None else "None"))
    if part.fields:
        items.append(("", dictionary((text([f.name.value]), text(pieces(f.value))) for f in part.fields)))
    return Group("(", items, ")")


def program(module: str, call: Group) -> str:
    """The program that makes the call and prints what is answered."""
    code = lay_out(call, STYLE, "response = ")
    imports = sorted(["os", module]) if "os.environ[" in code else [module]
    head = "import os\n\nimport " + module if len(imports) > 1 else f"import {module}"
    return f"{head}\n\n{code}\nprint(response.text)"
