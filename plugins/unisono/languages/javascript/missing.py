"""What a script uses and does not import, as far as its modules are understood."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from unisono.languages.javascript.environment import CLIENTS, module
from unisono.languages.javascript.library.bodies import FORM_METHODS, FORM_PACKAGE_METHODS
from unisono.languages.javascript.library.modules import MODULES
from unisono.languages.javascript.run import Run
from unisono.languages.javascript.values import Error, Object, Scope, Thrown
from unisono.languages.reading import Missing
from unisono.text.regex import regex
from unisono.text.source import Text

REQUIRE = "require"
"""What an ES module lacks that calls it."""

_FORM_DATA = "form-data"
_MODULE_OF = {name: name for name in (*CLIENTS, *MODULES) if name.isalpha()} | {"FormData": _FORM_DATA}
"""Modules by the names that scripts have them under."""

_REQUIRED = regex(r"""\b(?:const|let|var)\s+([\w$]+|\{[\w$\s,:]*\})\s*=\s*require\(\s*(['"])([^'"\n]+)\2\s*\)""")
_RENAMED = regex(r"(?:(?<!\s)\s++)?:\s*+")


def missing_import(run: Run, thrown: Thrown) -> Missing | None:
    """The import for lack of which a script fails; None where something else is wrong, or may be meant."""
    if not isinstance(thrown.value, Error):
        return None
    if run.is_module and thrown.value.origin.value.startswith("require(") and _is_of_modules(thrown.value):
        return Missing(REQUIRE, thrown.value.origin.span(), advice=_for_modules(run.script.code))
    node = thrown.value.undefined
    return _by_use(run, node) if node is not None else None


def declare(run: Run, missing: Missing, scope: Scope) -> None:
    """Make known what is missing."""
    if missing.name != REQUIRE:
        start = run.script.code.slice(0, 0)
        scope.declare(missing.name, module(run, _MODULE_OF[missing.name], start))


def _by_use(run: Run, node: Node) -> Missing | None:
    """By how the script uses what it has not: `https.request`, `axios(…)`, or `getHeaders` of the form of a package."""
    if node.type == "member_expression":
        member = node.child_by_field_name("property")
        of_package = member is not None and run.script.written(member) in FORM_PACKAGE_METHODS.keys() - FORM_METHODS.keys()
        return _missing(run, "FormData", run.script.text(member)) if member and of_package else None
    name, user = run.script.written(node), node.parent
    if name not in _MODULE_OF or user is None:
        return None
    member = user.child_by_field_name("property") if user.type == "member_expression" else None
    loaded = module(run, _MODULE_OF[name], run.script.text(node))
    has_it = member is not None and isinstance(loaded, Object) and run.script.written(member) in loaded.members
    is_called = name in CLIENTS and user.type == "call_expression" and user.child_by_field_name("function") == node
    return _missing(run, name, run.script.text(node)) if has_it or is_called or (name in CLIENTS and member) else None


def _missing(run: Run, name: str, place: Text) -> Missing:
    module_name = _MODULE_OF[name]
    line = f"import {name} from '{module_name}'" if run.is_module else f"const {name} = require('{module_name}')"
    return Missing(name, place.span(), f"{line};")


def _is_of_modules(error: Error) -> bool:
    message = error.get("message")
    return message is not None and message.origin.value.startswith("require is not defined in ES module scope")


def _for_modules(code: Text) -> str:
    """What to write where `import` or an `await` outside of functions makes a module of a script with `require`."""
    lines = ", ".join(_imports(code.value))
    why = "with an `await` outside of functions, or an `import`, a script is an ES module, which has no `require`"
    return f"{why}; write {lines}" if lines else f"{why}; put what awaits into an `async` function"


def _imports(code: str) -> Iterator[str]:
    for names, _, name in _REQUIRED.findall(code):
        yield f"`import {_RENAMED.sub(' as ', names)} from '{name}';`"
