"""Values as literals of C#, laid out as `dotnet format` leaves them alone: braces on lines of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from typing import NamedTuple

from unisono.languages.csharp.values import number_text
from unisono.languages.layout import columns
from unisono.languages.writing import UNSEEN, Opaque, Piece, Pieces, Unwritable, Variable, pieces
from unisono.records import dataclass
from unisono.text.json import Node
from unisono.text.regex import regex

WIDTH = 100

_ESCAPES = {"\n": r"\n", "\r": r"\r", "\t": r"\t", "\0": r"\0"}
KEYWORDS = frozenset(
    """abstract as base bool break byte case catch char checked class const continue decimal default delegate do
    double else enum event explicit extern false finally fixed float for foreach goto if implicit in int interface
    internal is lock long namespace new null object operator out override params private protected public readonly
    ref return sbyte sealed short sizeof stackalloc static string struct switch this throw true try typeof uint
    ulong unchecked unsafe ushort using var virtual void volatile while await""".split()  # noqa: SIM905
)


class Block(NamedTuple):
    """`head { items }`: each item what stands before it, and itself."""

    head: str
    items: Sequence[tuple[str, str | Block]]


Tree = str | Block
"""An expression: text that nothing breaks, or what has its items in braces."""


def lay_out(tree: Tree, before: str = "", after: str = "", level: int = 0) -> str:
    """The expression behind `before` and in front of `after`: on one line where it fits, else each item on one of its own."""
    flat = _flat(tree)
    indent = "    " * level
    if isinstance(tree, str) or not tree.items or columns(f"{indent}{before}{flat}{after}") <= WIDTH:
        return f"{before}{flat}{after}"
    last = len(tree.items) - 1
    lines = [
        f"{indent}    {lay_out(item, prefix, ',' if number < last else '', level + 1)}"
        for number, (prefix, item) in enumerate(tree.items)
    ]
    return "\n".join([f"{before}{tree.head}", f"{indent}{{", *lines, f"{indent}}}{after}"])


def _flat(tree: Tree) -> str:
    if isinstance(tree, str):
        return tree
    inner = ", ".join(f"{prefix}{_flat(item)}" for prefix, item in tree.items)
    return f"{tree.head} {{ {inner} }}" if inner else f"{tree.head} {{ }}"


@dataclass
class Names:
    """The variables of a sample that hold values of the environment: `taken` are the names of its others."""

    taken: frozenset[str]
    found: dict[str, str] = field(default_factory=dict)

    def of(self, variable: Variable) -> str:
        """The name that stands for a variable of the environment."""
        if variable.name not in self.found:
            first, *rest = [word for word in variable.name.split("_") if word] or ["value"]
            name = first.lower() + "".join(word.capitalize() for word in rest)
            if not re.match(r"[a-z]", name):
                name = f"value{name}"
            while name in self.taken or name in KEYWORDS or name in self.found.values():
                name += "Value"
            self.found[variable.name] = name
        return self.found[variable.name]

    def lines(self) -> Iterable[str]:
        """What sets them."""
        return (f'var {name} = Environment.GetEnvironmentVariable("{key}");' for key, name in self.found.items())


def text(value: Pieces, names: Names) -> str:
    """A string literal, with `$` where variables are in it; a variable alone as it is."""
    if len(value) == 1 and isinstance(value[0], Variable):
        return names.of(value[0])
    if any(isinstance(piece, Variable) for piece in value):
        return '$"' + "".join(_expanded(piece, names) for piece in value) + '"'
    return '"' + "".join(_quoted(piece) for piece in value) + '"'


def raw(value: Pieces, names: Names) -> str | None:
    """A raw string literal, for text with quotation marks or over several lines; None where an ordinary one is better."""
    known = "".join(_written(piece) for piece in value)
    if '"' not in known and "\n" not in known:
        return None
    if UNSEEN.search(known.replace("\n", "").replace("\t", "")) or re.search(r"[ \t](?:\n|\Z)", known):
        return None
    marks = '"' * max(3, 1 + max((len(run) for run in re.findall('"+', known)), default=0))
    expands = any(isinstance(piece, Variable) for piece in value)
    braces = 1 + max((len(run) for run in re.findall(r"\{+|\}+", known)), default=0) if expands else 0
    shown = "".join(
        "{" * braces + names.of(piece) + "}" * braces if isinstance(piece, Variable) else _written(piece) for piece in value
    )
    if "\n" not in known:
        is_inside = isinstance(value[0], Variable) or isinstance(value[-1], Variable) or '"' not in known[0] + known[-1]
        return f"{'$' * braces}{marks}{shown}{marks}" if is_inside and "\t" not in known else None
    body = "\n".join(f"    {line}" if line else "" for line in shown.split("\n"))
    return f"{'$' * braces}{marks}\n{body}\n    {marks}"


def _written(piece: Piece) -> str:
    return piece if isinstance(piece, str) else piece.tag if isinstance(piece, Opaque) else ""


def _quoted(piece: Piece) -> str:
    if not isinstance(piece, str):
        return _written(piece)
    escaped = re.sub(r'[\\"]', r"\\\g<0>", piece)
    return UNSEEN.sub(lambda found: _ESCAPES.get(found[0]) or f"\\u{ord(found[0]):04x}", escaped)


def _expanded(piece: Piece, names: Names) -> str:
    if isinstance(piece, Variable):
        return f"{{{names.of(piece)}}}"
    return re.sub(r"[{}]", r"\g<0>\g<0>", _quoted(piece)) if isinstance(piece, str) else _quoted(piece)


def value_of(node: Node, names: Names) -> Tree:
    """A JSON value as C#'s own. Raises Unwritable where C# has no literal of it."""
    if node.kind == "object":
        return _object(node, names)
    if node.kind == "array":
        return _array(node, names)
    if node.kind == "string":
        return text(pieces(node.text), names)
    if node.kind == "placeholder":
        raise Unwritable("takes the value of a variable for text")
    return _number(node.value) if node.kind == "number" else node.value


