"""Values as Java's own, in the look of google-java-format."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from unisono.languages import layout
from unisono.languages.layout import Group, Style, Tree, columns
from unisono.languages.writing import Opaque, Pieces, Variable
from unisono.text.json import Node
from unisono.text.regex import regex

_WIDTH = 100
_CONTROL = regex("[\x00-\x1f\x7f-\xa0\xad\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ud800-\udfff]")
_ESCAPES = {"\n": r"\n", "\r": r"\r", "\t": r"\t", "\b": r"\b", "\f": r"\f"}


class Invocation(NamedTuple):
    """A call of what `head` names."""

    head: str
    arguments: Sequence[Expression]


class Sum(NamedTuple):
    """Texts that are put together."""

    terms: Sequence[Expression]


class Block(NamedTuple):
    """A text block: its lines between the quotation marks, and what is put into it, if anything is."""

    lines: Sequence[str]
    values: Sequence[Expression] = ()


Expression = str | Invocation | Sum | Block


def text(value: Pieces) -> Expression:
    """A literal; where variables are in it, literals and variables that are put together."""
    terms = [
        '"' + "".join(map(_escaped, run)) + '"' if not isinstance(run, Variable) else environment(run) for run in _runs(value)
    ]
    if not terms:
        return '""'
    if len(terms) == 1:
        return terms[0]
    return Sum(terms)


def _runs(value: Pieces) -> Sequence[Variable | list[str | Opaque]]:
    """The variables, and what stands between them."""
    found: list[Variable | list[str | Opaque]] = []
    for piece in value:
        if isinstance(piece, Variable):
            found.append(piece)
        elif found and isinstance(found[-1], list):
            found[-1].append(piece)
        else:
            found.append([piece])
    return found


def environment(variable: Variable) -> str:
    return f'System.getenv("{variable.name}")'


def _escaped(piece: str | Opaque) -> str:
    if isinstance(piece, Opaque):
        return piece.tag
    return _CONTROL.sub(_control, re.sub(r'[\\"]', r"\\\g<0>", piece))


def _control(found: re.Match[str]) -> str:
    code = ord(found[0])
    return _ESCAPES.get(found[0]) or (f"\\{code:03o}" if code < 0x80 else f"\\u{code:04x}")


def is_long(value: Pieces) -> bool:
    """Whether a text is better read as a text block: it has several lines, or quotation marks."""
    known = "".join(piece for piece in value if isinstance(piece, str))
    return "\n" in known.rstrip("\n") or known.count('"') > 1


def block(value: Pieces) -> Expression:
    """A text block (JLS 3.10.6), with `formatted` behind it where variables are in it."""
    values = [environment(piece) for piece in value if isinstance(piece, Variable)]
    known = "".join(_in_block(piece, is_template=bool(values)) for piece in value)
    lines = [_guarded(line) for line in known.split("\n")]
    if not lines[-1]:
        return Block(lines[:-1], values)
    return Block([*lines[:-1], f"{lines[-1]}\\"], values)


JSON = Style(width=80, comma=False)


def json_lines(node: Node) -> str:
    """A JSON value that stands on one line, over several: each member on its own, what is in them where it fits."""
    tree = _json(node)
    return layout.lay_out(tree if isinstance(tree, str) else tree._replace(breaks=bool(tree.items)), JSON)


def _json(node: Node) -> Tree:
    if node.kind == "object":
        return Group("{", [(f"{_spelled(key)}: ", _json(value)) for key, value in node.members], "}")
    if node.kind == "array":
        return Group("[", [("", _json(item)) for item in node.items], "]")
    return _spelled(node)


def _spelled(node: Node) -> str:
    return node.document.value[node.start : node.end]


def _in_block(piece: str | Variable | Opaque, *, is_template: bool) -> str:
    if isinstance(piece, Variable):
        return "%s"
    if isinstance(piece, Opaque):
        return piece.tag
    written = re.sub(r'\\|"(?="")|"\Z', r"\\\g<0>", piece) if '"""' in piece else piece.replace("\\", "\\\\")
    written = written.replace("%", "%%") if is_template else written
    return _CONTROL.sub(lambda found: "\n" if found[0] == "\n" else _control(found), written)


def _guarded(line: str) -> str:
    """With a blank at its end as an escape, as it were lost."""
    return f"{line[:-1]}\\s" if line.endswith(" ") else line


def _flat(expression: Expression) -> str | None:
    """On one line; None where it cannot be."""
    if isinstance(expression, str):
        return expression
    if isinstance(expression, Block):
        return None
    inner = [_flat(one) for one in (expression.terms if isinstance(expression, Sum) else expression.arguments)]
    found = [one for one in inner if one is not None]
    if len(found) < len(inner):
        return None
    return " + ".join(found) if isinstance(expression, Sum) else f"{expression.head}({', '.join(found)})"


def lay_out(expression: Expression, indent: str, before: str = "", after: str = "") -> str:
    """The expression behind `before`, on a line that is indented, and in front of `after`."""
    flat = _flat(expression)
    if flat is not None and (columns(f"{indent}{before}{flat}{after}") <= _WIDTH or isinstance(expression, str)):
        return f"{indent}{before}{flat}{after}"
    further = indent + " " * 4
    if isinstance(expression, Block):
        lines = [f"{indent}{line}" if line else "" for line in ['"""', *expression.lines]]
        if not expression.values:
            return "\n".join([*lines, f'{indent}"""{after}'])
        call = Invocation(".formatted", expression.values)
        return "\n".join([*lines, f'{indent}"""', lay_out(call, further, "", after)])
    if isinstance(expression, Sum):
        first, *others = expression.terms
        lines = [lay_out(first, indent, before), *(lay_out(one, further, "+ ") for one in others)]
        return "\n".join(lines) + after
    if isinstance(expression, str):  # a literal is not broken
        raise AssertionError(expression)
    line = ", ".join(one or "" for one in map(_flat, expression.arguments))
    if None not in map(_flat, expression.arguments) and columns(f"{further}{line}){after}") <= _WIDTH:
        return f"{indent}{before}{expression.head}(\n{further}{line}){after}"
    last = len(expression.arguments) - 1
    found = [
        lay_out(one, further, "", f"){after}" if number == last else ",") for number, one in enumerate(expression.arguments)
    ]
    return "\n".join([f"{indent}{before}{expression.head}(", *found])


def declared(kind: str, name: str, value: Expression, indent: str) -> str:
    """A variable: its value behind the sign where it fits there, else below."""
    flat = _flat(value)
    line = f"{indent}{kind} {name} ="
    if flat is not None and columns(f"{line} {flat};") <= _WIDTH:
        return f"{line} {flat};"
    return f"{line}\n{lay_out(value, indent + ' ' * 4, '', ';')}"


def chain(kind: str, name: str, first: str, calls: Sequence[Invocation], indent: str) -> str:
    """A variable whose value is one call behind the other: on one line where they fit, else each on its own."""
    flats = [_flat(call) for call in calls]
    line, further = f"{indent}{kind} {name} =", indent + " " * 4
    if None not in flats:
        flat = first + "".join(one or "" for one in flats) + ";"
        if columns(f"{line} {flat}") <= _WIDTH:
            return f"{line} {flat}"
        if columns(further + flat) <= _WIDTH:
            return f"{line}\n{further}{flat}"
    inner = [lay_out(call, further + " " * 4) for call in calls]
    return "\n".join([line, f"{further}{first}", *inner]) + ";"
