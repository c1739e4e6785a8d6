"""What a script finds: the names that are everywhere, and the modules that `require` and `import` give."""

from __future__ import annotations

from unisono.languages.javascript.fetch.client import _node_fetch_module
from unisono.languages.javascript.library.modules import _MODULES, CLIENTS, HARMLESS
from unisono.languages.javascript.run import Call, Host, Run
from unisono.languages.javascript.values import Member, Object, String, Unknown, Value, failure
from unisono.languages.reading import Unsupported
from unisono.text.source import Text


def require_function(call: Call) -> Value:
    name = call.arg(0)
    if not isinstance(name, String) or name.origin.has_placeholder:
        raise Unsupported("require of a module whose name is not a string", call.origin.span())
    if call.run.is_module:
        raise failure("ReferenceError", "require is not defined in ES module scope, you can use import instead", call.origin)
    return module(call.run, name.origin.value, call.origin)


def module(run: Run, name: str, origin: Text) -> Value:
    """The module of that name, the same one each time."""
    name = name.removeprefix("node:")
    if name not in run.modules:
        run.modules[name] = _loaded(run, name, origin)
    return run.modules[name]


def _loaded(run: Run, name: str, origin: Text) -> Value:
    if name == "node-fetch" and run.is_module:
        return _node_fetch_module(origin)
    if name in CLIENTS:
        raise Unsupported(f"{name} is not understood", origin.span())
    if name in _MODULES:
        return _MODULES[name](origin)
    if name in HARMLESS:
        return Host(origin)
    run.foreign = run.foreign or origin
    return Unknown(origin, foreign=True)


def namespace(run: Run, name: str, origin: Text) -> Value:
    """What `import * as x` or `import()` of a module gives; axios has no functions of its methods there."""
    loaded = module(run, name, origin)
    if isinstance(loaded, Unknown) or not isinstance(loaded, Object):
        return loaded
    made = Host(origin, dict(loaded.members) if name != "axios" else {})
    made.members["default"] = Member(origin, loaded)
    return made if name != "axios" else Object(origin, made.members)
