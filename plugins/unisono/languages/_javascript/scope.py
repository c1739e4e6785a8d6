"""Names and what they stand for."""

from __future__ import annotations

from dataclasses import dataclass, field

from unisono.languages._javascript.values import Function, Value


@dataclass(slots=True, eq=False)
class Binding:
    """A declared name. `value` is None from the start of its block until its declaration runs."""

    value: Value | None
    constant: bool = False
    lexical: bool = False  # declared by let, const or class: a second declaration is a syntax error


@dataclass(slots=True, eq=False)
class Scope:
    """The names of a block or function.

    `body` marks the scope of a whole function or script, where `var` declares; `this` and `function` are set for a function
    with a `this` of its own.
    """

    parent: Scope | None = None
    names: dict[str, Binding] = field(default_factory=dict)
    this: Value | None = None
    function: Function | None = None
    body: bool = False

    def find(self, name: str) -> Binding | None:
        scope: Scope | None = self
        while scope is not None:
            if name in scope.names:
                return scope.names[name]
            scope = scope.parent
        return None

    def declare(self, name: str, value: Value | None, constant: bool = False, lexical: bool = False) -> None:
        self.names[name] = Binding(value, constant, lexical)

    def enclosing(self) -> Scope:
        """The nearest scope that belongs to a function with a `this` of its own, or the outermost."""
        scope = self
        while scope.this is None and scope.parent is not None:
            scope = scope.parent
        return scope
