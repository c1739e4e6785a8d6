"""Calls: of the sample's own methods, of Ruby's, and of the client's."""

from __future__ import annotations

from collections.abc import Callable

from tree_sitter import Node

from unisono.languages.program.run import Exit, Jump
from unisono.languages.program.tree import parts
from unisono.languages.program.values import Class, Instance, List, Map, Null, String, Unknown, Value
from unisono.languages.reading import Unsupported
from unisono.languages.ruby.classes import CONSTRUCTOR, RubyClass, checked, declared, methods_named
from unisono.languages.ruby.state import Call, Ruby
from unisono.languages.ruby.values import Module, Symbol, key_of, to_text
from unisono.languages.uncalled import SENDING_NAMES, given_client, may_send
from unisono.text.source import Text

_HARMLESS = frozenset({"puts", "p", "print", "pp", "warn", "require", "require_relative", "raise", "sleep", "printf", "abort"})
"""Methods that change nothing in what is sent, and whose arguments say nothing of it."""

Block = Callable[[list[Value]], Value]


def call(ruby: Ruby, node: Node) -> Value:
    receiver, method = node.child_by_field_name("receiver"), node.child_by_field_name("method")
    given, block = node.child_by_field_name("arguments"), node.child_by_field_name("block")
    if method is None:
        raise ruby.unsupported(node, "a call without a name")
    return called(ruby, node, receiver, ruby.tree.written(method), given, block)


def called(ruby: Ruby, node: Node, receiver: Node | None, name: str, given: Node | None, block: Node | None) -> Value:
    origin = ruby.tree.text(node)
    if receiver is None and name not in ruby.methods and (done := _of_kernel(ruby, name, given, origin)) is not None:
        return done
    this = ruby.evaluate(receiver) if receiver is not None else None
    if isinstance(this, Null) and any(child.type == "&." for child in node.children):
        return this
    if isinstance(this, Unknown) and receiver is not None:
        _refuse(ruby, node, this, ruby.tree.written(receiver), name)
    if isinstance(this, Unknown) and name not in {"to_json", "to_s", "strip", "chomp", "to_str", "freeze"}:
        for code in (given, block):
            if code is not None:
                ruby.skip(code)
        return Unknown(origin, good=this.good, given=this.given)
    args, keywords = _arguments(ruby, given)
    run = _block(ruby, block) if block is not None else None
    if isinstance(this, Instance | RubyClass) or (this is None and ruby.this is not None):
        found = _of_class(ruby, this or ruby.this, name, Call(ruby, this or Null(origin), args, keywords, origin, run))
        if found is not None:
            return found
    if this is None and name in ruby.methods:
        return call_own(ruby, ruby.methods[name], args, keywords, origin, None, None)
    return send(ruby, node, this, name, args, keywords, run)


def _of_kernel(ruby: Ruby, name: str, given: Node | None, origin: Text) -> Value | None:
    """What methods give that change nothing in what is sent; None for any other."""
    if name in {"exit", "abort"}:
        raise Exit
    if name == "require" and given is not None:
        ruby.require(to_text(ruby.evaluate(parts(given)[0])))
    if name not in _HARMLESS:
        return None
    if given is not None and ruby.grammar.sends(ruby, given):
        _arguments(ruby, given)
    return Null(origin)


def _refuse(ruby: Ruby, node: Node, this: Unknown, receiver: str, name: str) -> None:
    """Raises Unsupported where what is called of something unknown may send a request."""
    place = ruby.tree.text(node).span()
    if this.given and may_send(receiver.lstrip("@"), name, SENDING_NAMES | ruby.library.sending, frozenset({"delete", "put"})):
        raise given_client(receiver, place)
    own = methods_named(ruby, name) if not this.good else []
    if any(ruby.grammar.sends(ruby, one) for one in own):
        raise Unsupported("a method of an object that is known only at run time", place)


def _of_class(ruby: Ruby, this: Value | None, name: str, call: Call) -> Value | None:
    """What a method of an object gives, or of a class of the sample; None where neither has one of that name."""
    if isinstance(this, RubyClass):
        if (said := declared(ruby, name, call)) is not None:
            return said
        if name == "new" and not this.is_module:
            return create(ruby, this, call.args, call.keywords, call.origin)
        of = next((one for one in this.line if name in one.singletons), None)
        return call_own(ruby, of.singletons[name], call.args, call.keywords, call.origin, this, of) if of else None
    if not isinstance(this, Instance) or not isinstance(this.of, RubyClass):
        return None
    of = next((one for one in this.of.line if name in one.methods), None)
    if of is not None:
        return call_own(ruby, of.methods[name], call.args, call.keywords, call.origin, this, of)
    if name == "class":
        return this.of
    if any(name in one.readers for one in this.of.line):
        return this.members.get(f"@{name}") or Null(call.origin)
    if any(name.removesuffix("=") in one.writers for one in this.of.line) and name.endswith("=") and call.args:
        this.members[f"@{name[:-1]}"] = call.args[0]
        return call.args[0]
    checked(this.of, ruby)
    return None


def create(ruby: Ruby, of: RubyClass, args: list[Value], keywords: Map, origin: Text) -> Instance:
    """An object of a class of the sample."""
    made = Instance(origin, checked(of, ruby))
    holder = next((one for one in of.line if CONSTRUCTOR in one.methods), None)
    if holder is not None:
        call_own(ruby, holder.methods[CONSTRUCTOR], args, keywords, origin, made, holder)
    return made


