"""The house guards itself: which folder of the package may import which is what `docs/architecture.md` says, what is known of a
client stands in its folder, and no function is written twice."""

from __future__ import annotations

import ast
import itertools
import re
import textwrap
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from unisono.languages import client_packages

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "plugins" / "unisono"
_HERE = "unisono."


def module_of(file: Path) -> str:
    return ".".join(file.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")


MODULES = {module_of(file): file for file in PACKAGE.rglob("*.py")}


@cache
def tree_of(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_text(encoding="utf-8"))


def imports(module: str) -> Iterator[tuple[str, int]]:
    """The modules of the package that one imports, wherever it does and only for types, too, each with the line."""
    for name, line in imported(tree_of(module), MODULES[module].parent):
        if name.partition(".")[0] == "unisono":
            yield name if name in MODULES else name.rpartition(".")[0], line


def imported(tree: ast.AST, folder: Path) -> Iterator[tuple[str, int]]:
    """What a module in a folder imports by its full name, be it a module or something in one, each with the line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            around = [node.module] if node.module else []
            if node.level:
                around.insert(0, module_of([folder, *folder.parents][node.level - 1] / "__init__.py"))
            yield from ((".".join([*around, alias.name]), node.lineno) for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)


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


def test_the_tests_lie_by_the_same_folders() -> None:
    said = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").partition("Besides: ")[2].partition("\n\n")[0]
    folders = {path.name for path in (ROOT / "tests").iterdir() if path.is_dir() and any(path.rglob("*.*"))} - {"__pycache__"}
    assert folders - set(FLOORS) == set(re.findall(r"`([a-z_]+)/`", said))


def test_where_to_go_for_what_is_there() -> None:
    """Every path in the table of what is changed where, from the package's folder or from the project's."""
    table = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").partition("| To change |")[2].partition("\n\n")[0]
    named = [path for row in table.splitlines()[2:] for path in re.findall(r"`([\w./]+/[\w./]*)`", row.split(" | ")[1])]
    assert len(named) > 20
    assert [path for path in named if not (PACKAGE / path).exists() and not (ROOT / path).exists()] == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    circle: list[str] = []
    try:
        TopologicalSorter({module: {found for found, _ in imports(module)} - {module} for module in MODULES}).prepare()
    except CycleError as error:
        circle = error.args[1]
    assert circle == []


def test_imports_are_found() -> None:
    code = """
    import unisono.text.json as json, os
    from unisono.wire import urls
    def inner():
        from ..text import files
        from . import reading
    if TYPE_CHECKING:
        from ..site.build import Build
    """
    found = {name for name, _ in imported(ast.parse(textwrap.dedent(code)), PACKAGE / "pages")}
    assert found == {
        *("unisono.text.json", "os", "unisono.wire.urls", "unisono.text.files", "unisono.pages.reading"),
        "unisono.site.build.Build",
    }


def test_only_the_site_and_its_door_import_mkdocs() -> None:
    """Nothing of it in `drawing`, above all: the Markdown extension works in any host."""
    users = {m for m in MODULES for name, _ in imported(tree_of(m), MODULES[m].parent) if name.partition(".")[0] == "mkdocs"}
    assert {user.split(".")[1] for user in users} == {"site", "plugin"}


def unexplained(source: str) -> Iterator[int]:
    """The lines with imports inside functions that have no reason beside them: in the line itself, or in a comment above it,
    which goes for those that follow it."""
    lines = source.splitlines()
    for function in ast.walk(ast.parse(source)):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            for node in ast.walk(function):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    above = next((text for text in reversed(lines[: node.lineno - 1]) if "noqa: PLC0415" not in text), "")
                    if not re.search(r"# noqa: PLC0415 \(.+\)", lines[node.lineno - 1]) and not above.lstrip().startswith("#"):
                        yield node.lineno


@pytest.mark.parametrize("module", sorted(MODULES))
def test_imports_inside_functions_have_a_reason_beside_them(module: str) -> None:
    assert list(unexplained(MODULES[module].read_text(encoding="utf-8"))) == []


def test_imports_without_a_reason_are_found() -> None:
    code = """
    def one():
        import a  # noqa: PLC0415 (takes long)
        # These take long, too.
        import b  # noqa: PLC0415
        import c  # noqa: PLC0415
    def other():
        import d  # noqa: PLC0415
        def inner():
            import e
    """
    assert sorted(set(unexplained(textwrap.dedent(code)))) == [8, 10]


FOLDERS: dict[str, list[str]] = defaultdict(list)
"""The packages of each client, by its id and by the names of its folders."""
for _id, _package in client_packages():
    for _name in {_id, _package.__name__.rpartition(".")[2]}:
        FOLDERS[_name].append(_package.__name__)

_OURS = frozenset({"http", "requests"})
"""Names of clients that are this program's own word for something else: what samples send, and the protocol that it is of."""

_LANGUAGES = frozenset(package.__name__.split(".")[2] for _, package in client_packages())
"""Names of languages, which ids of clients may be, too: `php` is what PHP has itself."""

_VERBS = frozenset({"fetch"})
"""Names of clients that are verbs: only a whole identifier or literal is the client."""


_NAME = re.compile(rf"(?<![a-z0-9-])(?:{'|'.join(sorted(FOLDERS.keys() - _OURS - _LANGUAGES))})(?![a-z0-9-])")


def clients_named(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """The clients that identifiers and string literals of a module name, docstrings left out, each with its line."""
    for text, line in _written(tree):
        for name in _NAME.findall(text.lower()):
            if name not in _VERBS or name == text:
                yield name, line


def _written(tree: ast.AST) -> Iterator[tuple[str, int]]:
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(text)) if id(node) not in docstrings:
                yield text, node.lineno
            case ast.Name(id=text) | ast.Attribute(attr=text) | ast.alias(name=text):
                yield text, node.lineno
            case ast.arg(arg=text) | ast.keyword(arg=str(text)):
                yield text, node.lineno
            case ast.FunctionDef(name=text) | ast.AsyncFunctionDef(name=text) | ast.ClassDef(name=text):
                yield text, node.lineno


@pytest.mark.parametrize("module", sorted(MODULES))
def test_no_client_is_named_outside_of_its_folder(module: str) -> None:
    """Nor imported, but by clients: axios is built on Node's `http`, and HTTPie on requests."""
    clients = [package for packages in FOLDERS.values() for package in packages]
    named = [f"line {line}: {name}" for name, line in clients_named(tree_of(module)) if not _is_in(module, FOLDERS[name])]
    imported = [f"line {line}: {found}" for found, line in imports(module) if _is_in(found, clients)]
    assert named + (imported if not _is_in(module, clients) else []) == []


def _is_in(module: str, packages: list[str]) -> bool:
    return any(f"{module}.".startswith(f"{package}.") for package in packages)


def test_names_of_clients_are_found() -> None:
    code = """
    'curl is a client'
    def of_curl(httpie): ...
    x = a.node_http, "axios.create", f"{x} curl", call(axios=1)
    fetch(x), "fetch", "fetch it", axios_retry, "axios-retry", reading.requests
    """
    found = list(clients_named(ast.parse(textwrap.dedent(code))))
    assert sorted(name for name, _ in found) == sorted(
        ["curl", "httpie", "node_http", "axios", "curl", "axios", "fetch", "fetch", "axios"]
    )


FOUND_BY_NAME = frozenset(
    {
        "check",
        "check_answers",
        "check_runs",
        "check_site",
        "command",
        "write",
        "read",
        "recognises",
        "program",
        "called",
        "recipe",
    }
)
"""Functions that discovery asks a module for: each rule has a `check`, each format a `write`."""


def test_no_public_name_stands_twice_in_a_folder() -> None:
    places: dict[tuple[str, str], list[str]] = defaultdict(list)
    for module, file in MODULES.items():
        for node in tree_of(module).body:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                places[module_of(file.parent / "__init__.py"), node.name].append(module)
    assert [(name, found) for (_, name), found in places.items() if len(found) > 1 and name not in FOUND_BY_NAME] == []


def functions(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """The functions of a module: the name of each, and its code without name and docstring."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) is not None else node.body
            yield node.name, "\n".join(map(ast.dump, [node.args, *node.decorator_list, *body]))


def test_no_function_is_written_twice() -> None:
    """A public name may stand in several folders (each language has its `truthy`); the same code may not, whatever it is
    called."""
    places: dict[str, list[str]] = defaultdict(list)
    for module in MODULES:
        for name, does in functions(tree_of(module)):
            places[does].append(f"{module}.{name}")
    assert [found for found in places.values() if len(found) > 1] == []


_SAID_BY_USERS = ("unisono.reports",)
"""Folders whose modules are called what users write: the formats `json` and `jsonl`."""


def test_no_names_of_modules_in_a_folder_differ_by_one_letter() -> None:
    pairs = itertools.combinations((module for module in sorted(MODULES) if _folder(module) not in _SAID_BY_USERS), 2)
    assert [pair for pair in pairs if _folder(pair[0]) == _folder(pair[1]) and _is_near(*pair)] == []


def _folder(module: str) -> str:
    return module.rpartition(".")[0]


def _is_near(one: str, other: str) -> bool:
    short, long = sorted((one.rpartition(".")[2], other.rpartition(".")[2]), key=len)
    if len(short) == len(long):
        return sum(a != b for a, b in zip(short, long, strict=True)) == 1
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


def compiled_by_import(node: ast.AST) -> Iterator[int]:
    """The lines of a module on which its import compiles a pattern."""
    if isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile":
        yield node.lineno
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
        for inner in ast.iter_child_nodes(node):
            yield from compiled_by_import(inner)


def test_no_import_compiles_a_pattern() -> None:
    """`unisono.text.regex.regex` takes what `re.compile` takes, and compiles when the pattern is first used."""
    assert not {module: lines for module in MODULES if (lines := list(compiled_by_import(tree_of(module))))}


def test_no_import_compiles_the_methods_of_a_dataclass() -> None:
    """`unisono.records.dataclass` takes what that of `dataclasses` takes, and makes them when they are first used."""
    assert not {
        module: node.lineno
        for module in MODULES
        for node in ast.walk(tree_of(module))
        if isinstance(node, ast.ImportFrom) and node.module == "dataclasses"
        if module != "unisono.records" and "dataclass" in {alias.name for alias in node.names}
    }
