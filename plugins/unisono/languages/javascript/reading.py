"""Reading a JavaScript sample: the whole way from its text to the requests it sends."""

from __future__ import annotations

from tree_sitter import Node

from unisono.languages.excerpts import completed
from unisono.languages.javascript.coercion import to_text
from unisono.languages.javascript.early import EarlyError
from unisono.languages.javascript.environment import EXPORTS, GLOBALS, module, namespace
from unisono.languages.javascript.evaluator import Evaluator
from unisono.languages.javascript.hoisting import hoist
from unisono.languages.javascript.missing import REQUIRE, declare, missing_import
from unisono.languages.javascript.run import MAX_DEPTH, Exit, Global, Host, Run
from unisono.languages.javascript.script import FUNCTIONS, Script, mistaken_await
from unisono.languages.javascript.statements import execute_all
from unisono.languages.javascript.syntax import fault
from unisono.languages.javascript.uncalled import call_uncalled
from unisono.languages.javascript.values import Error, Member, Object, Scope, Thrown, Unknown, Value
from unisono.languages.program.tree import parts
from unisono.languages.reading import Invalid, Missing, Reading, SampleError, Uncalled, Unsupported, bounded
from unisono.text.regex import regex
from unisono.text.source import Text
from unisono.wire.request import Request

_NAME = regex(r"[A-Za-z_$][\w$]*")
_AWAIT = regex(rb"\bawait\b")
_NOT_IN_MODULES = frozenset({"module", "exports", "__dirname", "__filename"})


MAX_LENGTH = 50_000
"""Characters of a sample that are read: the parser takes more than linear time to recover from errors."""


@bounded
def read(code: Text) -> Reading:
    """What the sample sends when Node.js 20 runs it."""
    if len(code) > MAX_LENGTH:
        return Unsupported(f"a sample of more than {MAX_LENGTH:,} characters", code.span(0, 1)).reading()
    script = Script(code)
    return completed(lambda missing: _read_with(script, missing))


def _read_with(script: Script, missing: tuple[Missing, ...]) -> Reading:
    try:
        return _read(script, missing)
    except SampleError as error:
        return error.reading()


def _read(script: Script, missing: tuple[Missing, ...]) -> Reading:
    if refused := fault(script):
        raise refused
    run = Evaluator(script)
    run.is_module = _has_top_level_await(script) or any(
        child.type in ("import_statement", "export_statement") for child in script.root.named_children
    )
    uncalled: tuple[Uncalled, ...] = ()
    try:
        scope = _run(run, script, missing)
        if not (run.requests or run.failures or run.foreign):
            uncalled = tuple(call_uncalled(run, scope, script.root))
            _raise_uncaught(run)
    except Exit:
        pass
    except Thrown as thrown:
        raise _failed(run, thrown, tuple(run.requests[: run.started]) if not uncalled else ()) from None
    return _reading(run, script.code, uncalled)


def _failed(run: Run, thrown: Thrown, sent: tuple[Request, ...] = ()) -> Invalid:
    failed = Invalid(_described(thrown), thrown.place.span(), sent)
    failed.missing = missing_import(run, thrown)
    return failed.because_of(run.misprints[0]) if run.misprints else failed


def _run(run: Run, script: Script, missing: tuple[Missing, ...]) -> Scope:
    """Runs the script; gives what it declares."""
    names = Scope()
    for name in dict.fromkeys(_NAME.findall(script.code.value)):
        if name in GLOBALS and not (run.is_module and name in _NOT_IN_MODULES):
            names.declare(name, GLOBALS[name](script.code.slice(0, 0)))
    for name in ("globalThis", "global"):
        if name in names.names:
            names.declare(name, Global(script.code.slice(0, 0), names=names))
    if (main := names.find("require")) and (own := names.find("module")) and own.value and isinstance(main.value, Object):
        main.value.members["main"] = Member(script.code.slice(0, 0), own.value)
    run.has_require = not run.is_module or REQUIRE in (lacking.name for lacking in missing)
    for lacking in missing:
        declare(run, lacking, names)
    scope = Scope(names, body=True)
    statements = parts(script.root)
    for statement in statements:
        if statement.type == "import_statement":
            _import(run, statement, scope)
    hoist(run, statements, scope)
    execute_all(run, statements, scope)
    run.turn(last=True)
    for close in run.closing:
        close()
    _raise_uncaught(run)
    return scope


