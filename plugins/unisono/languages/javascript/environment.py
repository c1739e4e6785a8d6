"""What a script finds: the names that are everywhere, and the modules that `require` and `import` give."""

from __future__ import annotations

from unisono.languages.javascript.library import globals as names
from unisono.languages.javascript.library import modules
from unisono.languages.javascript.run import Call, Host, Maker, Native, Run, function, refuse
from unisono.languages.javascript.values import Member, Object, String, Unknown, Value, failure
from unisono.languages.reading import Unsupported
from unisono.text.source import Text
from unisono.walking import tables


def _require(call: Call) -> Value:
    name = call.arg(0)
    if not isinstance(name, String) or name.origin.has_placeholder:
        raise Unsupported("require of a module whose name is not a string", call.origin.span())
    if not call.run.has_require:
        raise failure("ReferenceError", "require is not defined in ES module scope, you can use import instead", call.origin)
    return module(call.run, name.origin.value, call.origin)


GLOBALS: dict[str, Maker] = {
    **names.GLOBALS,
    **tables("unisono.languages.javascript", "client", "GLOBALS"),
    "require": function(_require, sends=True),
}
"""What each global name stands for, made when a script mentions it."""

EXPORTS: dict[str, frozenset[str]] = tables("unisono.languages.javascript", "client", "EXPORTS")
"""What `import { … }` finds in a module, where all of it is known."""

CLIENTS: dict[str, Maker] = tables("unisono.languages.javascript", "client", "MODULES")
"""The modules of clients."""

_MODULES: dict[str, Maker] = {**modules.MODULES, **CLIENTS}
_IMPORTED: dict[str, Maker] = tables("unisono.languages.javascript", "client", "IMPORTED")


def module(run: Run, name: str, origin: Text) -> Value:
    """The module of that name, the same one each time."""
    name = name.removeprefix("node:")
    if name not in run.modules:
        run.modules[name] = _loaded(run, name, origin)
    return run.modules[name]


def _loaded(run: Run, name: str, origin: Text) -> Value:
    if run.is_module and name in _IMPORTED:
        return _IMPORTED[name](origin)
    if name in modules.CLIENTS:
        raise Unsupported(f"{name} is not understood", origin.span())
    if name in _MODULES:
        return _MODULES[name](origin)
    if name in modules.HARMLESS:
        return Host(origin)
    run.foreign = run.foreign or origin
    return Unknown(origin, foreign=True)


def namespace(run: Run, name: str, origin: Text) -> Value:
    """What `import * as x` or `import()` of a module gives: of one whose exports are known no more than these."""
    loaded = module(run, name, origin)
    if isinstance(loaded, Unknown) or not isinstance(loaded, Object):
        return loaded
    exports = EXPORTS.get(name)
    if exports is None:
        return Host(origin, {**loaded.members, "default": Member(origin, loaded)})
    refused = Member(origin, Native(origin, call=refuse))
    return Object(origin, {n: loaded.members.get(n, refused) for n in sorted(exports)} | {"default": Member(origin, loaded)})
