"""Reading a C# sample: the whole way from its text to the requests that it sends.

Nobody publishes the `using` directives, the class and `Main` that a file may need: none of them is asked for.
"""

from __future__ import annotations

from tree_sitter import Node

from unisono.languages.csharp import GRAMMARS
from unisono.languages.csharp.environment import csharp_program
from unisono.languages.csharp.names import misspelt_name
from unisono.languages.csharp.uncalled import call_uncalled
from unisono.languages.program.reading import reader
from unisono.languages.program.run import Exit, Jump, Return
from unisono.languages.program.tree import Tree, parser, parts
from unisono.languages.reading import Invalid, Misprint, Reading, SampleError, Unsupported
from unisono.text.source import Text
from unisono.text.typography import CHARACTER, advice


@reader
def read(code: Text) -> Reading:
    """What the sample sends when it is compiled as C# 12 and run on .NET 8."""
    tree = Tree(code, parser(GRAMMARS[0]))
    if refused := _fault(tree) or misspelt_name(tree):
        raise refused
    csharp = csharp_program(tree)
    try:
        csharp.execute_all(parts(tree.root))
    except (Exit, Return):
        pass
    except Jump:
        raise Invalid("break and continue stand in loops only (CS0139)", code.span()) from None
    uncalled = call_uncalled(csharp)
    if csharp.requests:
        return csharp.reading(uncalled)
    raise Invalid("no request is sent", code.span())


def _fault(tree: Tree) -> SampleError | None:
    """Where and why the compiler refuses the program; None where it does not."""
    broken = tree.error()
    if broken is None:
        return None
    place = tree.text(broken)
    if found := CHARACTER.search(place.known):
        text = place.slice(*found.span())
        return _syntax_error(broken, place).because_of(Misprint(advice(text.value, double=True), text.span()))
    if '"""' in tree.code.value:  # the grammar does not know all that raw strings may hold
        return Unsupported("code that is no C# as far as it is understood", place.span())
    return _syntax_error(broken, place)


def _syntax_error(broken: Node, place: Text) -> Invalid:
    if broken.is_missing and broken.type == "!":
        return Invalid("only a call, an assignment or a new object can be a statement (CS0201)", place.span())
    said = f"'{broken.type}' is missing here" if broken.is_missing else f"unexpected '{place.value.split(chr(10))[0][:40]}'"
    return Invalid(f"syntax error, {said}", place.span())