def _raise_uncaught(run: Run) -> None:
    for promise in run.promises:
        if promise.failed and not promise.caught and promise.value is not None:
            raise Thrown(promise.value, promise.origin)


def _reading(run: Run, code: Text, uncalled: tuple[Uncalled, ...]) -> Reading:
    if run.requests:
        return Reading("ok", tuple(run.requests), misprints=tuple(run.misprints), uncalled=uncalled)
    if run.foreign is not None:
        raise Unsupported("a module that is not understood", run.foreign.span())
    if run.failures:
        raise _failed(run, run.failures[0])
    raise Invalid("no request is sent", code.span())


_WORDS = {"True": "true", "False": "false", "None": "null"}
_PYTHON_WORD = regex(f"ReferenceError: ({'|'.join(_WORDS)}) is not defined")


def _described(thrown: Thrown) -> str:
    if isinstance(thrown.value, Error):
        said = to_text(thrown.value).value
        word = _PYTHON_WORD.fullmatch(said)
        return f"{said}; JavaScript writes {_WORDS[word[1]]}" if word else said
    return f"Uncaught {to_text(thrown.value).value}"


def _has_top_level_await(script: Script) -> bool:
    """True if there is an `await` outside of functions. Raises `EarlyError` for one in a function that is not async."""
    found = False
    code = script.code.value.encode("utf-8", "surrogatepass")
    for word in _AWAIT.finditer(code):
        node = script.root.descendant_for_byte_range(word.start(), word.end())
        mistaken = mistaken_await(node) if node else None
        if node is None or (node.type != "await" and mistaken is None):
            continue
        function = _function_around(script, node)
        is_async = function is not None and any(child.type == "async" for child in function.children[:3])
        if function is not None and not is_async and mistaken is None:
            place = script.text(node).span()
            raise EarlyError("SyntaxError: await is only valid in async functions and the top level bodies of modules", place)
        if mistaken and (function is None or is_async):
            call, whole = mistaken
            script.awaiting.add(call.id)
            script.awaited.add(whole.id)
        found = found or function is None
    return found


def _function_around(script: Script, node: Node) -> Node | None:
    inner, levels = node.parent, 0
    while inner is not None and inner.type not in FUNCTIONS:
        inner, levels = inner.parent, levels + 1
        if levels > 4 * MAX_DEPTH:
            raise Unsupported("code that is nested very deeply", script.text(node).span())
    return inner


def _import(run: Run, node: Node, scope: Scope) -> None:
    """Bind what an `import` statement names."""
    source = node.child_by_field_name("source")
    if source is None:
        raise Unsupported("an import that is not understood", run.script.text(node).span())
    origin = run.script.text(node)
    name = run.script.string(source).value
    loaded = module(run, name, origin)
    clause = next((child for child in node.named_children if child.type == "import_clause"), None)
    for child in parts(clause) if clause else []:
        if child.type == "identifier":
            _bind(run, child, loaded, scope)
        elif child.type == "namespace_import":
            _bind(run, parts(child)[0], namespace(run, name, origin), scope)
        else:
            for specifier in parts(child):
                _bind_named(run, specifier, loaded, name, scope)


def _bind_named(run: Run, specifier: Node, loaded: Value, module_name: str, scope: Scope) -> None:
    name, alias = specifier.child_by_field_name("name"), specifier.child_by_field_name("alias")
    if name is None:
        return
    wanted = run.script.written(name)
    origin = run.script.text(specifier)
    found = loaded if wanted == "default" else loaded.get(wanted) if isinstance(loaded, Object) else None
    if isinstance(loaded, Unknown):
        found = loaded
    elif found is None and isinstance(loaded, Host) and not loaded.sends:
        found = Unknown(origin)
    if wanted not in EXPORTS.get(module_name, {wanted}):
        raise EarlyError(
            f"SyntaxError: The requested module '{module_name}' does not provide an export named '{wanted}'", origin.span()
        )
    if found is None:
        raise Unsupported(f"the export {wanted} of {module_name} is not understood", origin.span())
    _bind(run, alias or name, found, scope)


def _bind(run: Run, name: Node, value: Value, scope: Scope) -> None:
    place = run.script.text(name)
    if place.value in scope.names:
        raise EarlyError(f"SyntaxError: Identifier '{place.value}' has already been declared", place.span())
    scope.declare(place.value, value, constant=True, lexical=True)
