"""How results are written: one module per output format, found by walking this package.

A format module is named as the format and has `write(diagnostics, summary, out)`, which writes the whole report to a text
stream.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Sequence
from functools import cache
from typing import Protocol, TextIO, cast

from unisono.checker import Summary
from unisono.diagnostic import Diagnostic


class Report(Protocol):
    """The interface of a format module."""

    def write(self, diagnostics: Sequence[Diagnostic], summary: Summary, out: TextIO) -> None: ...


@cache
def formats() -> tuple[str, ...]:
    """The names of the output formats."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


def report(name: str) -> Report:
    """The format of that name."""
    return cast("Report", importlib.import_module(f"{__name__}.{name}"))
