"""Exceptions that the sample itself would raise, and which `except` clauses catch them."""

from __future__ import annotations

import builtins

from unisono.languages.reading import Missing
from unisono.text.source import Span
from unisono.walking import modules


class Thrown(Exception):
    """The sample raises `name` (in full: `requests.exceptions.MissingSchema`) with `message` at `span`; `missing` is the import
    that it may do so for."""

    def __init__(self, name: str, message: str, span: Span, missing: Missing | None = None) -> None:
        super().__init__(message)
        self.name = name
        self.message = message
        self.span = span
        self.missing = missing

    @property
    def reason(self) -> str:
        """As Python prints it, without the traceback."""
        return f"{self.name}: {self.message}" if self.message else self.name


def exception_name(error: Exception) -> str:
    """The full name of an exception's class, as Python prints it."""
    kind = type(error)
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


def _table() -> dict[str, list[str]]:
    """The bases of the exceptions of argparse and other modules, and of clients, by full name."""
    table = {"json.decoder.JSONDecodeError": ["ValueError"]}
    table |= {"urllib3.exceptions.LocationParseError": ["ValueError"]}  # and of HTTPError, urllib3's own
    table |= {"binascii.Error": ["ValueError"], "re.error": ["Exception"]}
    table |= {f"decimal.{name}": ["ArithmeticError"] for name in ("InvalidOperation", "ConversionSyntax", "Overflow")}
    table |= {"decimal.DivisionByZero": ["ArithmeticError", "ZeroDivisionError"]}
    table |= {"argparse.ArgumentError": ["Exception"], "argparse.ArgumentTypeError": ["Exception"]}
    for package in modules("unisono.languages.python", "exceptions"):
        for name, above in package.BASES.items():
            bases = [package.PREFIX + base if base in package.BASES else base for base in above.split()]
            table[package.PREFIX + name] = bases
    return table


BASES = _table()


def ancestors(name: str) -> set[str]:
    """The full names of an exception class and all that it derives from."""
    found = {name}
    for base in BASES.get(name, ()):
        found |= ancestors(base)
    real = getattr(builtins, name, None)
    if isinstance(real, type) and issubclass(real, BaseException):
        found |= {c.__name__ for c in real.__mro__}
    return found
