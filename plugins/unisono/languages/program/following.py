"""How a value is quoted at a place in a program: the literal that holds it, and where that literal's text goes.

A text is followed in the tree from its literal through concatenations, containers and names to the calls of a client. Where it
may go another way, or something may look into it, the place is uncertain; so it is in a program with functions of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from tree_sitter import Node

from unisono.languages.program.tree import Tree, within
from unisono.languages.quoting import PLAIN, Found, Place, Quoting, Slot, Uncertain, agreed, where_certain

Layers = tuple[Quoting, ...]
Step = Callable[[Any, Node, Node], Layers]
"""A method of a `Follower` that does for a node what `step` does for all."""


class Follower:
    """What is particular to a language: the names of its grammar, and a method for each kind of node in `STEPS`."""

    STRINGS: Mapping[str, Quoting]
    """Inside string literals, by their quotation mark; "" is that of an expression, which becomes a literal."""

    HOLES: frozenset[str]
    """What stands in a literal for a value that is put in."""

    BRACES: frozenset[str] = frozenset({"interpolation_brace"})
    """What a grammar may have around the value in a hole."""

    NAMES: frozenset[str]
    """What a value is kept in: variables and constants."""

    EXPRESSIONS: frozenset[str]
    """What a literal can stand in the place of."""

    DEFINITIONS: frozenset[str]
    """Functions and classes."""

    ENTRY: tuple[str, str] | None = None
    """The type and the name of the function that a program begins with, which is run once, from its first line on."""

    PASSING: frozenset[str] = frozenset()
    """What a text goes through unchanged."""

    STEPS: Mapping[str, Step]
    """What is done at each other type of node that a text can go through."""

    LITERALS: frozenset[str] = frozenset({"string", "encapsed_string", "chained_string"})
    """What a text is written as."""

    CHARACTERS: frozenset[str] = frozenset({"string_content", "escape_sequence"})
    """What stands in a literal for itself."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._followed: set[str] = set()

    def places(self, slots: Sequence[Slot]) -> list[Found | None]:
        """For each slot its place, which may be wider, and how it is quoted; None where that is not certain."""
        if self.tree.root.has_error or any(self.defines(node) for node in within(self.tree.root)):
            return [None] * len(slots)
        return where_certain(self._found, slots)

    def defines(self, node: Node) -> bool:
        """Whether a node is a function or a class, in which a text may go other ways."""
        return node.type in self.DEFINITIONS and not self._is_entry(node)

    def _is_entry(self, node: Node) -> bool:
        name = node.child_by_field_name("name")
        return name is not None and (node.type, self.tree.written(name)) == self.ENTRY

    def step(self, parent: Node, node: Node) -> Layers:
        """The layers that the text of `node` goes through above it, on its way to a client. Raises Uncertain."""
        if parent.type in self.PASSING:
            return self.follow(parent)
        known = self.STEPS.get(parent.type)
        if known is None:
            raise Uncertain
        return known(self, parent, node)

    def follow(self, node: Node) -> Layers:
        """The layers that a text goes through on its way to a client."""
        if node.parent is None:
            raise Uncertain
        return self.step(node.parent, node)

    def named(self, name: str) -> Layers:
        """Wherever a name is used; it is taken for one, whatever the scope."""
        if name in self._followed:
            return ()
        self._followed.add(name)
        uses = [node for node in self.uses(name) if self.is_use(node)]
        if not uses:
            raise Uncertain  # it is used in another way
        return agreed([self.follow(use) for use in uses])

    def uses(self, name: str) -> Iterable[Node]:
        """Wherever a name stands."""
        return (node for node in within(self.tree.root) if node.type in self.NAMES and self.tree.written(node) == name)

    def is_use(self, node: Node) -> bool:
        """Whether a name stands for its value, and not where it gets one."""
        return not is_set(node)

    def _found(self, place: Place) -> Found:
        self._followed.clear()
        node = self._at(place)
        hole = next((one for one in upward(node) if one.type in self.HOLES and one.parent and self._mark(one.parent)), None)
        if hole is not None and hole.parent is not None and self._bounds_inside(hole) == place:
            return self._inside(hole.parent, self._with_braces(hole))
        literal = next((one for one in upward(node) if self._mark(one)), None)
        if literal is not None and self._is_between_the_marks(literal, place):
            return self._inside(literal, place)
        while node.parent is not None and self.tree.bounds(node.parent) == place:
            node = node.parent
        if self.tree.bounds(node) != place or node.type not in self.EXPRESSIONS:
            raise Uncertain
        return Found(*place, through(self.follow(node), self.STRINGS[""]))

    def _at(self, place: Place) -> Node:
        """The smallest node around characters."""
        before, own = self.tree.code.masked("_")[: place[0]], self.tree.code.masked("_")[slice(*place)]
        low = len(before.encode("utf-8", "surrogatepass"))
        node = self.tree.root.descendant_for_byte_range(low, low + len(own.encode("utf-8", "surrogatepass")))
        if node is None:
            raise Uncertain
        return node

    def _mark(self, node: Node) -> str:
        """The quotation mark of a literal; empty for all else."""
        if node.type not in self.LITERALS:
            return ""
        written = self.tree.written(node)
        return next((mark for mark in sorted(self.STRINGS, reverse=True) if mark and written.startswith(mark)), "")

    def _is_between_the_marks(self, literal: Node, place: Place) -> bool:
        low, high = self.tree.bounds(literal)
        holes = [self.tree.bounds(one) for one in literal.named_children if one.type not in self.CHARACTERS]
        opening = self._mark(literal)
        closing = opening.lstrip("$@")
        is_between = low + len(opening) <= place[0] and place[1] <= high - len(closing)
        return is_between and not any(a < place[1] and place[0] < b for a, b in holes)

    def _inside(self, literal: Node, place: Place) -> Found:
        return Found(*place, through(self.follow(literal), self.STRINGS[self._mark(literal)]))

    def _bounds_inside(self, hole: Node) -> Place:
        """Where the value of a hole is written: all of it, or what is between its braces."""
        inner = [one for one in hole.named_children if one.type not in self.BRACES]
        own = hole.type not in self.NAMES and len(inner) == 1
        return self.tree.bounds(inner[0] if own else hole)

    def _with_braces(self, hole: Node) -> Place:
        """A hole with the braces around it, if they are not a part of it: then others beside it are text."""
        start, end = self.tree.bounds(hole)
        if hole.type not in self.NAMES:
            return start, end
        code = self.tree.code.value
        return (start - 1, end + 1) if code[start - 1 : start] + code[end : end + 1] == "{}" else (start, end)


def is_set(node: Node) -> bool:
    """Whether a name is there where it gets its value."""
    return node.parent is not None and node.parent.child_by_field_name("left") == node and "assignment" in node.parent.type


def upward(node: Node | None) -> Iterable[Node]:
    while node is not None:
        yield node
        node = node.parent


def through(layers: Layers, literal: Quoting) -> Quoting:
    """What a value in a literal goes through, whose text then goes through `layers`, in this order."""
    quoting = PLAIN
    for layer in reversed(layers):
        quoting = quoting.inside(layer)
    return quoting.inside(literal)