_NAME = regex(r"[A-Za-z_][A-Za-z0-9_]*")


def _object(node: Node, names: Names) -> Tree:
    """An anonymous object, or a dictionary where a name is none of C#."""
    keys = [pieces(key.text) for key, _ in node.members]
    plain = ["".join(map(_written, key)) for key in keys]
    if len(set(plain)) < len(plain):
        raise Unwritable("has no object with a name twice")
    if all(len(key) == 1 and isinstance(key[0], str) and _NAME.fullmatch(key[0]) for key in keys):
        items = [
            (f"{'@' * (name in KEYWORDS - {'var', 'await'})}{name} = ", _typed(value, names))
            for name, (_, value) in zip(plain, node.members, strict=True)
        ]
        return Block("new", items)
    members = [(text(key, names), value_of(value, names)) for key, (_, value) in zip(keys, node.members, strict=True)]
    return Block("new Dictionary<string, object?>", [(f"[{key}] = ", value) for key, value in members])


def _typed(node: Node, names: Names) -> Tree:
    """A value where C# has to know its type."""
    return "(object?)null" if node.kind == "null" else value_of(node, names)


def _array(node: Node, names: Names) -> Tree:
    items = [("", value_of(item, names)) for item in node.items]
    if not items:
        return "Array.Empty<object>()"
    return Block("new[]" if _same_type(node.items) else "new object?[]", items)


def _same_type(items: Sequence[Node]) -> bool:
    """Whether the compiler finds the type of the elements itself."""
    kinds = {item.kind for item in items}
    if kinds == {"number"}:
        return all(re.fullmatch("-?[0-9]{1,9}", item.value) for item in items)
    return kinds in ({"string"}, {"true"}, {"false"}, {"boolean"})


def _number(written: str) -> str:
    """A number of a type that writes it as it is spelled: `int`, `long`, `double` or `decimal`."""
    if re.fullmatch(r"-?(?:0|[1-9][0-9]*)", written):
        if len(written) <= 20 and written != "-0" and -(2**63) < int(written) < 2**64:
            return written
    elif re.fullmatch(r"-?(?:0|[1-9][0-9]*)\.[0-9]+", written):
        if number_text(float(written)) == written:
            return written
        digits = written.replace("-", "").replace(".", "").lstrip("0")
        if 0 < len(digits) <= 28 and len(written.partition(".")[2]) <= 28:
            return f"{written}m"
    raise Unwritable(f"has no number that is written '{written}'")


def dictionary(pairs: Mapping[str, str]) -> Tree:
    """A dictionary of texts."""
    return Block("new Dictionary<string, string>", [(f"[{name}] = ", value) for name, value in pairs.items()])
