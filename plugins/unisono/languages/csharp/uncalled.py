"""Methods and functions that a sample does not call itself, followed as if it called them."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from unisono.languages.csharp.calls import run_function
from unisono.languages.csharp.state import CSharp
from unisono.languages.csharp.statements import functions, is_holder
from unisono.languages.program.tree import parts, within
from unisono.languages.program.uncalled import Defined, Parameter, give_what_methods_set
from unisono.languages.program.uncalled import call_uncalled as call
from unisono.languages.program.values import Null, Value
from unisono.languages.reading import Uncalled, Unsupported
from unisono.text.regex import regex

_CLASSES = frozenset({"class_declaration", "struct_declaration", "record_declaration", "interface_declaration"})
_INTERFACE = regex(r"(?:.*\.)?I[A-Z].*")
_TEXTS = frozenset({"string", "string?", "String"})


def call_uncalled(csharp: CSharp) -> tuple[Uncalled, ...]:
    """Calls the functions that the sample does not call and others can; gives those that send something."""
    made: set[int] = set()
    open_ones = [node for _, node in functions(csharp) if _is_open(csharp, node)]
    found = call(csharp, [_defined(csharp, node, made) for node in open_ones], lambda node: _mentioned(csharp, node))
    if found:
        _check_fields(csharp)
    return found


def _is_open(csharp: CSharp, node: Node) -> bool:
    """Whether a function can be called from outside of its class, and is none of a class of what is thrown."""
    name, of = node.child_by_field_name("name"), _class_of(node)
    is_error = of is not None and any(base.endswith("Exception") for base in _bases(csharp, of))
    is_hidden = of is not None and "private" in _modifiers(csharp, node)
    is_main = name is not None and csharp.tree.written(name) == "Main"
    is_inner = of is not None and node.type == "local_function_statement"
    return not (is_error or is_hidden or is_main or is_inner) and node.child_by_field_name("body") is not None


def _modifiers(csharp: CSharp, node: Node) -> frozenset[str]:
    return frozenset(csharp.tree.written(child) for child in node.children if child.type == "modifier")


def _class_of(node: Node) -> Node | None:
    around = node.parent
    while around is not None and around.type not in _CLASSES:
        around = around.parent
    return around


def _bases(csharp: CSharp, of: Node) -> list[str]:
    """What a class inherits from, but for interfaces."""
    listed = next((child for child in of.children if child.type == "base_list"), None)
    names = [csharp.tree.written(child) for child in parts(listed)] if listed is not None else []
    return [name for name in names if not _INTERFACE.fullmatch(name)]


def _defined(csharp: CSharp, node: Node, made: set[int]) -> Defined:
    """A function; `made` are the classes of which there is an object by now."""
    of = _class_of(node)
    named = of.child_by_field_name("name") if of is not None else None
    owner = csharp.tree.written(named) if named is not None else ""
    has_object = of is not None and "static" not in _modifiers(csharp, node)
    maker = _constructor(csharp, of) if of is not None and has_object else None
    first = list(_parameters(csharp, maker)) if maker is not None else []
    members = list(_properties(csharp, of)) if of is not None and has_object else []
    place, own = csharp.tree.text(node.child_by_field_name("name") or node), list(_parameters(csharp, node))

    def run(given: list[Value]) -> Value:
        if of is not None:
            _check_above(csharp, of)
        of_maker, of_members, rest = _named(first, given), _named(members, given), _named(own, given)
        if of is not None and has_object and of.id not in made:
            made.add(of.id)
            for name in _empty(csharp, of):
                csharp.outer[name] = Null(place)
            csharp.outer.update(of_members)
            if maker is not None and maker.type == "constructor_declaration":
                run_function(csharp, maker, of_maker, csharp.tree.text(maker))
            elif maker is not None:
                csharp.outer.update(of_maker)
        give_what_methods_set(csharp.tree, (method for _, method in functions(csharp)), csharp.outer)
        return run_function(csharp, node, rest, csharp.tree.text(node))

    return Defined(f"{owner}.{place}".lstrip("."), place, node, [*first, *members, *own], run)


def _named(parameters: list[Parameter], given: list[Value]) -> dict[str, Value]:
    """Takes the values of parameters from what is given, by their names."""
    return {parameter.shown.value: given.pop(0) for parameter in parameters if not parameter.has_value}


def _members(of: Node) -> list[Node]:
    body = of.child_by_field_name("body")
    return parts(body) if body is not None else []


def _constructor(csharp: CSharp, of: Node) -> Node | None:
    """What makes an object of a class: a constructor, or the class itself where its parameters stand behind its name."""
    found = [member for member in _members(of) if member.type == "constructor_declaration"]
    found = [one for one in found if "static" not in _modifiers(csharp, one)]
    if any(child.type == "parameter_list" for child in of.children):
        found.append(of)
    if len(found) > 1:
        raise Unsupported("which of several constructors is called", csharp.tree.text(found[1]).span())
    if found and any(child.type == "constructor_initializer" for child in found[0].children):
        raise csharp.unsupported(found[0], "a constructor that calls another one")
    return found[0] if found else None


def _properties(csharp: CSharp, of: Node) -> Iterator[Parameter]:
    """The properties without a value that a caller can set."""
    for member in _members(of):
        name, kind, accessors = (member.child_by_field_name(part) for part in ("name", "type", "accessors"))
        if member.type != "property_declaration" or name is None or accessors is None:
            continue
        settable = any(word in csharp.tree.written(accessors) for word in ("set", "init"))
        if settable and member.child_by_field_name("value") is None:
            yield Parameter(csharp.tree.text(name), kind is not None and csharp.tree.written(kind) in _TEXTS)


def _empty(csharp: CSharp, of: Node) -> Iterator[str]:
    """The properties that only the constructor sets."""
    for member in _members(of):
        name = member.child_by_field_name("name")
        if member.type == "property_declaration" and name is not None and member.child_by_field_name("value") is None:
            yield csharp.tree.written(name)


def _check_above(csharp: CSharp, of: Node) -> None:
    """Raises Unsupported where a class has more than what the sample shows of it."""
    if _bases(csharp, of):
        place = next(child for child in of.children if child.type == "base_list")
        raise Unsupported("a class that inherits from another one", csharp.tree.text(place).span())


def _check_fields(csharp: CSharp) -> None:
    """Raises Unsupported where two classes have fields or properties of the same name, which are not told apart."""
    seen: dict[str, int] = {}
    for node in within(csharp.tree.root):
        of = _class_of(node)
        is_field = node.type == "variable_declarator" and node.parent is not None and node.parent.parent is not None
        if is_field and node.parent is not None and node.parent.parent is not None:
            is_field = node.parent.parent.type == "field_declaration"
        name = node.child_by_field_name("name") if is_field or node.type == "property_declaration" else None
        if name is None or of is None or is_holder(of) or of.id == seen.setdefault(csharp.tree.written(name), of.id):
            continue
        raise Unsupported("fields of the same name in several classes", csharp.tree.text(name).span())


def _parameters(csharp: CSharp, node: Node) -> Iterator[Parameter]:
    listed = node.child_by_field_name("parameters") or next((c for c in node.children if c.type == "parameter_list"), None)
    for parameter in parts(listed) if listed is not None else []:
        name, kind = parameter.child_by_field_name("name"), parameter.child_by_field_name("type")
        if parameter.type != "parameter" or name is None:
            raise csharp.unsupported(parameter, f"the parameter '{csharp.tree.written(parameter)}'")
        is_text = kind is not None and csharp.tree.written(kind) in _TEXTS
        yield Parameter(csharp.tree.text(name), is_text, parts(parameter)[-1].id != name.id)


def _mentioned(csharp: CSharp, node: Node) -> frozenset[str]:
    """The functions that the code of one calls."""
    found = set()
    for inner in within(node):
        function = inner.child_by_field_name("function") if inner.type == "invocation_expression" else None
        if function is not None:
            named = function.child_by_field_name("name") if function.type == "member_access_expression" else function
            found.add(csharp.tree.written(named or function).partition("<")[0])
    return frozenset(found)
