"""Which code could send a request: asked before code is left out because nobody can say whether it runs."""

from __future__ import annotations

from tree_sitter import Node

from unisono.languages.javascript.run import Host, Native, Run
from unisono.languages.javascript.values import Arguments, Array, Class, Function, Listing, Object, Scope, Value
from unisono.text import budget
from unisono.text.regex import regex

_NAME = regex(r"[A-Za-z_$][\w$]*")


def reaches_request(run: Run, value: Value) -> bool:
    return _Search(run).value(value)


def code_reaches_request(run: Run, node: Node, scope: Scope) -> bool:
    return _Search(run).code(node, scope)


class _Search:
    """One search; it looks at every function and object once. Names are looked up wherever they stand, in strings too."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.seen: set[int] = set()

    def value(self, value: Value) -> bool:
        waiting = [value]
        before = len(self.seen)
        while waiting:
            item = waiting.pop()
            if not isinstance(item, Object) or id(item) in self.seen:
                continue
            self.seen.add(id(item))
            if isinstance(item, Native | Host) and item.sends:
                return True
            waiting += [member.value for member in item.members.values()]
            waiting += item.items if isinstance(item, Array | Arguments | Listing) else []
            waiting += [item.prototype] if item.prototype else []
            waiting += self._of_function(item)
        budget.elements((len(self.seen) - before) // 4, value.origin.span())
        return False

    def _of_function(self, item: Object) -> list[Value]:
        if isinstance(item, Class):
            return [part for part in (item.instance, item.constructor, item.parent) if part]
        if isinstance(item, Function) and item.node is not None and item.scope is not None:
            found = self.names(item.node, item.scope)
            return [*found, item.this] if item.this else found
        return []

    def code(self, node: Node, scope: Scope) -> bool:
        return any(self.value(value) for value in self.names(node, scope))

    def names(self, node: Node, scope: Scope) -> list[Value]:
        names = self.run.names.get(node.id)
        if names is None:
            names = self.run.names[node.id] = list(dict.fromkeys(_NAME.findall(self.run.script.written(node))))
        found = [binding.value for name in names if (binding := scope.find(name)) and binding.value is not None]
        this = scope.enclosing().this if "this" in names else None
        return [*found, this] if this else found
