"""The public interface: what `import unisono` offers, and where it comes from."""

from __future__ import annotations

import ast
import importlib
from pathlib import Path

import pytest

import unisono

TREE = ast.parse(Path(unisono.__file__).read_text(encoding="utf-8"))
HOMES = {
    alias.name: node.module
    for node in ast.walk(TREE)
    if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("unisono.")
    for alias in node.names
}


def test_each_name_is_what_type_checkers_take_it_for() -> None:
    assert sorted(HOMES) == unisono.__all__
    for name, module in HOMES.items():
        assert getattr(unisono, name) is getattr(importlib.import_module(module), name), name


def test_other_names() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'no_such_name'"):
        _ = unisono.no_such_name  # type: ignore[attr-defined]
