"""The regular expressions of the project, how each is used, and long texts that may take it long.

Of a pattern, `re`'s own parser tells what it repeats and what has to stand in front of that. A text that repeats it and then
lacks what must follow is what a pattern takes quadratic time for, if it does.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from re import _constants, _parser  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any

import unisono
from fuzz.choices import Choices
from unisono.text.regex import regex

Written = tuple[str, int]
"""A pattern and its flags."""

LENGTH = 40_000
_SEARCHING = {"finditer", "findall", "search", "split", "sub", "subn"}
_ALL_USES = {*_SEARCHING, "match", "fullmatch"}
_COMMON = (
    *(" ", "\t", "\n", " \n", "\n ", "\r\n", "a", "A", "0", "_", "-", '"', "'", "`", "\\", "{", "[", "(", "<", "/", "*", "#"),
    *(".", ":", ",", "=", "|", "&", "%", "$", "~", "!", "é", " a", "a.", '\\"', "\\'", '""', "''", "a=", "a: ", "- ", "*a"),
    *("[a", "(a", "a,", "a\n", "{{", "}}", "//", "/*", "<!", "--", "0.", "a(", "$a", "%a", "& ", "```"),
)
_ENDS = ("\x01", "\n\x01", "", "a\x01", '"\x01')


def _modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(unisono.__path__, "unisono."):
        if not found.name.endswith("__main__"):
            yield importlib.import_module(found.name)


def _held(value: object) -> Iterator[re.Pattern[Any]]:
    """The patterns that a constant is or holds."""
    if isinstance(value, (re.Pattern, type(regex("")))):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _held(each)
    elif isinstance(value, (tuple, list, frozenset)):
        for each in value:
            yield from _held(each)


def _inline(call: ast.Call) -> Written | None:
    """The pattern and the flags of `re.sub(r"…", …)`."""
    given = call.args[0] if call.args else None
    if isinstance(given, ast.Constant) and isinstance(given.value, str):
        flags = [getattr(re, name) for name in re.findall(r"re\.([A-Z]+)", ast.unparse(call))]
        return given.value, sum({int(flag) for flag in flags})
    return None


def _name(node: ast.AST) -> str:
    """Of a name, or of what an entry is taken from by its key; "" for all else."""
    inner = node.value if isinstance(node, ast.Subscript) else node
    return inner.id if isinstance(inner, ast.Name) else ""


def _scopes(tree: ast.Module) -> Iterator[ast.AST]:
    """What stands in no function, and each function."""
    yield ast.Module([each for each in tree.body if not isinstance(each, (ast.FunctionDef, ast.ClassDef))], [])
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def _aliases(tree: ast.AST, held: Mapping[str, list[Written]]) -> dict[str, list[Written]]:
    """Other names of patterns: the variable of a loop over them, or what one of a table is assigned to."""
    found: dict[str, list[Written]] = {}
    for node in ast.walk(tree):
        if isinstance(node, (ast.For, ast.comprehension)):
            target, value = node.target, node.iter
        elif isinstance(node, ast.NamedExpr):
            target, value = node.target, node.value
        elif isinstance(node, ast.Assign) and len(node.targets) == 1:
            target, value = node.targets[0], node.value
        else:
            continue
        if any(isinstance(each, ast.Attribute) and each.attr in _ALL_USES for each in ast.walk(value)):
            continue  # what is found, not the pattern
        tables = [each.id for each in ast.walk(value) if isinstance(each, ast.Name) and held.get(each.id)]
        for name in (each.id for each in ast.walk(target) if isinstance(each, ast.Name) and each.id not in held):
            found.setdefault(name, []).extend(pattern for table in tables for pattern in held[table])
    return {name: those for name, those in found.items() if those}


def _handed_on(function: ast.FunctionDef | None, at: int) -> set[str]:
    """What a function does with the parameter at a place; one that is not known may look for it."""
    name = function.args.args[at].arg if function and at < len(function.args.args) else ""
    calls = [node.func for node in ast.walk(function) if isinstance(node, ast.Call)] if function and name else []
    found = {each.attr for each in calls if isinstance(each, ast.Attribute) and _name(each.value) == name}
    return found & _ALL_USES or {"search"}


def _uses(tree: ast.Module, held: Mapping[str, list[Written]]) -> Iterator[tuple[Written | None, str, int]]:
    """Each use of a pattern in a module: the pattern, None where it is not known, the method, the line of one given to `re`."""
    functions = {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    for scope in _scopes(tree):
        known = dict(held) | _aliases(scope, held)
        for call in (node for node in ast.walk(scope) if isinstance(node, ast.Call)):
            for at, part in enumerate(call.args):
                uses = _handed_on(functions.get(_name(call.func)), at)
                yield from ((each, use, 0) for each in known.get(_name(part), ()) for use in uses)
            if isinstance(call.func, ast.Attribute) and call.func.attr in _ALL_USES:
                name, use = _name(call.func.value), call.func.attr
                if name == "re":
                    yield _inline(call), use, call.lineno
                else:
                    yield from ((each, use, 0) for each in known.get(name, [None]))


@cache
def patterns() -> list[tuple[str, str, int, bool]]:
    """Each pattern: its module and name, itself, its flags, and whether it is looked for in a text, not only at one place.

    Of one that is never seen in use by its name (it is in a table, or handed on), it is what its module does with others.
    """
    named: dict[Written, str] = {}
    used: dict[Written, set[str]] = {}
    unseen: dict[Written, set[str]] = {}
    for module in _modules():
        held = {name: [(each.pattern, each.flags) for each in _held(value)] for name, value in vars(module).items()}
        held = {name: those for name, those in held.items() if those}
        if not held and "re" not in vars(module):
            continue
        for name, pattern in ((name, each) for name, those in held.items() for each in those):
            named.setdefault(pattern, f"{module.__name__}.{name}")
        others = set()
        for found, use, line in _uses(ast.parse(inspect.getsource(module)), held):
            if found is None:
                others.add(use)
            else:
                used.setdefault(found, set()).add(use)
                named.setdefault(found, f"{module.__name__}, line {line}")
        for pattern in (each for those in held.values() for each in those):
            unseen.setdefault(pattern, set()).update(others)
    return [
        (where, *pattern, bool((used.get(pattern) or unseen.get(pattern) or _SEARCHING) & _SEARCHING))
        for pattern, where in named.items()
        if isinstance(pattern[0], str)
    ]


_SIGNS = " \n\ta0_-\"'`\\.:,;=/*#&%$@+[]{}()<>|!~?\rAé\x01"
"""One of each kind, for sets of characters."""
_CATEGORIES: dict[object, Callable[[str], bool]] = {
    _constants.CATEGORY_DIGIT: str.isdigit,
    _constants.CATEGORY_NOT_DIGIT: lambda sign: not sign.isdigit(),
    _constants.CATEGORY_SPACE: str.isspace,
    _constants.CATEGORY_NOT_SPACE: lambda sign: not sign.isspace(),
    _constants.CATEGORY_WORD: lambda sign: sign.isalnum() or sign == "_",
    _constants.CATEGORY_NOT_WORD: lambda sign: not sign.isalnum() and sign != "_",
}


def _is_in(sign: str, items: Iterable[tuple[Any, Any]]) -> bool:
    """Whether a set of characters has this one."""
    negated, found = False, False
    for kind, value in items:
        negated |= kind is _constants.NEGATE
        found |= kind is _constants.LITERAL and ord(sign) == value
        found |= kind is _constants.RANGE and value[0] <= ord(sign) <= value[1]
        found |= kind is _constants.CATEGORY and _CATEGORIES[value](sign)
    return found != negated


_NAMING = (_constants.LITERAL, _constants.RANGE)


def _signs(kind: object, value: Any) -> list[str]:
    """Characters that one item of a pattern takes; none where it takes no single one."""
    if kind is _constants.LITERAL:
        return [chr(value)]
    if kind is _constants.NOT_LITERAL:
        return [sign for sign in _SIGNS if ord(sign) != value]
    if kind is _constants.ANY:
        return [sign for sign in _SIGNS if sign != "\n"]
    if kind is _constants.IN:
        named = [chr(each[0] if kind is _constants.RANGE else each) for kind, each in value if kind in _NAMING]
        return [sign for sign in _SIGNS if _is_in(sign, value)] or named[:1]
    return []


_REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT)


def _inner(kind: object, value: Any) -> list[Any]:
    """The sequences of items inside one: the alternatives of a group, what is repeated, what is looked ahead for."""
    if kind is _constants.BRANCH:
        return list(value[1])
    if kind in _REPEATS:
        return [value[2]]
    if kind is _constants.SUBPATTERN:
        return [value[3]]
    if kind is _constants.ATOMIC_GROUP:
        return [value]
    if kind is _constants.ASSERT:
        return [value[1]]
    return []


def _example(items: Iterable[tuple[Any, Any]]) -> str:
    """A short text that they take."""
    made = ""
    for kind, value in items:
        if signs := _signs(kind, value):
            made += signs[0]
        elif kind is not _constants.ASSERT and (inner := _inner(kind, value)):
            made += _example(inner[0]) * (value[0] if kind in _REPEATS else 1)
    return made


def _pumps(items: Iterable[tuple[Any, Any]], before: str) -> Iterator[tuple[str, str]]:
    """For each thing that is repeated: what stands before it, and what it takes."""
    for kind, value in items:
        for inner in _inner(kind, value):
            yield from _pumps(inner, before)
            if kind in _REPEATS and value[1] > 1_000:
                alone = len(inner) == 1 and _signs(*inner[0])
                groups = [each for each in inner if each[0] in (_constants.BRANCH, _constants.SUBPATTERN)]
                texts = [_example(each) for group in groups for each in _branches(group)]
                yield from ((before, text) for text in alone or [_example(inner), *texts] if text)
        before += _example([(kind, value)])


def _branches(item: tuple[Any, Any]) -> Iterator[Any]:
    for inner in _inner(*item):
        yield inner
        for each in inner:
            yield from _branches(each)


@cache
def pumps(pattern: str, flags: int) -> list[tuple[str, str]]:
    """What may take a pattern long: what stands in front, and what is said again and again."""
    own = list(dict.fromkeys(_pumps(_parser.parse(pattern, flags), "")))
    begun = {f"{before}{repeated}" for before, repeated in own} | {before for before, _ in own}
    return list(dict.fromkeys([*own, *(("", text) for text in sorted(begun) if text), *(("", text) for text in _COMMON)]))


def run(pattern: str, flags: int, searched: bool, text: str) -> None:
    """The pattern over the text, as it is used; only how long it takes is of interest."""
    compiled = re.compile(pattern, flags)
    if searched:
        for _ in compiled.finditer(text):
            pass
    else:
        compiled.match(text)
        compiled.fullmatch(text)


def fuzz(choices: Choices) -> None:
    """One of the patterns over a long text. What ends it is told which it was."""
    name, pattern, flags, searched = choices.one(patterns())
    before, repeated = choices.one(pumps(pattern, flags))
    try:
        run(pattern, flags, searched, before + repeated * (LENGTH // len(repeated)) + choices.one(_ENDS))
    except BaseException as error:
        error.args = (f"{name} over {before!r}, then {repeated!r} again and again",)
        raise
