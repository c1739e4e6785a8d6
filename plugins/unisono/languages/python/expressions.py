"""Expressions: `ast` nodes to values."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from unisono.languages.python import literals
from unisono.languages.python.assignment import assign
from unisono.languages.python.calls import Call, Native
from unisono.languages.python.evaluator import Evaluator
from unisono.languages.python.functions import made_function
from unisono.languages.python.imports import missing_class, missing_import
from unisono.languages.python.library.builtins import builtin
from unisono.languages.python.library.functions import awaited, variable
from unisono.languages.python.operators import (
    binary,
    check_digits,
    compared,
    formatted,
    hashable,
    iterated,
    joined,
    result,
    sliced,
    subscript,
    unary,
)
from unisono.languages.python.places import Places
from unisono.languages.python.thrown import Thrown
from unisono.languages.python.values import (
    Bytes,
    Class,
    Const,
    Exc,
    Function,
    Map,
    Namespace,
    Object,
    Scope,
    Seq,
    Str,
    Unknown,
    Value,
    key_of,
    truthy,
    type_name,
)
from unisono.languages.reading import Unsupported
from unisono.text.source import Span, Text


def _name(run: Evaluator, node: ast.Name) -> Value:
    name, span = node.id, run.span(node)
    found = run.scope.find(name) or builtin(name, span)
    if found is None and span.source.text.startswith("{{", span.start):  # a variable of Liquid whose value is not known
        return Unknown(span.source.text[span.start : span.end].strip("{ }"), span)
    if found is None:
        raise Thrown("NameError", f"name '{name}' is not defined", span)
    return found


def _constant(run: Evaluator, node: ast.Constant) -> Value:
    if isinstance(node.value, str):
        return Str(literals.string(run.places.text(node)))
    if isinstance(node.value, bytes):
        if node.value.isascii():
            return Bytes(literals.string(run.places.text(node)))
        return result(node.value, run.span(node))
    check_digits(node.value, run.span(node))
    return Const(node.value, run.span(node))


def _joinedstr(run: Evaluator, node: ast.JoinedStr) -> Value:
    literal = run.places.text(node)
    pieces = [p if isinstance(p, Text) else _field(run, p) for p in literals.parts(literal)]
    return Str(joined(pieces or [literal.slice(0, 0)]))


def _field(run: Evaluator, field: literals.Field) -> Text:
    span = field.place.span()
    value = _within(run, field.expression)
    spec = Text.join([Text.decoded("", span), *(p if isinstance(p, Text) else _field(run, p) for p in field.spec)])
    conversion = field.conversion or ("r" if field.shown and not spec.value else "")
    text = formatted(value, conversion, spec, span)
    return Text.join([field.shown, text]) if field.shown else text


def _within(run: Evaluator, code: Text) -> Value:
    """The value of an expression inside an f-string, parsed by itself: before Python 3.12 `ast` misplaces it."""
    span = code.span()
    around = Text.join([Text.decoded("(", span), code, Text.decoded(")", span)])
    try:
        tree = ast.parse(around.value, mode="eval")
    except (SyntaxError, ValueError):
        raise Unsupported("an expression in an f-string", span) from None
    outer, run.places = run.places, Places(around)
    try:
        return run.evaluate(tree.body)
    finally:
        run.places = outer


def _list(run: Evaluator, node: ast.List) -> Value:
    return Seq("list", list(_spread(run, node.elts)), run.span(node))


def _tuple(run: Evaluator, node: ast.Tuple) -> Value:
    return Seq("tuple", list(_spread(run, node.elts)), run.span(node))


def _set(run: Evaluator, node: ast.Set) -> Value:
    span = run.span(node)
    return Seq("set", list({hashable(v, span): v for v in _spread(run, node.elts)}.values()), span)


def _spread(run: Evaluator, nodes: list[ast.expr]) -> Iterator[Value]:
    for node in nodes:
        if not isinstance(node, ast.Starred):
            yield run.evaluate(node)
            continue
        items = iterated(run.evaluate(node.value), run.span(node))
        if items is None:
            raise Unsupported("spreads a value known only at run time", run.span(node))
        yield from items


def _dict(run: Evaluator, node: ast.Dict) -> Value:
    made = Map({}, run.span(node))
    for key, item in zip(node.keys, node.values, strict=True):
        if key is None:
            spread = run.evaluate(item)
            if not isinstance(spread, Map):
                raise _not_mapping(spread, run.span(item))
            for name, value in spread.entries.values():
                made.set(hashable(name, made.span), name, value)
            continue
        name = run.evaluate(key)
        made.set(hashable(name, run.span(key)), name, run.evaluate(item))
    return made


def _not_mapping(value: Value, span: Span) -> Thrown | Unsupported:
    if isinstance(value, Unknown | Object):
        return Unsupported("spreads a value known only at run time", span)
    return Thrown("TypeError", f"'{type_name(value)}' object is not a mapping", span)


def _binop(run: Evaluator, node: ast.BinOp) -> Value:
    chain: list[ast.BinOp] = [node]
    while isinstance(chain[-1].left, ast.BinOp):  # a + b + c …: as deep as long, so not by recursion
        chain.append(chain[-1].left)
    value = run.evaluate(chain[-1].left)
    for part in reversed(chain):
        value = binary(type(part.op).__name__, value, run.evaluate(part.right), run.span(part))
    return value


def _unaryop(run: Evaluator, node: ast.UnaryOp) -> Value:
    value = run.evaluate(node.operand)
    if isinstance(node.op, ast.Not):
        known = truthy(value)
        return Unknown("not", run.span(node), "bool") if known is None else Const(not known, run.span(node))
    return unary(type(node.op).__name__, value, run.span(node))


def _boolop(run: Evaluator, node: ast.BoolOp) -> Value:
    stop = isinstance(node.op, ast.Or)
    for i, part in enumerate(node.values):
        value = run.evaluate(part)
        known = truthy(value)
        if known is None and i + 1 < len(node.values):
            for rest in node.values[i + 1 :]:
                run.skip(run.span(part), lambda rest=rest: run.evaluate(rest))  # type: ignore[misc]
            return value
        if known is stop:
            return value
    return value


def _compare(run: Evaluator, node: ast.Compare) -> Value:
    left = run.evaluate(node.left)
    found: Value = Const(True, run.span(node))
    for op, right_node in zip(node.ops, node.comparators, strict=True):
        right = run.evaluate(right_node)
        found = compared(type(op).__name__, left, right, run.span(node))
        if truthy(found) is not True:
            return found
        left = right
    return found


def _ifexp(run: Evaluator, node: ast.IfExp) -> Value:
    known = truthy(run.evaluate(node.test))
    if known is None:
        for branch in (node.body, node.orelse):
            run.skip(run.span(node), lambda branch=branch: run.evaluate(branch))  # type: ignore[misc]
        return Unknown("value", run.span(node))
    return run.evaluate(node.body if known else node.orelse)


def _namedexpr(run: Evaluator, node: ast.NamedExpr) -> Value:
    value = run.evaluate(node.value)
    run.scope.assign(node.target.id, value)
    return value


def _subscript(run: Evaluator, node: ast.Subscript) -> Value:
    value, span = run.evaluate(node.value), run.span(node)
    if isinstance(node.slice, ast.Slice):
        bounds = [run.evaluate(part) if part else None for part in (node.slice.lower, node.slice.upper, node.slice.step)]
        return sliced(value, bounds, span)
    index = run.evaluate(node.slice)
    if isinstance(value, Object) and value.type == "environ":
        return variable(value, index, span)
    if isinstance(value, Object | Class | Native | Exc | Namespace | Function):
        return Unknown("value", span)
    return subscript(value, index, span)


def _attribute(run: Evaluator, node: ast.Attribute) -> Value:
    try:
        value = run.evaluate(node.value)
    except Thrown as thrown:
        if isinstance(node.value, ast.Name):
            thrown.missing = missing_import(run, node.value.id, node.attr, thrown.span)
        raise
    return run.attribute(value, node.attr, _last(run, node))


def _last(run: Evaluator, node: ast.Attribute) -> Span:
    """Where the name after the dot stands."""
    text = run.places.text(node)
    return text.slice(len(text) - len(node.attr), len(text)).span()


def _call(run: Evaluator, node: ast.Call) -> Value:
    try:
        function = run.evaluate(node.func)
    except Thrown as thrown:
        if isinstance(node.func, ast.Name):
            thrown.missing = missing_class(run, node.func.id, thrown.span)
        raise
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "function")
    place = _last(run, node.func) if isinstance(node.func, ast.Attribute) else run.span(node.func)
    args = list(_spread(run, node.args))
    keywords: dict[str, Value] = {}
    places: dict[str, Span] = {}
    for keyword in node.keywords:
        for key, where, value in _keyword(run, keyword):
            if key in keywords:
                message = f"{name}() got multiple values for keyword argument '{key}'"
                raise Thrown("TypeError", message, run.span(node))
            keywords[key], places[key] = value, where
    return run.apply(function, Call(run, name, args, keywords, places, run.span(node), place))


def _keyword(run: Evaluator, keyword: ast.keyword) -> Iterator[tuple[str, Span, Value]]:
    value = run.evaluate(keyword.value)
    if keyword.arg is not None:
        start, _ = run.places.bounds(keyword)
        yield keyword.arg, run.places.code.slice(start, start + len(keyword.arg)).span(), value
    elif isinstance(value, Map):
        for name, item in value.entries.values():
            if not isinstance(name, Str):
                raise Thrown("TypeError", "keywords must be strings", run.span(keyword))
            yield str(key_of(name)), name.span, item
    else:
        raise _not_mapping(value, run.span(keyword.value))


def _await(run: Evaluator, node: ast.Await) -> Value:
    return awaited(run.evaluate(node.value))


def _yield(run: Evaluator, node: ast.Yield) -> Value:
    if run.doubt:
        raise Unsupported("a generator whose items are known only at run time", run.span(node))
    run.yielded.append(run.evaluate(node.value) if node.value else Const(None, run.span(node)))
    return Const(None, run.span(node))


def _lambda(run: Evaluator, node: ast.Lambda) -> Value:
    return made_function(run, "<lambda>", node, run.span(node))


def _starred(run: Evaluator, node: ast.Starred) -> Value:
    raise Unsupported("a starred expression", run.span(node))


def _listcomp(run: Evaluator, node: ast.ListComp) -> Value:
    return _comprehension(run, node, "list")


def _setcomp(run: Evaluator, node: ast.SetComp) -> Value:
    return _comprehension(run, node, "set")


def _generatorexp(run: Evaluator, node: ast.GeneratorExp) -> Value:
    return _comprehension(run, node, "generator")


def _comprehension(run: Evaluator, node: ast.ListComp | ast.SetComp | ast.GeneratorExp, kind: str) -> Value:
    items: list[Value] = []
    span = run.span(node)
    if not _loop(run, node.generators, lambda: items.append(run.evaluate(node.elt)), span):
        return Unknown("items", span, kind)
    if kind == "set":
        items = list({hashable(item, span): item for item in items}.values())
    return Seq(kind, items, span)


def _dictcomp(run: Evaluator, node: ast.DictComp) -> Value:
    made = Map({}, run.span(node))

    def add() -> None:
        name = run.evaluate(node.key)
        made.set(hashable(name, made.span), name, run.evaluate(node.value))

    return made if _loop(run, node.generators, add, made.span) else Unknown("items", made.span, "dict")


def _loop(run: Evaluator, generators: list[ast.comprehension], each: Callable[[], object], span: Span) -> bool:
    """Runs a comprehension; False if what it goes over is known only at run time."""
    outer, run.scope = run.scope, Scope(parent=run.scope)
    try:
        return _loop_over(run, generators, each, span)
    finally:
        run.scope = outer


def _loop_over(run: Evaluator, generators: list[ast.comprehension], each: Callable[[], object], span: Span) -> bool:
    if not generators:
        each()
        return True
    first, *rest = generators
    items = iterated(run.evaluate(first.iter), span)
    if items is None:
        assign(run, first.target, Unknown("item", span))
        run.skip(span, lambda: _loop_over(run, rest, each, span))
        return False
    for item in items:
        assign(run, first.target, item)
        wanted = [truthy(run.evaluate(test)) for test in first.ifs]
        if None in wanted:
            return False
        if all(wanted) and not _loop_over(run, rest, each, span):
            return False
    return True


EXPRESSIONS: Mapping[type[ast.expr], Callable[[Evaluator, Any], Value]] = {
    ast.Name: _name,
    ast.Constant: _constant,
    ast.JoinedStr: _joinedstr,
    ast.List: _list,
    ast.Tuple: _tuple,
    ast.Set: _set,
    ast.Dict: _dict,
    ast.BinOp: _binop,
    ast.UnaryOp: _unaryop,
    ast.BoolOp: _boolop,
    ast.Compare: _compare,
    ast.IfExp: _ifexp,
    ast.NamedExpr: _namedexpr,
    ast.Subscript: _subscript,
    ast.Attribute: _attribute,
    ast.Call: _call,
    ast.Await: _await,
    ast.Yield: _yield,
    ast.Lambda: _lambda,
    ast.Starred: _starred,
    ast.ListComp: _listcomp,
    ast.SetComp: _setcomp,
    ast.GeneratorExp: _generatorexp,
    ast.DictComp: _dictcomp,
}
"""How each kind of expression is evaluated."""
