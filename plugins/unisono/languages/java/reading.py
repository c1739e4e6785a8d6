"""Reading a Java sample: the whole way from its text to the requests that it sends."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from unisono.languages.java import GRAMMARS
from unisono.languages.java.environment import java_program
from unisono.languages.java.faults import check_declared, fault
from unisono.languages.java.names import CLASSES, Names
from unisono.languages.java.state import Java
from unisono.languages.java.uncalled import call_uncalled
from unisono.languages.program.reading import reader
from unisono.languages.program.run import Exit, Jump, Return
from unisono.languages.program.tree import Tree, parser, parts, within
from unisono.languages.program.values import List
from unisono.languages.reading import Invalid, Missing, Reading, SampleError, Unsupported
from unisono.text.source import Text

_AROUND = "public class Main { public static void main(String[] args) throws Exception { … } }"
_CLASS = "public class Main { … }"
_OF_CLASSES = frozenset({"method_declaration", "field_declaration", "local_variable_declaration"})
_OUTSIDE = frozenset({"import_declaration", "package_declaration", ";", *CLASSES})


@reader
def read(code: Text) -> Reading:
    """What the sample sends when Java 17 compiles and runs it.

    What it lacks, imports and the class around it, stands in `missing`, and it is read as if it had them: the compiler tells
    all of it at once. What is not understood with it, is not told for what it lacks.
    """
    tree = Tree(code, parser(GRAMMARS[0]))
    names = Names.of(tree)
    if refused := fault(tree) or check_declared(tree) or next(names.misspelt(tree), None):
        raise refused
    try:
        meant = _followed(tree, names)
    except SampleError as error:
        meant = error.reading()
    missing = tuple(_lacking(tree, names))
    if not missing or meant.status == "unsupported":
        return meant
    first = missing[0]
    what = "methods" if _is_of_class(tree) else "statements"
    reason = f"cannot find symbol: class {first.name}" if first.line else f"{what} stand outside of a class"
    return Reading("invalid", meant.requests, reason, first.span, misprints=meant.misprints, missing=missing, completed=meant)


def _lacking(tree: Tree, names: Names) -> Iterator[Missing]:
    yield from names.lacking(tree)
    outside = next((node for node in parts(tree.root) if node.type not in _OUTSIDE), None)
    if outside is not None:
        first_line = tree.text(outside).slice(0, len(tree.written(outside).partition("\n")[0]))
        around = _CLASS if _is_of_class(tree) else _AROUND
        yield Missing("the class around it", first_line.span(), advice=f"write it within `{around}`")


def _is_of_class(tree: Tree) -> bool:
    """Whether what stands outside of a class is methods and fields of one."""
    outside = [node.type for node in parts(tree.root) if node.type not in _OUTSIDE]
    return "method_declaration" in outside and set(outside) <= _OF_CLASSES


def _followed(tree: Tree, names: Names) -> Reading:
    java = java_program(tree, names)
    statements = [node for node in parts(tree.root) if node.type not in {*_OUTSIDE, "method_declaration"}]
    try:
        if statements:
            java.execute_all(statements)
        elif "main" in java.functions or not java.functions:
            _main(java)
    except (Exit, Return):
        pass
    except Jump:
        raise Invalid("break and continue stand in loops only", tree.code.span()) from None
    if java.requests:
        return _awaited(java, statements)
    if _is_of_class(tree):
        java.fields.update(java.scope)
        java.scope = {}
    if uncalled := call_uncalled(java):
        return java.reading(uncalled)
    raise Invalid("no request is sent", tree.code.span())


_WAITING = frozenset(
    {"join", "get", "getNow", "sleep", "read", "await", "awaitTermination", "executor", "readLine", "nextLine"}
)


def _awaited(java: Java, statements: list[Node]) -> Reading:
    """The reading, unless the program ends before a request is sent that it does not wait for."""
    calls = [node.child_by_field_name("name") for node in within(java.tree.root) if node.type == "method_invocation"]
    if java.unawaited is None or any(name is not None and java.tree.written(name) in _WAITING for name in calls):
        return java.reading()
    reason = "the program ends before the request is sent, as nothing waits for it; write .join() behind the last call"
    if not statements:
        raise Invalid(reason, java.unawaited.span())
    java.warn(reason, java.unawaited)
    return java.reading()


def _main(java: Java) -> None:
    """Runs the program from where it begins."""
    code = java.tree.code
    found = java.functions.get("main", [])
    if len(found) != 1:
        raise Unsupported("several methods `main`" if java.functions else "no code", code.span())
    body = found[0].child_by_field_name("body")
    for parameter in _parameters(found[0]):
        java.scope[java.tree.written(parameter)] = List(java.tree.text(parameter))
    java.execute_all(parts(body) if body is not None else [])


def _parameters(function: Node) -> Iterator[Node]:
    for parameter in parts(function.child_by_field_name("parameters") or function):
        name = parameter.child_by_field_name("name")
        declarator = next((child for child in parts(parameter) if child.type == "variable_declarator"), None)
        if name is None and declarator is not None:
            name = declarator.child_by_field_name("name")
        if name is not None:
            yield name
