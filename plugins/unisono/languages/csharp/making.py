"""Objects, arrays and what they are filled with."""

from __future__ import annotations

from tree_sitter import Node

from unisono.languages.csharp import calls
from unisono.languages.csharp.state import CSharp
from unisono.languages.csharp.values import Members, Octets
from unisono.languages.program.tree import parts
from unisono.languages.program.values import List, Null, Number, Value
from unisono.languages.reading import Invalid, Unsupported
from unisono.text import budget
from unisono.text.source import Text


def type_name(csharp: CSharp, node: Node) -> str:
    """The name of a type without its namespace, its type arguments and a question mark."""
    return csharp.tree.written(node).partition("<")[0].rstrip("?").rpartition(".")[2].strip()


def created(csharp: CSharp, node: Node) -> Value:
    """`new Type(…) { … }`"""
    kind = node.child_by_field_name("type")
    if kind is None:
        raise csharp.unsupported(node)
    return _created(csharp, node, kind, node.child_by_field_name("arguments"), node.child_by_field_name("initializer"))


def implicitly_created(csharp: CSharp, node: Node) -> Value:
    """`new(…) { … }`, of the type that the place wants."""
    kind = _wanted_type(csharp, node)
    inner = parts(node)
    given = next((child for child in inner if child.type == "argument_list"), None)
    filled = next((child for child in inner if child.type == "initializer_expression"), None)
    return _created(csharp, node, kind, given, filled)


def _wanted_type(csharp: CSharp, node: Node) -> Node:
    """The type that is written where an object goes: that of the variable, or of the elements of the array."""
    around = node.parent
    while around is not None and around.type in {"variable_declarator", "initializer_expression", "collection_element"}:
        around = around.parent
    kind = around.child_by_field_name("type") if around is not None else None
    if around is not None and around.type in {"object_creation_expression", "array_creation_expression"} and kind is not None:
        kind = kind.child_by_field_name("type") if kind.type == "array_type" else None
    if kind is None or kind.type == "implicit_type":
        raise csharp.unsupported(node, "'new' without a type")
    return kind


def _created(csharp: CSharp, node: Node, kind: Node, given: Node | None, filled: Node | None) -> Value:
    name, origin = type_name(csharp, kind), csharp.tree.text(node)
    args, named = calls.arguments(csharp, given)
    if name in csharp.classes:
        made = own_object(csharp, csharp.classes[name], args, named, origin)
    else:
        native = csharp.library.constructors.get(name)
        if native is None:
            raise Unsupported(f"the class {name}", csharp.tree.text(kind).span())
        made = native(calls.call_of(csharp, Null(origin), args, origin, named))
    if filled is not None:
        fill(csharp, made, filled)
    return made


def own_object(csharp: CSharp, node: Node, args: list[Value], named: dict[str, Value], origin: Text) -> Value:
    """An object of a class of the sample that does nothing but hold values: its properties in the order in which they stand."""
    made = Members(origin)
    listed = next((child for child in node.children if child.type == "parameter_list"), None)
    for number, parameter in enumerate(parts(listed) if listed is not None else []):
        name = parameter.child_by_field_name("name")
        if name is None or any(child.type == "attribute_list" for child in parameter.children):
            raise csharp.unsupported(parameter, "such a parameter of a record")
        text = csharp.tree.text(name)
        value = named.get(text.value) or (args[number] if number < len(args) else None)
        if value is None:
            raise csharp.unsupported(node, "an object with less than its values")
        made.put(text.value, text, value)
    body = node.child_by_field_name("body")
    for member in parts(body) if body is not None else []:
        _put_property(csharp, made, member)
    return made


def _put_property(csharp: CSharp, made: Members, member: Node) -> None:
    name, kind = member.child_by_field_name("name"), member.child_by_field_name("type")
    if member.type != "property_declaration" or name is None or kind is None or member.child_by_field_name("accessors") is None:
        raise csharp.unsupported(member, "a class with more than properties")
    if any(child.type == "attribute_list" for child in member.children):
        raise csharp.unsupported(member, "a property with an attribute")
    value, text = member.child_by_field_name("value"), csharp.tree.text(name)
    if value is not None:
        made.put(text.value, text, csharp.evaluate(value))
    elif csharp.tree.written(kind).endswith("?") or csharp.tree.written(kind) in {"string", "object"}:
        made.put(text.value, text, Null(text))
    else:
        made.put(text.value, text, _Unset(text))


class _Unset(Value):
    """The value of a property that has its type's own, which nobody has looked up."""

    __slots__ = ()


