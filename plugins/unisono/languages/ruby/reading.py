"""Reading a Ruby sample: the whole way from its text to the requests that it sends."""

from __future__ import annotations

from unisono.languages.excerpts import completed
from unisono.languages.program.reading import reader
from unisono.languages.program.run import Exit, Jump, Return
from unisono.languages.program.tree import Tree, parser, parts, within
from unisono.languages.reading import Invalid, Misprint, Missing, Reading
from unisono.languages.ruby import GRAMMARS
from unisono.languages.ruby.environment import ruby_program
from unisono.languages.ruby.uncalled import call_uncalled
from unisono.text.source import Text
from unisono.text.typography import CHARACTER, advice


@reader
def read(code: Text) -> Reading:
    """What the sample sends when Ruby 3 runs it."""
    tree = Tree(code, parser(GRAMMARS[0]))
    return completed(lambda missing: _followed(tree, missing))


def _followed(tree: Tree, missing: tuple[Missing, ...]) -> Reading:
    """What the sample sends, with what is missing taken as there."""
    code = tree.code
    if refused := _fault(tree):
        raise refused
    ruby = ruby_program(tree)
    ruby.required.update(lacking.line.split("'")[1] for lacking in missing)
    nodes = list(within(tree.root))
    for node in nodes:  # characters of names, to Ruby
        if node.type in {"identifier", "constant"} and CHARACTER.search(tree.written(node)):
            raise _typographic(
                Invalid("undefined local variable or method (NameError)", tree.text(node).span()), tree.text(node)
            )
    beginnings = [node for node in nodes if node.type == "heredoc_beginning"]
    bodies = [node for node in nodes if node.type == "heredoc_body"]
    ruby.heredocs = {beginning.id: body for beginning, body in zip(beginnings, bodies, strict=False)}
    try:
        ruby.execute_all(parts(tree.root))
    except (Exit, Return):
        pass
    except Jump:
        raise Invalid("break and next stand in loops only", code.span()) from None
    uncalled = call_uncalled(ruby)
    if ruby.requests:
        return ruby.reading(uncalled)
    raise Invalid("no request is sent", code.span())


def _fault(tree: Tree) -> Invalid | None:
    """Where and why Ruby refuses the program before it runs any of it; None where it does not."""
    broken = tree.error()
    if broken is None:
        return None
    place = tree.text(broken)
    said = f"'{broken.type}' is missing here" if broken.is_missing else f"unexpected '{place.value.split(chr(10))[0][:40]}'"
    refused = Invalid(f"syntax error, {said}", place.span())
    return _typographic(refused, place)


def _typographic(refused: Invalid, place: Text) -> Invalid:
    """The error, told as what it comes from where that is a typographic character."""
    found = CHARACTER.search(place.known)
    if found is None:
        return refused
    text = place.slice(*found.span())
    return refused.because_of(Misprint(advice(text.value), text.span()))
