"""What is found by walking packages, so that nothing has to be registered."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from importlib.util import find_spec
from types import ModuleType


def packages(around: ModuleType) -> Iterator[ModuleType]:
    """The packages in a package, in alphabetical order."""
    for found in pkgutil.iter_modules(around.__path__):
        if found.ispkg:
            yield importlib.import_module(f"{around.__name__}.{found.name}")


def modules(around: str, name: str) -> list[ModuleType]:
    """The module `name` of each package in a package that has one; packages in alphabetical order."""
    found = [f"{package.__name__}.{name}" for package in packages(importlib.import_module(around))]
    return [importlib.import_module(module) for module in found if find_spec(module)]
