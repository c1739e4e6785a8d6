"""What is found by walking packages, so that nothing has to be registered."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from types import ModuleType
from typing import Any


def public_modules(path: Iterable[str]) -> Iterator[str]:
    """The names of the modules in the folders of a package (its `__path__`), but for those that begin with an underscore."""
    return (found.name for found in pkgutil.iter_modules(path) if not found.name.startswith("_"))


@cache
def packages(around: ModuleType) -> Sequence[ModuleType]:
    """The packages in a package, in alphabetical order."""
    names = [found.name for found in pkgutil.iter_modules(around.__path__) if found.ispkg]
    return [importlib.import_module(f"{around.__name__}.{name}") for name in names]


def modules(around: str, name: str) -> list[ModuleType]:
    """The module `name` of each package in a package that has one; packages in alphabetical order."""
    found = [f"{package.__name__}.{name}" for package in packages(importlib.import_module(around))]
    return [importlib.import_module(module) for module in found if find_spec(module)]


def tables(around: str, module: str, name: str) -> dict[str, Any]:
    """The tables `name` in the modules that `modules` finds, as one. Not each needs to have it."""
    found = (getattr(one, name, {}) for one in modules(around, module))
    return {key: value for table in found for key, value in table.items()}


def with_tables(own: dict[Any, Any], around: str, module: str, name: str) -> dict[Any, Any]:
    """A table of a language's own, and those of that name of its clients."""
    return own | tables(around, module, name)
