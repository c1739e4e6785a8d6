"""How a value is quoted at a place in a Python program: the literal that holds it, and where that literal's text goes.

A text is followed from its literal through names, containers, templates and functions of the program itself to the calls of a
client. Where it may go another way, or something may look into it, the place is uncertain.
"""

from __future__ import annotations

import ast
import re
import tokenize
import warnings
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from io import StringIO
from itertools import accumulate
from typing import Any, NamedTuple

from unisono.languages.quoting import (
    PLAIN,
    STRINGS,
    Escape,
    Found,
    Place,
    Quoting,
    Slot,
    Uncertain,
    agreed,
    but_for,
    where_certain,
)
from unisono.text.regex import regex

_RAW: Mapping[str, Quoting] = {quote: Quoting((), (rf"{quote}|\\$",)) for quote in "'\""}
"""Inside raw literals of Python, which can hold neither their own quotation mark nor, at their end, a backslash."""

_FORMATS: Mapping[str, Quoting] = {
    "%": Quoting((Escape("%", "&&"),)),
    "{": Quoting((Escape("[{}]", "&&"),)),
}
"""In templates: of the operator `%`, of f-strings and `str.format`."""

_HOLE = regex(r"\{\{|\}\}|[{}]")
_COOKIE = regex(r"\bdomain\s*=", re.IGNORECASE)
"""Of cookies, which are sent to their own domain only."""


