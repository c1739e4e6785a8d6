"""How a value is quoted at a place in a Ruby program (documentation of Ruby, "Literals")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tree_sitter import Node

from unisono.languages.program.following import Follower, Layers, Step
from unisono.languages.program.tree import Tree, parser, parts, within
from unisono.languages.quoting import BASE, Escape, Found, Quoting, Slot, Uncertain
from unisono.languages.ruby import GRAMMARS
from unisono.text.regex import regex
from unisono.text.source import Source, Text

_SENDING = frozenset(
    {"URI", "parse", "new", "get", "get_response", "post", "put", "patch", "delete", "head", "options", "request", "add_field"}
    | {"generate", "encode_www_form", "set_form_data"}
    | {"puts", "p", "print"}
)
"""What is called with a text, or with what holds it, and hands it on as it is or only shows it: of net/http, URI
and JSON."""

_STATEMENTS = frozenset({"program", "body_statement", "then", "block_body"})

_SCHEME = regex(r"\.scheme\s*==")
_CONNECTED = regex(r"\bNet::HTTP\.(?:new|start)\b")


def places(code: str, slots: Sequence[Slot]) -> list[Found | None]:
    """For each slot its place, which may be wider, and how it is quoted; None where that is not certain."""
    found = _Ruby(Tree(Text.of(Source("sample", code)), parser(GRAMMARS[0]))).places(slots)
    return [place and _of_connection(code, slot, place) for slot, place in zip(slots, found, strict=True)]


def _of_connection(code: str, slot: Slot, place: Found) -> Found:
    """A base URL has the scheme that a connection is made for, unless that asks for it. With an IPv6 address, net/http of
    Ruby 3 sends a `Host` without the brackets."""
    if slot.name != BASE:
        return place
    never = [r"^[a-z]+:\/\/\["]
    if _CONNECTED.search(code) and not _SCHEME.search(code):
        never.append(f"^(?!{code[slot.start : slot.end].partition(':')[0].lower()}:)")
    return place._replace(quoting=Quoting((), tuple(never)).inside(place.quoting))


class _Ruby(Follower):
    STRINGS: Mapping[str, Quoting] = {
        "'": Quoting((Escape(r"[\\']", r"\&"),)),
        '"': Quoting((Escape(r'["\\#]', r"\&"),)),
        "": Quoting((Escape(r'["\\#]', r"\&"), Escape("^|$", '"'))),
    }
    PASSING = frozenset({"parenthesized_statements", "chained_string", "hash", "array", "interpolation", "string"})
    HOLES = frozenset({"interpolation"})
    NAMES = frozenset({"identifier", "constant"})
    EXPRESSIONS = frozenset({*NAMES, "integer", "float", "true", "false", "call", "element_reference", "binary"})
    DEFINITIONS = frozenset({"method", "singleton_method", "class", "module", "lambda", "singleton_class"})

    def step(self, parent: Node, node: Node) -> Layers:
        if parent.type in _STATEMENTS or node == parent.child_by_field_name("condition"):
            return ()  # no value is empty
        return super().step(parent, node)

    def in_operation(self, parent: Node, _: Node) -> Layers:
        sign = parent.child_by_field_name("operator")
        if sign is None or sign.type not in {"+", "||"}:
            raise Uncertain
        return self.follow(parent)

    def in_pair(self, parent: Node, node: Node) -> Layers:
        if node != parent.child_by_field_name("value"):
            raise Uncertain
        return self.follow(parent)

    def in_assignment(self, parent: Node, node: Node) -> Layers:
        target = parent.child_by_field_name("left")
        if target is None or node == target or (parent.parent and parent.parent.type not in _STATEMENTS):
            raise Uncertain
        if target.type == "element_reference":
            target = target.child_by_field_name("object") or target
            if self._is_request(target):
                return ()
        content = target.child_by_field_name("receiver") if self.tree.written(target).endswith(".body") else None
        if content is not None and self._is_request(content):
            return ()
        if target.type not in self.NAMES:
            raise Uncertain
        return self.named(self.tree.written(target))

    def _is_request(self, name: Node) -> bool:
        """Whether a name is always that of a new request."""
        sets = [
            n.parent for n in within(self.tree.root) if n.type == "assignment" for n in n.children[:1] if n.type in self.NAMES
        ]
        given = [
            self.tree.written(made.child_by_field_name("right") or made)
            for made in sets
            if made and self.tree.written(made.children[0]) == self.tree.written(name)
        ]
        return bool(given) and all(one.startswith("Net::HTTP::") and "." in one for one in given)

    def in_subscript(self, parent: Node, node: Node) -> Layers:
        if node != parent.child_by_field_name("object"):
            raise Uncertain
        outer = parent.parent
        is_target = outer is not None and outer.child_by_field_name("left") == parent
        return () if is_target else self.follow(parent)

    def in_arguments(self, parent: Node, node: Node) -> Layers:
        call = parent.parent
        method = call.child_by_field_name("method") if call else None
        if call is None or method is None:
            raise Uncertain
        name, receiver = self.tree.written(method), call.child_by_field_name("receiver")
        if receiver and f"{self.tree.written(receiver)}.{name}" == "ENV.fetch" and node == parts(parent)[1]:
            return self.follow(call)
        if name not in _SENDING:
            raise Uncertain
        return ()

    def in_call(self, parent: Node, node: Node) -> Layers:
        """What a text, or what holds it, is asked for: as JSON, it goes on as it is."""
        method = parent.child_by_field_name("method")
        if node != parent.child_by_field_name("receiver") or method is None or self.tree.written(method) != "to_json":
            raise Uncertain
        return self.follow(parent)

    STEPS: Mapping[str, Step] = {
        "binary": in_operation,
        "pair": in_pair,
        "assignment": in_assignment,
        "element_reference": in_subscript,
        "argument_list": in_arguments,
        "call": in_call,
    }
