"""The rules: one module each, found by walking this package.

A rule module's name is its id with underscores. Its docstring documents it (What it does, Why is this bad?, Example); it has
a `SEVERITY`, and `check(page)`, which yields what it finds on a page that is read and compared.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Protocol, cast

from unisono.diagnostic import Related, Severity
from unisono.source import Span

if TYPE_CHECKING:
    from unisono.checker import CheckedPage


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found: the message, its place, the title of the sample it is about, and the other site."""

    message: str
    span: Span
    sample: str | None = None
    related: tuple[Related, ...] = ()


class Rule(Protocol):
    """The interface of a rule module."""

    SEVERITY: Severity

    def check(self, page: CheckedPage) -> Iterator[Finding]: ...


@cache
def rules() -> Mapping[str, Rule]:
    """Every rule by its id, in alphabetical order."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return {name.replace("_", "-"): cast("Rule", importlib.import_module(f"{__name__}.{name}")) for name in names}


def documentation(rule: Rule) -> str:
    """A rule's documentation, in Markdown."""
    return inspect.cleandoc(rule.__doc__ or "")