def places(code: str, slots: Sequence[Slot]) -> list[Found | None]:
    """For each slot its place, which may be wider, and how it is quoted; None where that is not certain."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of escapes in literals that Python does not know
            program = _Program(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError, tokenize.TokenError):
        return [None] * len(slots)
    return but_for(_COOKIE, code, slots, where_certain(program.found, slots))


class _Literal(NamedTuple):
    """A string literal: offsets of it and of what is between its quotation marks."""

    start: int
    end: int
    low: int
    high: int
    prefix: str
    quote: str


_OPENING = regex(r"([A-Za-z]*)('''|\"\"\"|'|\")")
_PLAIN_PERCENTS = regex(r"(?:%s|%%|%\(\w+\)s|[^%])*")
_PLAIN_BRACES = regex(r"(?:\{\w*\}|\{\{|\}\}|[^{}])*")
_SENDING = frozenset(
    {"get", "options", "head", "post", "put", "patch", "delete", "request", "stream", "send", "build_request", "Request"}
    | {"Session", "Client", "AsyncClient", "Headers", "print", "dumps", "update"}
)
"""What is called with a text, or with what holds it, and hands it on as it is or only shows it: of requests, httpx and json."""

_SETTINGS = frozenset({"headers", "params", "base_url"})
"""The attributes of a session or client that take texts."""


class _Program:
    def __init__(self, code: str) -> None:
        indented = re.match(r"(?:[ \t]*(?:#[^\n]*)?\n)*[ \t]+(?=[^\s#])", code)  # a page may indent a whole sample
        added = "if 1:\n" if indented else ""
        self.code = code
        self._shift = len(added)
        self._text = added + code
        self._lines = [0]
        for line in self._text.splitlines(keepends=True):
            self._lines.append(self._lines[-1] + len(line))
        self._tree = ast.parse(self._text)
        if re.search(r"[\r\f\v\x1c-\x1e\x85\u2028\u2029]", code):  # lines that Python counts in another way
            raise ValueError
        self._parents = {child: node for node in ast.walk(self._tree) for child in ast.iter_child_nodes(node)}
        self._literals = list(self._read_literals())
        self._begun = [one.start for one in self._literals]
        self._followed: set[tuple[str, int]] = set()

    @cached_property
    def _loads(self) -> dict[str, list[ast.Name]]:
        found: dict[str, list[ast.Name]] = {}
        for node in self._parents:
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                found.setdefault(node.id, []).append(node)
        return found

    @cached_property
    def _functions(self) -> dict[str, list[ast.FunctionDef | ast.AsyncFunctionDef]]:
        found: dict[str, list[ast.FunctionDef | ast.AsyncFunctionDef]] = {}
        for node in self._parents:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                found.setdefault(node.name, []).append(node)
        return found

    @cached_property
    def _methods(self) -> set[str]:
        found = (function for functions in self._functions.values() for function in functions)
        return {function.name for function in found if isinstance(self._parents[function], ast.ClassDef)}

    @cached_property
    def _own_names(self) -> set[str]:
        """What the program itself defines, and may call as a client's functions are called."""
        stored = {n.id for n in self._parents if isinstance(n, ast.Name) and not isinstance(n.ctx, ast.Load)}
        parameters = {n.arg for n in self._parents if isinstance(n, ast.arg)}
        return stored | parameters | {*self._functions}

    def _read_literals(self) -> Iterator[_Literal]:
        """Those of the program, without those in the holes of f-strings, which are one token before Python 3.12."""
        depth = start = 0
        opening, closing = (getattr(tokenize, name, -1) for name in ("FSTRING_START", "FSTRING_END"))
        for token in tokenize.generate_tokens(StringIO(self._text).readline):
            if token.type == opening:
                start = start if depth else self._offset(*token.start)
                depth += 1
            elif token.type == closing:
                depth -= 1
                if not depth:
                    yield self._literal(start, self._offset(*token.end))
            elif token.type == tokenize.STRING and not depth:
                yield self._literal(self._offset(*token.start), self._offset(*token.end))

    def _offset(self, line: int, column: int) -> int:
        return self._lines[line - 1] + column - self._shift

    def _literal(self, start: int, end: int) -> _Literal:
        found = _OPENING.match(self.code, start)
        if not found:
            raise Uncertain
        size = len(found[2])
        return _Literal(start, end, found.end(), end - size, found[1].lower(), found[2])

    def _bounds(self, node: ast.expr) -> Place:
        """The offsets of a node, whose columns are bytes of UTF-8."""
        ends = []
        for line, column in ((node.lineno, node.col_offset), (node.end_lineno or 0, node.end_col_offset or 0)):
            start = self._lines[line - 1]
            before = self._text[start : start + column].encode("utf-8", "surrogatepass")[:column]
            ends.append(start + len(before.decode("utf-8", "replace")) - self._shift)
        return ends[0], ends[1]

    def found(self, place: Place) -> Found:
        start, end = place
        number = bisect_right(self._begun, start) - 1  # they do not overlap
        literal = self._literals[number] if number >= 0 else None
        if literal and not (literal.low <= start and end <= literal.high):
            literal = None
        self._followed.clear()
        if literal is None:
            node = self._node(place, exact=True)
            return Found(start, end, _through(self._follow(node, 0), STRINGS[""]))
        if "f" in literal.prefix:
            start, end = self._beside_holes(literal, place)
        node = self._node((literal.start, literal.end), exact=False)
        return Found(start, end, _through(self._follow(node, 0), _inside(literal)))

    def _node(self, place: Place, exact: bool) -> ast.expr:
        """The outermost expression that is just there; of strings written side by side, the one that they make."""
        if exact:
            found = self._expressions.get(place)
        else:
            starts, reach, texts = self._texts
            near = texts[bisect_left(reach, place[1]) : bisect_right(starts, place[0])]
            _, found = min(((number, node) for _, high, number, node in near if place[1] <= high), default=(0, None))
        if found is None:
            raise Uncertain
        return found

    @cached_property
    def _expressions(self) -> dict[Place, ast.expr]:
        """By their places; of those at the same place the outermost."""
        found: dict[Place, ast.expr] = {}
        for node, parent in self._parents.items():  # the outer ones come first
            if isinstance(node, ast.expr) and not isinstance(parent, ast.JoinedStr):
                found.setdefault(self._bounds(node), node)
        return found

    @cached_property
    def _texts(self) -> tuple[list[int], list[int], list[tuple[int, int, int, ast.Constant | ast.JoinedStr]]]:
        """Strings in the order of the code: where they begin, how far those up to each reach, and each with its place and its
        number, by which the outer ones come first."""
        each = enumerate(node for node, parent in self._parents.items() if not isinstance(parent, ast.JoinedStr))
        found = sorted(
            (*self._bounds(node), number, node) for number, node in each if isinstance(node, ast.Constant | ast.JoinedStr)
        )
        return [low for low, *_ in found], list(accumulate((high for _, high, *_ in found), max)), found

    def _beside_holes(self, literal: _Literal, place: Place) -> Place:
        """The place in the text of an f-string; with the braces where it is all that is between them."""
        start, end = place
        depth = 0
        for brace in _HOLE.finditer(self.code, literal.low, literal.high):
            if len(brace[0]) == 2 and not depth:
                continue
            depth += 1 if brace[0][0] == "{" else -1
            if len(brace[0]) == 2 or depth not in {0, 1}:
                raise Uncertain
            if brace[0] == "{":
                low = brace.start()
                continue
            high = brace.end()
            if high <= start or end <= low:
                continue
            if start not in {low, low + 1} and not start < low:
                raise Uncertain
            if end not in {high, high - 1} and not end > high:
                raise Uncertain
            start, end = min(start, low), max(end, high)
        return start, end

    def _follow(self, node: ast.AST, depth: int) -> tuple[Quoting, ...]:
        """The layers that a text goes through on its way to a client; it is `depth` containers deep in `node`."""
        parent = self._parents[node]
        step = _STEPS.get(type(parent))
        if step is None:
            raise Uncertain
        return step(self, parent, node, depth)

    def in_hole(self, parent: ast.FormattedValue, _: ast.AST, depth: int) -> tuple[Quoting, ...]:
        if depth or parent.conversion != -1 or parent.format_spec is not None:
            raise Uncertain
        return self._follow(self._parents[parent], 0)

    def in_operation(self, parent: ast.BinOp, node: ast.AST, depth: int) -> tuple[Quoting, ...]:
        if isinstance(parent.op, ast.Add) and not depth:
            return self._follow(parent, 0)
        if not isinstance(parent.op, ast.Mod):
            raise Uncertain
        if node is parent.left and not depth:
            return _FORMATS["%"], *self._follow(parent, 0)
        several = node is parent.right and isinstance(node, ast.Tuple | ast.Dict)
        if depth != several or not _PLAIN_PERCENTS.fullmatch(self._known(parent.left)):
            raise Uncertain
        return self._follow(parent, 0)

    def _known(self, node: ast.AST) -> str:
        """The string that an expression is for certain."""
        if isinstance(node, ast.Name):
            values = [
                target.value
                for target in self._parents
                if isinstance(target, ast.Assign) and any(isinstance(t, ast.Name) and t.id == node.id for t in target.targets)
            ]
            if len(values) == 1:
                node = values[0]
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            return node.value
        raise Uncertain

    def in_list(self, parent: ast.expr, _: ast.AST, depth: int) -> tuple[Quoting, ...]:
        return self._follow(parent, depth + 1)

    def in_dict(self, parent: ast.Dict, node: ast.AST, depth: int) -> tuple[Quoting, ...]:
        unpacked = any(value is node and key is None for key, value in zip(parent.keys, parent.values, strict=True))
        if node in parent.keys:
            raise Uncertain
        return self._follow(parent, depth if unpacked else depth + 1)

    def in_keyword(self, parent: ast.keyword, _: ast.AST, depth: int) -> tuple[Quoting, ...]:
        call = self._parents[parent]
        if not isinstance(call, ast.Call):
            raise Uncertain
        return self._passed(call, parent.arg, depth if parent.arg else depth - 1)

    def in_call(self, parent: ast.Call, node: ast.AST, depth: int) -> tuple[Quoting, ...]:
        if node not in parent.args:
            raise Uncertain
        return self._passed(parent, parent.args.index(node), depth)

    def _passed(self, call: ast.Call, argument: int | str | None, depth: int) -> tuple[Quoting, ...]:
        """As an argument: by its number or its keyword, None for `**`."""
        function = call.func
        name = function.id if isinstance(function, ast.Name) else function.attr if isinstance(function, ast.Attribute) else ""
        if isinstance(function, ast.Name) and name in self._functions:
            return self._received(self._functions[name], argument, depth)
        if name in (self._methods if isinstance(function, ast.Attribute) else self._own_names):
            raise Uncertain
        if name == "format" and isinstance(function, ast.Attribute) and depth == (argument is None):
            if not _PLAIN_BRACES.fullmatch(self._known(function.value)):
                raise Uncertain
            return self._follow(call, 0)
        if not depth and (name == "str" or (argument == 1 and name in {"get", "getenv"})):  # the default of a lookup
            return self._follow(call, 0)
        if name == "dict":
            return self._follow(call, depth + isinstance(argument, str))
        if name not in _SENDING:
            raise Uncertain
        return ()

    def _received(
        self, functions: list[ast.FunctionDef | ast.AsyncFunctionDef], argument: int | str | None, depth: int
    ) -> tuple[Quoting, ...]:
        if len(functions) != 1 or argument is None:
            raise Uncertain
        given = functions[0].args
        names = [arg.arg for arg in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
        if isinstance(argument, int):
            if argument >= len(given.posonlyargs) + len(given.args):
                raise Uncertain
            argument = names[argument]
        if argument not in names:
            raise Uncertain
        return self._named(argument, depth)

    def in_defaults(self, parent: ast.arguments, node: ast.AST, depth: int) -> tuple[Quoting, ...]:
        """As the default of a parameter."""
        positional = [*parent.posonlyargs, *parent.args]
        defaults = [*zip(reversed(positional), reversed(parent.defaults), strict=False)]
        defaults += [(arg, value) for arg, value in zip(parent.kwonlyargs, parent.kw_defaults, strict=True) if value]
        return self._named(next(arg.arg for arg, value in defaults if value is node), depth)

    def _named(self, name: str, depth: int) -> tuple[Quoting, ...]:
        """Wherever a name is used; it is taken for one, whatever the scope."""
        if (name, depth) in self._followed:
            return ()
        self._followed.add((name, depth))
        if name not in self._loads:
            raise Uncertain  # it is used in another way
        return agreed([self._follow(load, depth) for load in self._loads[name]])

    def in_assignment(
        self, parent: ast.Assign | ast.AnnAssign | ast.AugAssign, node: ast.AST, depth: int
    ) -> tuple[Quoting, ...]:
        if node is not parent.value:
            raise Uncertain
        targets = parent.targets if isinstance(parent, ast.Assign) else [parent.target]
        return agreed([self._stored(target, depth) for target in targets])

    def _stored(self, target: ast.AST, depth: int) -> tuple[Quoting, ...]:
        if isinstance(target, ast.Name) and not isinstance(self._parents[self._parents[target]], ast.ClassDef):
            return self._named(target.id, depth)
        if isinstance(target, ast.Subscript) and isinstance(target.value, ast.Name):
            return self._named(target.value.id, depth + 1)
        held = target.value if isinstance(target, ast.Subscript) else target
        if isinstance(held, ast.Attribute) and held.attr in _SETTINGS:
            return ()
        raise Uncertain

    def in_attribute(self, parent: ast.Attribute, _: ast.AST, depth: int) -> tuple[Quoting, ...]:
        call = self._parents[parent]
        if not isinstance(call, ast.Call) or call.func is not parent:
            raise Uncertain
        if parent.attr == "format" and not depth:
            return _FORMATS["{"], *self._follow(call, 0)
        if (parent.attr == "encode" and not depth) or (parent.attr == "copy" and depth):
            return self._follow(call, depth)
        if parent.attr == "update" and depth:
            return ()
        if parent.attr == "get" and depth:
            return self._follow(call, depth - 1)
        raise Uncertain

    def in_subscript(self, parent: ast.Subscript, node: ast.AST, depth: int) -> tuple[Quoting, ...]:
        if node is not parent.value or not depth or isinstance(parent.slice, ast.Slice):
            raise Uncertain
        return self._follow(parent, depth - 1) if isinstance(parent.ctx, ast.Load) else ()

    def in_return(self, parent: ast.Return, _: ast.AST, depth: int) -> tuple[Quoting, ...]:
        function: ast.AST = parent
        while not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            if function not in self._parents:
                raise Uncertain
            function = self._parents[function]
        calls = [self._parents[load] for load in self._loads.get(function.name, ())]
        if not calls or not all(isinstance(call, ast.Call) for call in calls) or (function.name, -1 - depth) in self._followed:
            raise Uncertain
        self._followed.add((function.name, -1 - depth))
        return agreed([self._follow(call, depth) for call in calls])

    def in_statement(self, *_: object) -> tuple[Quoting, ...]:
        return ()  # not used

    def in_choice(self, parent: ast.IfExp, node: ast.AST, depth: int) -> tuple[Quoting, ...]:
        return () if node is parent.test else self._follow(parent, depth)  # no value is empty

    def in_alternative(self, parent: ast.BoolOp, _: ast.AST, depth: int) -> tuple[Quoting, ...]:
        return self._follow(parent, depth)

    def in_await(self, parent: ast.Await, _: ast.AST, depth: int) -> tuple[Quoting, ...]:
        return self._follow(parent, depth)


_STEPS: dict[type[ast.AST], Callable[[_Program, Any, ast.AST, int], tuple[Quoting, ...]]] = {
    ast.FormattedValue: _Program.in_hole,
    ast.BinOp: _Program.in_operation,
    ast.List: _Program.in_list,
    ast.Tuple: _Program.in_list,
    ast.Dict: _Program.in_dict,
    ast.keyword: _Program.in_keyword,
    ast.Call: _Program.in_call,
    ast.arguments: _Program.in_defaults,
    ast.Assign: _Program.in_assignment,
    ast.AnnAssign: _Program.in_assignment,
    ast.AugAssign: _Program.in_assignment,
    ast.NamedExpr: _Program.in_assignment,
    ast.Attribute: _Program.in_attribute,
    ast.Subscript: _Program.in_subscript,
    ast.Return: _Program.in_return,
    ast.Expr: _Program.in_statement,
    ast.IfExp: _Program.in_choice,
    ast.BoolOp: _Program.in_alternative,
    ast.Await: _Program.in_await,
}


def _inside(literal: _Literal) -> Quoting:
    quoting = _RAW[literal.quote[0]] if "r" in literal.prefix else STRINGS[literal.quote[0]]
    return _FORMATS["{"].inside(quoting) if "f" in literal.prefix else quoting


def _through(layers: Sequence[Quoting], literal: Quoting) -> Quoting:
    """What a value in a literal goes through, whose text then goes through `layers`, in this order."""
    quoting = PLAIN
    for layer in reversed(layers):
        quoting = quoting.inside(layer)
    return quoting.inside(literal)
