"""Reading a Go sample: the whole way from its text to the requests that it sends."""

from __future__ import annotations

from functools import partial

from tree_sitter import Node

from unisono.languages.excerpts import completed
from unisono.languages.go import GRAMMARS
from unisono.languages.go.calls import own
from unisono.languages.go.environment import go_program
from unisono.languages.go.names import STANDARD, Names, misses
from unisono.languages.go.semicolons import unexpected_newline
from unisono.languages.go.state import Go
from unisono.languages.go.uncalled import call_uncalled
from unisono.languages.program.reading import reader
from unisono.languages.program.run import Exit, Jump, Return
from unisono.languages.program.tree import Tree, parser, parts
from unisono.languages.reading import Invalid, Misprint, Missing, Reading
from unisono.text.source import Text
from unisono.text.typography import CHARACTER, advice

_PACKAGE = "package main"
_DECLARATIONS = frozenset(
    """package_clause import_declaration function_declaration method_declaration type_declaration var_declaration
    const_declaration""".split()  # noqa: SIM905
)


@reader
def read(code: Text) -> Reading:
    """What the sample sends when `go run` compiles and runs it. Statements without a package and a function around them are
    read as those of `main`."""
    return completed(partial(_followed, Tree(code, parser(GRAMMARS[0]))))


def _followed(tree: Tree, missing: tuple[Missing, ...]) -> Reading:
    """What the sample sends, with what is missing taken as there."""
    if refused := _fault(tree):
        raise refused
    if not missing and (lacking := _package_lacks(tree)):
        names = _names(tree, ())
        said = "package statement must be first"
        return Reading("invalid", (), said, lacking.span, missing=(lacking, *misses(names)))
    names = _names(tree, missing)
    if found := misses(names):
        return Reading("invalid", (), f"undefined: {found[0].name}", found[0].span, missing=found)
    for refused in sorted(names.refused, key=lambda error: error.span.start):
        raise refused
    return _run(tree, names.imports)


def _names(tree: Tree, missing: tuple[Missing, ...]) -> Names:
    names = Names(tree, frozenset(STANDARD[lacking.name] for lacking in missing if lacking.name in STANDARD))
    names.read()
    return names


def _package_lacks(tree: Tree) -> Missing | None:
    """What is missing around an excerpt; None where the sample is a whole file."""
    nodes = parts(tree.root)
    outside = [node for node in nodes if node.type not in _DECLARATIONS]
    if any(node.type == "package_clause" for node in nodes):
        if outside:
            raise Invalid("non-declaration statement outside function body", tree.text(outside[0]).span())
        return None
    place = tree.text(nodes[0]).span() if nodes else tree.code.span()
    told = "put the statements into `func main() { … }`" if outside else ""
    return Missing(_PACKAGE, place, _PACKAGE, told)


def _fault(tree: Tree) -> Invalid | None:
    """Where and why Go does not take the text for a program; None where it does."""
    broken = tree.error()
    if broken is None:
        return unexpected_newline(tree)
    place = tree.text(broken)
    said = f"missing '{broken.type}'" if broken.is_missing else f"unexpected '{place.value.split(chr(10))[0][:40]}'"
    refused = Invalid(f"syntax error: {said}", place.span())
    found = CHARACTER.search(place.known)
    if found is None:
        return refused
    text = place.slice(*found.span())
    return refused.because_of(Misprint(advice(text.value, double=True), text.span()))


def _run(tree: Tree, imports: dict[str, str]) -> Reading:
    go, code = go_program(tree), tree.code
    go.imports = imports
    go.globals = go.scope
    nodes = parts(tree.root)
    for node in nodes:
        _declare(go, node)
    try:
        go.execute_all(nodes)
        for name in ("init", "main"):
            if name in go.functions:
                own(go, go.functions[name], [], tree.text(go.functions[name]))
    except (Exit, Return):
        pass
    except Jump:
        raise Invalid("break and continue stand in loops only", code.span()) from None
    uncalled = call_uncalled(go)
    if go.requests:
        return go.reading(uncalled)
    raise Invalid("no request is sent", code.span())


def _declare(go: Go, node: Node) -> None:
    """The functions, methods and types of the package, which may be used above their declaration."""
    name = node.child_by_field_name("name")
    if node.type == "function_declaration" and name is not None:
        go.functions[go.tree.written(name)] = node
    elif node.type == "method_declaration" and name is not None:
        receiver = node.child_by_field_name("receiver")
        written = go.tree.written(receiver).strip("()") if receiver is not None else ""
        go.methods[written.split(" ")[-1].lstrip("*"), go.tree.written(name)] = node
    elif node.type == "type_declaration":
        go.execute(node)
