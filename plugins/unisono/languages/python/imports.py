"""Imports: a name for a module, or for what is in it."""

from __future__ import annotations

import ast

from unisono.languages.python.attributes import member
from unisono.languages.python.evaluator import Evaluator
from unisono.languages.python.library.modules import MODULES, module, module_with
from unisono.languages.python.thrown import Thrown
from unisono.languages.python.values import Namespace, Object, Unknown, Value
from unisono.languages.reading import Missing, Unsupported
from unisono.text.slips import misspelt
from unisono.text.source import Span


def import_modules(run: Evaluator, node: ast.Import) -> None:
    for alias in node.names:
        found = _module(run, alias.name, run.span(node))
        if alias.asname:
            run.scope.assign(alias.asname, found)
        else:
            top = alias.name.partition(".")[0]
            run.scope.assign(top, found if top == alias.name else _module(run, top, run.span(node)))


def import_from(run: Evaluator, node: ast.ImportFrom) -> None:
    span = run.span(node)
    if node.level:
        raise Thrown("ImportError", "attempted relative import with no known parent package", span)
    source = _module(run, node.module or "", span)
    for alias in node.names:
        if alias.name == "*":
            _import_all(run, source, span)
            continue
        name = alias.name
        try:
            found = member(run, source, name, span) if isinstance(source, Namespace) else run.attribute(source, name, span)
        except Thrown:
            raise Thrown("ImportError", f"cannot import name '{name}' from '{node.module}'", span) from None
        run.scope.assign(alias.asname or name, found)


def _import_all(run: Evaluator, source: Value, span: Span) -> None:
    if isinstance(source, Namespace):
        for name, make in source.members.items():
            run.scope.assign(name, make(span))
    elif isinstance(source, Unknown) and source.foreign:
        raise Unsupported(f"from {source.name} import *", span)


def missing_import(run: Evaluator, name: str, member: str, span: Span) -> Missing | None:
    """The import that a sample lacks which uses `name.member` and has no `name`; None where it may mean something else, such as
    a variable that is set elsewhere."""
    if name in run.language.packages:
        return Missing(name, span, f"import {name}")
    found = module(name, span)
    if not isinstance(found, Namespace):
        return None
    inner = found.members[member](span) if member in found.members else None
    if isinstance(inner, Namespace) and not found.names:  # a module that its package does not import by itself
        return Missing(name, span, f"import {inner.name}")
    if inner is not None or member in found.names:
        return Missing(name, span, f"import {name}")
    kind = found.members[name](span) if name in found.members else None
    is_class = isinstance(kind, Object) and member in kind.members  # `datetime.now()`
    return Missing(name, span, f"from {name} import {name}") if is_class else None


def missing_class(run: Evaluator, name: str, span: Span) -> Missing | None:
    """The import that a sample lacks which calls a class; None where no module has one of that name, or several have."""
    found = run.language.classes.get(name) or module_with(name)
    return Missing(name, span, f"from {found} import {name}") if found and name[0].isupper() else None


def _module(run: Evaluator, name: str, span: Span) -> Value:
    if name == "__future__":
        return Unknown(name, span)
    top = name.partition(".")[0]
    if make := run.language.packages.get(top):
        return make(name, span)
    if meant := misspelt(top, (*run.language.packages, *MODULES)):
        raise Thrown("ModuleNotFoundError", f"No module named '{top}'; write {meant}", span)
    return module(name, span)
