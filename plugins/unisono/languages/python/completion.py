"""How statements end other than by their end: on its way out of what it leaves, each is an exception."""

from __future__ import annotations

from unisono.languages.python.values import Value


class Return(Exception):
    """A `return` statement, on its way out of the function."""

    def __init__(self, value: Value) -> None:
        super().__init__()
        self.value = value


class Jump(Exception):
    """`break`, which `leaves` the loop, or `continue`."""

    def __init__(self, leaves: bool) -> None:
        super().__init__()
        self.leaves = leaves
