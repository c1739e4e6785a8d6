"""Classes and modules of a sample: what their bodies declare, and what is found in them by its name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field

from tree_sitter import Node

from unisono.languages.program.tree import parts, within
from unisono.languages.program.values import Class, Null, Value
from unisono.languages.reading import Unsupported
from unisono.languages.ruby.state import Call, Ruby
from unisono.languages.ruby.values import Symbol, to_text
from unisono.records import dataclass

CONSTRUCTOR = "initialize"
_VISIBILITY = frozenset({"public", "private", "protected", "module_function"})
_DECLARING = _VISIBILITY | {"private_class_method", "private_constant", "attr_reader", "attr_accessor", "attr_writer"}
_ERRORS = ("Error", "Exception")


@dataclass(slots=True, eq=False)
class RubyClass(Class):
    """`own` are its constants and variables; `singletons` the methods of the class itself; `readers` and
    `writers` the attributes that methods give and set; `hidden` the methods that only its own code can call; `outer` what it is
    declared in; `visibility` what the next methods are, while its body runs; `inherits` what follows `<`, where that is none of
    the sample's."""

    singletons: dict[str, Node] = field(default_factory=dict)
    readers: set[str] = field(default_factory=set)
    writers: set[str] = field(default_factory=set)
    hidden: set[str] = field(default_factory=set)
    outer: RubyClass | None = None
    visibility: str = "public"
    inherits: Node | None = None
    is_module: bool = False

    @property
    def line(self) -> list[RubyClass]:
        """The class and what it inherits from."""
        found: list[RubyClass] = []
        at: Class | None = self
        while isinstance(at, RubyClass) and at not in found:
            found.append(at)
            at = at.parent
        return found

    @property
    def is_error(self) -> bool:
        """Whether it is by its name one of what is raised, and so sends nothing."""
        written = self.inherits.text if self.inherits is not None else None
        return written is not None and written.decode("utf-8", "replace").endswith(_ERRORS)


def own_class(ruby: Ruby) -> RubyClass | None:
    """The class whose code runs."""
    return ruby.current if isinstance(ruby.current, RubyClass) else None


def declare(ruby: Ruby, node: Node) -> Value:
    """`class` and `module`: runs the body. One that is there is opened again."""
    name_node, body = node.child_by_field_name("name"), node.child_by_field_name("body")
    outer = own_class(ruby)
    if name_node is None or name_node.type != "constant":
        raise ruby.unsupported(node, "a class with such a name")
    name = ruby.tree.written(name_node)
    names = outer.own if outer is not None else ruby.constants
    made = names.get(name)
    if not isinstance(made, RubyClass):
        full = f"{outer.name}::{name}" if outer is not None else name
        made = RubyClass(ruby.tree.text(node), node, full, outer=outer, is_module=node.type == "module")
        names[name] = made
    above = node.child_by_field_name("superclass")
    if above is not None:
        written = ruby.tree.written(parts(above)[0])
        found = constant(ruby, written)
        made.parent = found if isinstance(found, RubyClass) else None
        made.inherits = None if made.parent is not None else parts(above)[0]
    made.visibility = "public"
    if body is not None:
        _run_body(ruby, made, body)
    return Null(ruby.tree.text(node))


def _run_body(ruby: Ruby, of: RubyClass, body: Node) -> None:
    outer = ruby.this, ruby.current
    ruby.this, ruby.current = of, of
    try:
        ruby.called(lambda: ruby.evaluate(body), {}, ruby.tree.text(body))
    finally:
        ruby.this, ruby.current = outer


def singleton_class(ruby: Ruby, node: Node) -> Value:
    """`class << self`: its methods are the class's own."""
    value, body, of = node.child_by_field_name("value"), node.child_by_field_name("body"), own_class(ruby)
    if of is None or value is None or value.type != "self":
        raise ruby.unsupported(node)
    for child in parts(body) if body is not None else []:
        if child.type == "method" and (name := child.child_by_field_name("name")) is not None:
            of.singletons[ruby.tree.written(name)] = child
        else:
            raise ruby.unsupported(child, "this in the class of a class")
    return Null(ruby.tree.text(node))


