"""The house guards itself: which folder of the package may import which is what `docs/architecture.md` says."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "plugins" / "unisono"
_HERE = "unisono."


def module_of(file: Path) -> str:
    return ".".join(file.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")


MODULES = {module_of(file): file for file in PACKAGE.rglob("*.py")}


def imports(module: str) -> Iterator[tuple[str, int]]:
    """The modules of the package that one imports, wherever it does and only for types, too, each with the line."""
    for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.partition(".")[0] == "unisono":
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in MODULES else node.module, node.lineno
        elif isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names if alias.name in MODULES)


def floors() -> dict[str, int]:
    """The folders and the doors, by the number of their floor, the ground's first."""
    table = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").partition("| Folder |")[2].partition("\n\n")[0]
    rows = [re.findall(r"`([a-z_]+)/?`", row.split(" | ")[0]) for row in table.splitlines()]
    return {name: number for number, names in enumerate(rows) for name in names}


FLOORS = floors()
_DOOR = max(FLOORS.values())


def floor_of(module: str) -> int:
    """That of the package itself, which hands out public names, and of `python -m` is above all others."""
    return FLOORS.get(module.removeprefix(_HERE).partition(".")[0], _DOOR)


def test_every_folder_has_a_floor() -> None:
    folders = {path.name for path in PACKAGE.iterdir() if path.is_dir() and any(path.rglob("*.*"))} - {"__pycache__"}
    doors = {path.stem for path in PACKAGE.glob("*.py") if not path.stem.startswith("__")}
    assert folders | doors == set(FLOORS)


@pytest.mark.parametrize("module", sorted(MODULES))
def test_nothing_is_imported_from_a_floor_above(module: str) -> None:
    assert [f"line {line}: {found}" for found, line in imports(module) if floor_of(found) > floor_of(module)] == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    circle: list[str] = []
    try:
        TopologicalSorter({module: {found for found, _ in imports(module)} - {module} for module in MODULES}).prepare()
    except CycleError as error:
        circle = error.args[1]
    assert circle == []