def call_own(
    ruby: Ruby, node: Node, args: list[Value], keywords: Map, origin: Text, this: Value | None, of: RubyClass | None
) -> Value:
    """Runs a method of the sample; `this` is the object that it is one of, `of` the class that has it."""
    outer = ruby.this, ruby.current
    ruby.this = this if isinstance(this, Instance | RubyClass) else None
    ruby.current = of
    try:
        return _own(ruby, node, args, keywords, origin)
    finally:
        ruby.this, ruby.current = outer


def _arguments(ruby: Ruby, given: Node | None) -> tuple[list[Value], Map]:
    args: list[Value] = []
    keywords = Map(ruby.tree.code.slice(0, 0) if given is None else ruby.tree.text(given))
    for item in parts(given) if given is not None else []:
        if item.type == "pair":
            put_pair(ruby, item, keywords)
        elif item.type in {"splat_argument", "hash_splat_argument", "block_argument"}:
            raise ruby.unsupported(item, f"the argument '{ruby.tree.written(item)}'")
        else:
            args.append(ruby.evaluate(item))
    return args, keywords


def put_pair(ruby: Ruby, node: Node, made: Map) -> None:
    """A pair of a hash, or of arguments. A string before a colon is a symbol."""
    key_node, value_node = node.child_by_field_name("key"), node.child_by_field_name("value")
    if key_node is None or value_node is None:
        raise ruby.unsupported(node, "a pair without a value")
    key = ruby.evaluate(key_node)
    if isinstance(key, String) and any(child.type == ":" for child in node.children):
        key = Symbol(key.origin)
    made.put(key_of(key), to_text(key), ruby.evaluate(value_node))


def send(
    ruby: Ruby,
    node: Node,
    this: Value | None,
    name: str,
    args: list[Value],
    keywords: Map | None = None,
    block: Block | None = None,
) -> Value:
    """Calls a method of Ruby's or the client's."""
    origin = ruby.tree.text(node)
    made = Call(ruby, this or Null(origin), args, keywords or Map(origin), origin, block)
    if this is None:
        native = ruby.library.functions.get(name)
    elif isinstance(this, Module):
        native = ruby.library.of_modules.get(f"{this.name}.{name}")
    elif isinstance(this, Instance | Class) and name.endswith("=") and (set_ := _of_class(ruby, this, name, made)) is not None:
        return set_
    else:
        native = next((found for kind in type(this).__mro__ if (found := ruby.library.methods.get((kind, name)))), None)
    if name == "to_json":
        ruby.need("JSON", "undefined method `to_json' (NoMethodError)", origin)
    if this is None and name == "URI":
        ruby.need("URI", "undefined method `URI' (NoMethodError)", origin)
    if native is not None:
        return native(made)
    if this is None and not args and keywords is not None and not keywords.entries and node.type == "identifier":
        raise ruby.fails(f"undefined local variable or method '{name}' (NameError)", origin)
    raise Unsupported(f"the method {f'{this.name}.' if isinstance(this, Module) else ''}{name}", origin.span())


def _block(ruby: Ruby, node: Node) -> Block:
    """What a block does, which sees the variables around it."""
    parameters, body = node.child_by_field_name("parameters"), node.child_by_field_name("body")
    names = [ruby.tree.written(name) for name in parts(parameters)] if parameters is not None else []

    def run(values: list[Value]) -> Value:
        if len(names) > 1 and len(values) == 1 and isinstance(values[0], List):
            values = values[0].items
        before = {name: ruby.scope.get(name) for name in names}
        for number, name in enumerate(names):
            ruby.scope[name] = values[number] if number < len(values) else Null(ruby.tree.text(node))
        depth = ruby.depth
        try:
            return ruby.evaluate(body) if body is not None else Null(ruby.tree.text(node))
        except Jump as jump:
            if jump.leaves:
                raise
            ruby.depth = depth
            return Null(ruby.tree.text(node))
        finally:
            for name, value in before.items():
                if value is None:
                    ruby.scope.pop(name, None)
                else:
                    ruby.scope[name] = value

    return run


def _own(ruby: Ruby, node: Node, args: list[Value], keywords: Map, origin: Text) -> Value:
    """Runs a method of the sample in a scope of its own."""
    ruby.entered.add(node.id)
    parameters, body = node.child_by_field_name("parameters"), node.child_by_field_name("body")
    scope: dict[str, Value] = {}
    given, listed = list(args), parts(parameters) if parameters is not None else []
    needed = sum(parameter.type == "identifier" for parameter in listed)
    for parameter in listed:
        name_node, default = parameter.child_by_field_name("name") or parameter, parameter.child_by_field_name("value")
        name = ruby.tree.written(name_node)
        if parameter.type == "keyword_parameter":
            value = keywords.get(f"\0{name}")
        elif parameter.type == "optional_parameter" and len(given) <= needed:
            value = None
        elif parameter.type in {"identifier", "optional_parameter"}:
            needed -= parameter.type == "identifier"
            value = given.pop(0) if given else keywords if keywords.entries and parameter.type == "identifier" else None
        else:
            raise ruby.unsupported(parameter, f"the parameter '{ruby.tree.written(parameter)}'")
        if value is None and default is None:
            raise ruby.fails(f"wrong number of arguments (given {len(args)}) (ArgumentError)", origin)
        scope[name] = value if value is not None else ruby.evaluate(default) if default is not None else Null(origin)
    return ruby.called(lambda: ruby.evaluate(body) if body is not None else Null(origin), scope, origin)