def method(ruby: Ruby, node: Node) -> Value:
    """`def`."""
    name_node, of = node.child_by_field_name("name"), own_class(ruby)
    name = ruby.tree.written(name_node) if name_node is not None else ""
    if node.type == "singleton_method":
        owner = node.child_by_field_name("object")
        if of is None or owner is None or (owner.type != "self" and ruby.tree.written(owner) != of.name.rpartition(":")[2]):
            raise ruby.unsupported(node, "a method of one object")
        of.singletons[name] = node
    elif of is None or ruby.this is not of:
        ruby.methods[name] = node
    else:
        of.methods[name] = node
        of.hidden.discard(name)
        if of.visibility == "module_function":
            of.singletons[name] = node
        elif of.visibility != "public":
            of.hidden.add(name)
    return Symbol(ruby.tree.text(name_node or node))


def declared(ruby: Ruby, name: str, call: Call) -> Value | None:
    """What is called in the body of a class to say something of it; None where it is no such call."""
    of = own_class(ruby)
    if of is None or ruby.this is not of:
        return None
    if name == "extend" and call.args == [of]:
        of.singletons = of.methods
        return Null(call.origin)
    if name in {"include", "extend", "prepend"}:
        raise Unsupported("what a module adds to a class", call.origin.span())
    if name not in _DECLARING:
        return None
    names = [to_text(value).value for value in call.args]
    if name in _VISIBILITY:
        _set_visibility(of, name, names)
    elif name in {"private_class_method", "private_constant"}:
        of.hidden.update(f"self.{one}" for one in names)
    else:
        of.readers.update(names if name != "attr_writer" else ())
        of.writers.update(names if name != "attr_reader" else ())
    return Null(call.origin)


def _set_visibility(of: RubyClass, name: str, names: list[str]) -> None:
    if not names:
        of.visibility = name
    elif name == "module_function":
        of.singletons.update({one: of.methods[one] for one in names if one in of.methods})
    elif name == "public":
        of.hidden -= set(names)
    else:
        of.hidden |= set(names)


def constant(ruby: Ruby, written: str) -> Value | None:
    """A constant of the sample, as the code that runs now sees it: of the classes around it, of what these inherit, of none."""
    first, *rest = written.removeprefix("::").split("::")
    found: Value | None = None
    at = own_class(ruby) if not written.startswith("::") else None
    lexical = at
    while found is None and lexical is not None:
        found, lexical = lexical.own.get(first), lexical.outer
    if found is None and at is not None:
        found = at.value(first)
    found = found or ruby.constants.get(first)
    for name in rest:
        found = found.value(name) if isinstance(found, RubyClass) else None
    return found


def checked(of: RubyClass, ruby: Ruby) -> RubyClass:
    """A class all of whose methods are in the sample. Raises Unsupported where it inherits from another one."""
    for one in of.line:
        if one.inherits is not None:
            place = ruby.tree.text(one.inherits).span()
            raise Unsupported("a class that inherits from one that is not in the sample", place)
    return of


def variable(ruby: Ruby, node: Node) -> Value:
    """`@name` of the object whose code runs."""
    name = ruby.tree.written(node)
    return ruby.variables.get(name) or Null(ruby.tree.text(node))


def set_variable(ruby: Ruby, name: str, value: Value) -> None:
    ruby.variables[name] = value


def class_variable(ruby: Ruby, node: Node) -> Value:
    """`@@name`."""
    of, name = own_class(ruby), ruby.tree.written(node)
    found = of.value(name) if of is not None else None
    if found is None:
        raise ruby.fails(f"uninitialized class variable {name} (NameError)", ruby.tree.text(node))
    return found


def set_class_variable(ruby: Ruby, node: Node, value: Value) -> None:
    of = own_class(ruby)
    if of is None:
        raise ruby.unsupported(node)
    of.own[ruby.tree.written(node)] = value


def methods_named(ruby: Ruby, name: str) -> list[Node]:
    """The methods of all classes that have a name."""
    return [node for of in classes(ruby) for node in (of.methods.get(name), of.singletons.get(name)) if node is not None]


def classes(ruby: Ruby) -> list[RubyClass]:
    """All classes and modules of the sample."""
    found: list[RubyClass] = []
    pending = list(ruby.constants.values())
    while pending:
        value = pending.pop(0)
        if isinstance(value, RubyClass) and value not in found:
            found.append(value)
            pending += value.own.values()
    return found


def set_in(ruby: Ruby, method: Node) -> Iterator[str]:
    """The variables of its object that the code of a method could set, itself or by others."""
    pending, seen = [method], set()
    while pending:
        for found in within(pending.pop()):
            left = found.child_by_field_name("left") if "assignment" in found.type else None
            if left is not None and "variable" in left.type:
                yield ruby.tree.written(left)
            name = ruby.tree.written(found) if found.type == "identifier" else ""
            if name and name not in seen:
                seen.add(name)
                pending += methods_named(ruby, name)