def fill(csharp: CSharp, made: Value, node: Node) -> None:
    """What stands in braces behind a new object, or behind the name of one of its properties: properties, elements, items."""
    for item in parts(node):
        if item.type != "assignment_expression":
            given = parts(item) if item.type == "initializer_expression" else [item]
            calls.send(csharp, item, made, "Add", [csharp.evaluate(value) for value in given])
            continue
        left, right = item.child_by_field_name("left"), item.child_by_field_name("right")
        if left is None or right is None:
            raise csharp.unsupported(item)
        if left.type in {"element_binding_expression", "bracketed_argument_list"}:
            keys = calls.arguments(csharp, left)[0]
            calls.send(csharp, item, made, "[]=", [*keys, csharp.evaluate(right)])
        elif right.type == "initializer_expression":
            fill(csharp, calls.property_of(csharp, item, made, csharp.tree.written(left)), right)
        else:
            calls.set_property(csharp, item, made, csharp.tree.text(left), csharp.evaluate(right))


def anonymous(csharp: CSharp, node: Node) -> Value:
    """`new { a = 1, b, c.d }`: names and values, or what gives its name itself."""
    made, pending = Members(csharp.tree.text(node)), None
    for child in node.children:
        if child.type == "=":
            continue
        if not child.is_named or child.type == "comment":
            if child.type in {",", "}"} and pending is not None:
                _put_by_own_name(csharp, made, pending)
                pending = None
            continue
        if child.prev_sibling is not None and child.prev_sibling.type == "=":
            if pending is None:
                raise csharp.unsupported(child)
            text = _plain_name(csharp.tree.text(pending))
            if text.value in made.entries:
                raise Invalid("An anonymous type cannot have two properties of one name (CS0833)", text.span())
            if child.type == "null_literal":
                raise Invalid(
                    "Cannot assign <null> to a property of an anonymous type (CS0828); write (object?)null",
                    csharp.tree.text(child).span(),
                )
            made.put(text.value, text, csharp.evaluate(child))
            pending = None
        else:
            pending = child
    return made


def _plain_name(text: Text) -> Text:
    return text.slice(1, len(text)) if text.value.startswith("@") else text


def _put_by_own_name(csharp: CSharp, made: Members, node: Node) -> None:
    name = node if node.type == "identifier" else node.child_by_field_name("name")
    if name is None:
        raise csharp.unsupported(node, "a member of an anonymous type without a name")
    text = _plain_name(csharp.tree.text(name))
    made.put(text.value, text, csharp.evaluate(node))


def made_array(csharp: CSharp, node: Node) -> Value:
    """`new[] { … }`"""
    return array_of(csharp, parts(node)[-1])


def array(csharp: CSharp, node: Node) -> Value:
    """`new string[] { … }`"""
    inner = parts(node)
    if inner[-1].type != "initializer_expression":
        if csharp.tree.written(node).replace(" ", "").endswith("[0]"):
            return _of_type(csharp, node, List(csharp.tree.text(node)))
        raise csharp.unsupported(node, "an array without its elements")
    return _of_type(csharp, node, List(csharp.tree.text(node), _items(csharp, inner[-1])))


def _of_type(csharp: CSharp, node: Node, made: List) -> Value:
    """An array; one of bytes is what it is the bytes of."""
    if not csharp.tree.written(node).replace(" ", "").startswith("newbyte["):
        return made
    codes = [item.value if isinstance(item, Number) else -1 for item in made.items]
    if not all(isinstance(code, int) and 0 <= code < 128 for code in codes):
        raise csharp.unsupported(node, "bytes that are no text")
    return Octets(made.origin, Text.decoded("".join(chr(int(code)) for code in codes), made.origin.span()))


def array_of(csharp: CSharp, node: Node) -> Value:
    """`{ … }`, the elements of an array."""
    return List(csharp.tree.text(node), _items(csharp, node))


def _items(csharp: CSharp, node: Node) -> list[Value]:
    found = parts(node)
    budget.elements(len(found), csharp.tree.text(node).span())
    return [csharp.evaluate(item) for item in found]


def collection(csharp: CSharp, node: Node) -> Value:
    """`[1, 2]`, as a list."""
    made = List(csharp.tree.text(node))
    for item in parts(node):
        inner = parts(item)[0]
        if inner.type != "expression_element":
            raise csharp.unsupported(item, "a spread element")
        made.items.append(csharp.evaluate(parts(inner)[0]))
    return made
