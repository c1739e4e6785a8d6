"""Calls: of the sample's own functions, of PHP's, and of the clients'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tree_sitter import Node

from unisono.languages.php.classes import CONSTRUCTOR, checked, class_of, constant, properties
from unisono.languages.php.state import Call, Php
from unisono.languages.php.values import Object, copied
from unisono.languages.php.variables import answer, class_name, is_empty, is_set
from unisono.languages.program.run import Exit, Return
from unisono.languages.program.tree import parts
from unisono.languages.program.values import Class, Function, Host, Instance, Map, Null, String, Unknown, Value
from unisono.languages.reading import Unsupported
from unisono.languages.uncalled import SENDING_NAMES, given_client, may_send
from unisono.text.source import Text

HARMLESS = frozenset(
    """var_dump print_r var_export printf vprintf error_log header ini_set set_time_limit error_reporting trigger_error dump dd
    date_default_timezone_set http_response_code flush ob_start ob_end_clean assert usleep sleep fclose session_start
    fwrite fputs exit die json_last_error json_last_error_msg htmlspecialchars nl2br number_format""".split()  # noqa: SIM905
)
"""Functions that change nothing in what is sent, and whose arguments say nothing of it."""


def function_call(php: Php, node: Node) -> Value:
    named, given = node.child_by_field_name("function"), node.child_by_field_name("arguments")
    origin = php.tree.text(node)
    if named is None or given is None:
        raise php.unsupported(node)
    if named.type not in {"name", "qualified_name"}:
        return call_value(php, php.evaluate(named), _arguments(php, given), origin)
    name = php.tree.written(named).rpartition("\\")[2].lower()
    if name in {"isset", "empty"}:
        found = [(is_set if name == "isset" else is_empty)(php, parts(item)[0]) for item in parts(given)]
        return answer(php, node, False if False in found else None if None in found else True)
    if name in {"exit", "die"}:
        raise Exit
    if name in php.functions:
        return _call(php, php.functions[name], {}, _arguments(php, given), origin)
    native = php.library.functions.get(name)
    if native is not None:
        return native(Call(php, _arguments(php, given), origin))
    if name in HARMLESS:
        if php.grammar.sends(php, given):
            _arguments(php, given)  # what they say does not matter, what they do does
        else:
            php.skip(given)
        return Unknown(origin)
    raise Unsupported(f"the function {name}", php.tree.text(named).span())


def _arguments(php: Php, node: Node) -> list[Value]:
    return list(_each_argument(php, node))


def _each_argument(php: Php, node: Node) -> Iterator[Value]:
    for item in parts(node):
        inner = parts(item)
        if item.child_by_field_name("name") is not None:
            raise php.unsupported(item, f"the named argument '{php.tree.written(inner[0])}'")
        if inner[0].type == "variadic_unpacking":
            raise php.unsupported(item, "unpacked arguments")
        # The grammar has the parts of a string beside it, too.
        yield php.evaluate(inner[0])


def call_value(php: Php, function: Value, args: Sequence[Value | None], origin: Text) -> Value:
    """Calls what is taken for a function. An argument that is None is left out."""
    if isinstance(function, Function):
        return _call(php, function.node, function.captured, args, origin)
    raise Unsupported("a function that is known only at run time", origin.span())


def _call(
    php: Php, node: Node, captured: dict[str, Value], args: Sequence[Value | None], origin: Text, of: Class | None = None
) -> Value:
    """Runs a function of the sample, or a method of one of its classes, in a scope of its own. An argument that is None is
    left out."""
    php.entered.add(node.id)
    parameters, body = node.child_by_field_name("parameters"), node.child_by_field_name("body")
    if parameters is None or body is None:
        raise php.unsupported(node)
    scope = dict(captured)
    for number, parameter in enumerate(parts(parameters)):
        name, default = parameter.child_by_field_name("name"), parameter.child_by_field_name("default_value")
        if name is None or parameter.type not in PARAMETERS or parameter.child_by_field_name("reference_modifier"):
            raise php.unsupported(parameter, f"the parameter '{php.tree.written(parameter)}'")
        given = args[number] if number < len(args) else None
        if given is not None:
            value = copied(given)
        elif default is not None:
            value = php.evaluate(default)
        else:
            raise php.fails(f"ArgumentCountError: Too few arguments to function, {len(args)} passed", origin)
        scope[php.tree.written(name)[1:]] = value
        if parameter.type == "property_promotion_parameter" and isinstance(this := captured.get("this"), Instance):
            this.members[php.tree.written(name)[1:]] = value
    arrow = node.type == "arrow_function"

    def run() -> Value:
        outer, php.current = php.current, of or php.current
        try:
            if arrow:
                return php.evaluate(body)
            php.execute(body)
            return Null(origin)
        finally:
            php.current = outer

    return php.called(run, {**php.scope, **scope} if arrow else scope, origin)


PARAMETERS = frozenset({"simple_parameter", "property_promotion_parameter"})
"""The kinds of parameters that are understood."""


def call_function(php: Php, node: Node, args: Sequence[Value | None], origin: Text) -> Value:
    """Calls a function of the sample. An argument that is None is left out."""
    return _call(php, node, {}, args, origin)


def call_method(php: Php, this: Instance | Class, name: str, args: Sequence[Value | None], place: Text) -> Value:
    """Calls a method of an object, or of a class itself."""
    of: Class | None = checked(php, this if isinstance(this, Class) else this.of)
    while of is not None and name not in of.methods:
        of = of.parent
    if of is None:
        kind = this.name if isinstance(this, Class) else this.of.name
        raise php.fails(f"Error: Call to undefined method {kind}::{name}()", place)
    return _call(php, of.methods[name], {"this": this} if isinstance(this, Instance) else {}, args, place, of)


def create(php: Php, of: Class, args: Sequence[Value | None], origin: Text) -> Instance:
    """An object of a class of the sample."""
    made = Instance(origin, checked(php, of))
    outer, php.current = php.current, of
    made.members.update(properties(php, of, static=False))
    php.current = outer
    if of.method(CONSTRUCTOR) is not None:
        call_method(php, made, CONSTRUCTOR, args, origin)
    return made


def closure(php: Php, node: Node) -> Value:
    captured = {"this": php.scope["this"]} if "this" in php.scope else {}
    for clause in parts(node):
        if clause.type == "anonymous_function_use_clause":
            for name in parts(clause):
                if name.type != "variable_name":
                    raise php.unsupported(name, "a reference to a variable outside")
                captured[php.tree.written(name)[1:]] = copied(php.evaluate(name))
    return Function(php.tree.text(node), node, captured)


def method_call(php: Php, node: Node) -> Value:
    owner, name_node, given = (node.child_by_field_name(name) for name in ("object", "name", "arguments"))
    origin = php.tree.text(node)
    if owner is None or name_node is None or given is None or name_node.type != "name":
        raise php.unsupported(node)
    this, name = php.evaluate(owner), php.tree.written(name_node)
    if isinstance(this, Unknown):
        holder = php.tree.written(owner).rpartition(">")[2].lstrip("$")
        if this.given and may_send(holder, name, SENDING_NAMES | php.library.sending, frozenset()):
            raise given_client(php.tree.written(owner), origin.span())
        if any(name.lower() in of.methods and php.grammar.sends(php, node) for of in php.classes.values()):
            raise Unsupported("a method of an object that is known only at run time", origin.span())
        php.skip(given)
        return Unknown(origin, good=this.good, given=this.given)
    if isinstance(this, Instance):
        return call_method(php, this, name.lower(), _arguments(php, given), origin)
    if isinstance(this, Host | Function):
        for kind in type(this).__mro__:
            native = php.library.methods.get((kind, name.lower()))
            if native is not None:
                return native(Call(php, _arguments(php, given), origin, this))
        raise Unsupported(f"the method {name}", php.tree.text(name_node).span())
    raise php.fails(f"Error: Call to a member function {name}() on {_kind(this)}", origin)


def _kind(value: Value) -> str:
    return {"String": "string", "Null": "null", "Map": "array", "Boolean": "bool", "Number": "int"}.get(
        type(value).__name__, "a value"
    )


def is_static(method: Node) -> bool:
    """Whether a method belongs to its class itself."""
    return any(child.type == "static_modifier" for child in method.children)


def static_call(php: Php, node: Node) -> Value:
    scope, name, given = (node.child_by_field_name(field) for field in ("scope", "name", "arguments"))
    if scope is None or name is None or given is None:
        raise php.unsupported(node)
    if (of := class_of(php, scope)) is not None:
        this = php.scope.get("this")
        is_inner = php.tree.written(scope).lower() in {"self", "static", "parent"}
        called = php.tree.written(name).lower()
        if is_inner and isinstance(this, Instance) and (found := of.method(called)) is not None and not is_static(found):
            return _call(php, found, {"this": this}, _arguments(php, given), php.tree.text(node), of)
        return call_method(php, of, called, _arguments(php, given), php.tree.text(node))
    full = f"{class_name(php, scope)}::{php.tree.written(name)}"
    native = php.library.statics.get(full.lower())
    if native is None:
        php.need(full.partition("::")[0], php.tree.text(scope))
        raise Unsupported(f"{full}()", php.tree.text(node).span())
    return native(Call(php, _arguments(php, given), php.tree.text(node)))


def creation(php: Php, node: Node) -> Value:
    named = node.named_children[0]
    origin = php.tree.text(node)
    if named.type not in {"name", "qualified_name", "relative_scope"}:
        raise php.unsupported(node, "an object of a class without a name")
    name = class_name(php, named)
    given = next((child for child in node.named_children if child.type == "arguments"), None)
    args = _arguments(php, given) if given is not None else []
    if (of := class_of(php, named)) is not None:
        return create(php, of, args, origin)
    if name.lower() == "stdclass":
        return Object(origin, members=Map(origin))
    native = php.library.constructors.get(name.lower())
    if native is None:
        php.need(name, php.tree.text(named))
        raise Unsupported(f"the class {name}", php.tree.text(named).span())
    return native(Call(php, args, origin))


def class_constant(php: Php, node: Node) -> Value:
    owner, name = (php.tree.written(child) for child in node.named_children[:2])
    full = f"{class_name(php, node.named_children[0])}::{name}"
    origin = php.tree.text(node)
    if name != "class" and (of := class_of(php, node.named_children[0])) is not None:
        own = constant(php, checked(php, of), name)
        if own is None:
            raise php.fails(f"Error: Undefined constant {full}", origin)
        return own
    value = php.library.constants.get(full)
    if name == "class":
        return String(Text.decoded(class_name(php, node.named_children[0]), origin.span()))
    if value is None:
        php.need(full.partition("::")[0], php.tree.text(node.named_children[0]))
        raise Unsupported(f"the constant {owner}::{name}", origin.span())
    return String(Text.decoded(str(value), origin.span()))


def leave(php: Php, node: Node) -> None:
    """`return`."""
    values = parts(node)
    raise Return(php.evaluate(values[0]) if values else Null(php.tree.text(node)))
