"""Methods that a sample does not call itself, followed as if it called them."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from unisono.languages.program.tree import parts, within
from unisono.languages.program.uncalled import Defined, Parameter
from unisono.languages.program.uncalled import call_uncalled as call
from unisono.languages.program.values import Instance, Map, Null, Unknown, Value
from unisono.languages.reading import Uncalled
from unisono.languages.ruby.calls import call_own, create
from unisono.languages.ruby.classes import CONSTRUCTOR, RubyClass, classes, set_in
from unisono.languages.ruby.state import Ruby
from unisono.text.source import Text

_KEYWORD = "keyword_parameter"


def call_uncalled(ruby: Ruby) -> tuple[Uncalled, ...]:
    """Calls what the sample defines and does not call; gives what sends something."""
    functions = [_function(ruby, name, node) for name, node in ruby.methods.items()]
    for of in classes(ruby):
        if not of.is_error:
            functions += _methods(ruby, of)
    return call(ruby, functions, lambda node: _mentioned(ruby, node))


def _function(ruby: Ruby, name: str, node: Node) -> Defined:
    def run(given: list[Value]) -> Value:
        return call_own(ruby, node, *_arguments(ruby, node, given), ruby.tree.text(node), None, None)

    return Defined(name, ruby.tree.text(node.child_by_field_name("name") or node), node, _parameters(ruby, node), run)


def _methods(ruby: Ruby, of: RubyClass) -> Iterator[Defined]:
    """Those that can be called from outside; of a class that the sample has made an object of, on that object."""
    for name, node in of.singletons.items():
        if f"self.{name}" not in of.hidden:
            yield _method(ruby, of, name, node, of)
    if of.is_module:
        return
    made = next((value for value in ruby.scope.values() if isinstance(value, Instance) and value.of is of), None)
    for name, node in of.methods.items():
        if name != CONSTRUCTOR and name not in of.hidden:
            yield _method(ruby, of, name, node, made)


def _method(ruby: Ruby, of: RubyClass, name: str, node: Node, this: Instance | RubyClass | None) -> Defined:
    constructor = (
        next((one.methods[CONSTRUCTOR] for one in of.line if CONSTRUCTOR in one.methods), None) if this is None else None
    )
    before = _parameters(ruby, constructor) if constructor is not None else []

    def run(given: list[Value]) -> Value:
        place = ruby.tree.text(node)
        first = _arguments(ruby, constructor, given) if constructor is not None else ([], Map(place))
        return call_own(
            ruby, node, *_arguments(ruby, node, given), place, _prepared(ruby, this or create(ruby, of, *first, place)), of
        )

    place = ruby.tree.text(node.child_by_field_name("name") or node)
    return Defined(f"{of.name}.{name}", place, node, [*before, *_parameters(ruby, node)], run)


def _prepared(ruby: Ruby, this: Instance | RubyClass) -> Instance | RubyClass:
    """An object whose variables without a value are placeholders, where a caller may set them, or call first what does."""
    for of in this.of.line if isinstance(this, Instance) and isinstance(this.of, RubyClass) else []:
        names = {f"@{name}": ruby.tree.text(of.node).slice(0, 0) for name in of.writers}
        methods = [node for name, node in of.methods.items() if name != CONSTRUCTOR]
        names |= {name: ruby.tree.text(node) for node in methods for name in set_in(ruby, node)}
        for name, place in names.items():
            if isinstance(this, Instance) and isinstance(this.members.get(name), Null | None):
                this.members[name] = Unknown(Text.decoded(name.lstrip("@"), place.span()), given=True)
    return this


def _parameters(ruby: Ruby, node: Node) -> list[Parameter]:
    found = []
    for parameter in _listed(node):
        name = parameter.child_by_field_name("name") or parameter
        has_value = parameter.child_by_field_name("value") is not None or parameter.type not in {"identifier", _KEYWORD}
        found.append(Parameter(ruby.tree.text(name), has_value=has_value))
    return found


def _arguments(ruby: Ruby, node: Node, given: list[Value]) -> tuple[list[Value], Map]:
    """Takes those of a method from what is given for all parameters without a value."""
    args, keywords = [], Map(ruby.tree.text(node))
    for parameter, own in zip(_listed(node), _parameters(ruby, node), strict=True):
        if own.has_value:
            continue
        value = given.pop(0)
        if parameter.type == _KEYWORD:
            keywords.put(f"\0{own.shown}", own.shown, value)
        else:
            args.append(value)
    return args, keywords


def _listed(node: Node) -> list[Node]:
    listed = node.child_by_field_name("parameters")
    return parts(listed) if listed is not None else []


def _mentioned(ruby: Ruby, node: Node) -> frozenset[str]:
    """The methods that the code of one calls, as far as their names tell."""
    own = node.child_by_field_name("name")
    return frozenset(ruby.tree.written(found) for found in within(node) if found.type == "identifier" and found != own)
