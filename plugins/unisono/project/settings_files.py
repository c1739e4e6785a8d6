"""TOML and YAML files with settings, read in linear time and bounded memory, and the lines that their keys stand on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Any

import yaml
from yaml.constructor import ConstructorError
from yaml_env_tag import construct_env_tag  # type: ignore[import-untyped]

from unisono.checking.settings import SettingsError, described
from unisono.records import dataclass
from unisono.text.regex import regex

MAX_BYTES = 1_000_000
"""The largest file with settings that is read: the navigation of a site of ten thousand pages."""

MAX_DEPTH = 100
"""Levels of nesting that are read."""

MAX_REPEATED = 100_000
"""Values that aliases may stand for, in all."""

MAX_PARTS = 20
"""Parts of a key with dots; `tomllib` takes quadratic time for them."""


class FileError(SettingsError):
    """A file that is not what its name says; `line` is None where it is about the whole file."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True)
class Document:
    """What a file holds. `line_of` gives the line of the value with these keys, from the outermost on, and how many of them it
    found; None where it knows none."""

    values: Any
    line_of: Callable[[Sequence[str]], tuple[int, int] | None]


def read_toml(text: str) -> Document:
    """Raises FileError."""
    import tomllib  # noqa: PLC0415 (as long as it takes to read one page, and few folders have settings in TOML)

    if deep := _DEEP_KEY.search(text):
        raise FileError(f"a key has more than {MAX_PARTS} parts; shorten it", _line(text, deep.start()))
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        raise FileError(f"it is not TOML: {error}", int(line[1]) if line else text.count("\n") + 1) from None
    except RecursionError:
        raise FileError("it is nested too deep; flatten it") from None
    except ValueError:  # Python's limit for the digits of a number
        digits = _MANY_DIGITS.search(text)
        raise FileError("a number has too many digits; shorten it", _line(text, digits.start()) if digits else None) from None
    return Document(values, lambda keys: _line_in_toml(text, keys))


_PART = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+"""
_DEEP_KEY = regex(rf"^[ \t]*+(?:\[[ \t]*+){{0,2}}+{_PART}(?:\.[ \t]*+{_PART}){{{MAX_PARTS}}}", re.MULTILINE)
_MANY_DIGITS = regex(r"\d(?:_?\d){4000}")

_TRIED = 8
_TRIED_BYTES = 50_000
"""Candidates for a line that are tried, and the size of a file up to which they are."""


def _line_in_toml(text: str, keys: Sequence[str]) -> tuple[int, int] | None:
    """A key begins on the last line that looks so before which the text is TOML without it."""
    import tomllib  # noqa: PLC0415 (as above)

    for number in range(len(keys), 0, -1):
        if len(text) > _TRIED_BYTES or keys[number - 1] == "":
            continue
        looks = re.compile(rf"""^[ \t\[]*[^#\n=]*?["']?{re.escape(keys[number - 1])}["']?[ \t]*[]=.]""", re.MULTILINE)
        found = None
        for candidate in list(looks.finditer(text))[:_TRIED]:
            with suppress(ValueError, RecursionError):
                if _has(tomllib.loads(text[: candidate.start()]), keys[:number]):
                    break
                found = candidate
        if found:
            return _line(text, found.start()), number
    return None


def _has(values: Any, keys: Sequence[str]) -> bool:
    for key in keys:
        if not isinstance(values, dict) or key not in values:
            return False
        values = values[key]
    return True


def read_yaml(text: str, own: Sequence[str]) -> Document:
    """YAML as MkDocs has it. Of its special tags, only `!ENV` has a value here. `own` are the keys below which no key may be
    there twice. Raises FileError."""
    try:
        _check_depth(text)
        loader = _MkDocsLoader(text)
        root = loader.get_single_node()
        if root is None:
            return Document(None, lambda keys: None)  # noqa: ARG005
        _check_size(root)
        _check_repeats(root, own)
        values = loader.construct_document(root)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        position = getattr(error, "position", None)  # of a character that is none of YAML
        line = mark.line + 1 if mark else _line(text, position) if position is not None else None
        raise FileError(f"it is not YAML: {' '.join(str(getattr(error, 'problem', None) or error).split())}", line) from None
    return Document(values, lambda keys: _line_in_yaml(root, keys))


class _MkDocsLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Reads MkDocs' configuration without doing what its tags say: `!!python/name:…` and the like stand for nothing."""

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        try:
            return super().construct_object(node, deep)
        except (ValueError, TypeError, AttributeError, LookupError, ArithmeticError) as error:
            what = (
                described(node.value)
                if isinstance(node, yaml.ScalarNode)
                else f"a {type(node).__name__.removesuffix('Node').lower()}"
            )
            tag = node.tag.rpartition(":")[2]
            raise ConstructorError(None, None, f"{what} is not of the type '{tag}'", node.start_mark) from error


def _environment(loader: _MkDocsLoader, node: yaml.Node) -> object:
    value: object = construct_env_tag(loader, node)
    return value


def _nothing(loader: _MkDocsLoader, node: yaml.Node) -> None:
    del loader, node


_MkDocsLoader.add_constructor("!ENV", _environment)
_MkDocsLoader.add_constructor(None, _nothing)  # None: any tag that has no constructor


def _check_depth(text: str) -> None:
    """Before anything recurses. Raises FileError, and YAMLError for what is not YAML."""
    depth = 0
    for event in yaml.parse(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            line = event.start_mark.line + 1 if event.start_mark else None
            raise FileError(f"it is nested deeper than {MAX_DEPTH} levels; flatten it", line)


def _check_size(root: yaml.Node) -> None:
    """What aliases repeat is not many times what is written, and nothing contains itself. Raises FileError."""
    sizes: dict[int, int] = {}
    inside: set[int] = set()
    pending = [(root, False)]
    while pending:
        node, done = pending.pop()
        if done:
            inside.discard(id(node))
            sizes[id(node)] = 1 + sum(sizes[id(child)] for child in _children(node))
            if sizes[id(node)] > len(sizes) + MAX_REPEATED:
                raise FileError(f"its aliases stand for more than {MAX_REPEATED:,} values", node.start_mark.line + 1)
        elif id(node) not in sizes:
            if id(node) in inside:
                raise FileError("it contains itself, by an alias; write out what is meant", node.start_mark.line + 1)
            inside.add(id(node))
            pending.append((node, True))
            pending += [(child, False) for child in _children(node) if id(child) not in sizes]


def _children(node: yaml.Node) -> list[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        return [part for pair in node.value for part in pair]
    return node.value if isinstance(node, yaml.SequenceNode) else []


def _line_in_yaml(root: yaml.Node, keys: Sequence[str]) -> tuple[int, int] | None:
    """A list of tables, such as that of the plugins, is looked through as if it were one table."""
    nodes, line, found = [root], None, 0
    for key in keys:
        places = [(name, value) for node in nodes for name, value in _pairs(node) if name.value == key]
        if not places:
            break
        nodes, line, found = [value for _, value in places], places[0][0].start_mark.line + 1, found + 1
    return None if line is None else (line, found)


def _pairs(node: yaml.Node) -> Iterator[tuple[yaml.ScalarNode, yaml.Node]]:
    tables = node.value if isinstance(node, yaml.SequenceNode) else [node]
    for table in tables:
        if isinstance(table, yaml.ScalarNode):
            yield table, table
        elif isinstance(table, yaml.MappingNode):
            yield from ((name, value) for name, value in table.value if isinstance(name, yaml.ScalarNode))


def _check_repeats(root: yaml.Node, keys: Sequence[str]) -> None:
    """Below these keys, no table has a key twice; YAML's own readers take the last without a word. Raises FileError."""
    nodes = [root]
    for key in keys:
        nodes = [value for node in nodes for name, value in _pairs(node) if name.value == key]
    while nodes:
        node = nodes.pop()
        seen: dict[str, int] = {}
        for name, _ in _pairs(node) if isinstance(node, yaml.MappingNode) else ():
            line = name.start_mark.line + 1
            if name.value in seen:
                raise FileError(f"{described(name.value)} is there twice, first on line {seen[name.value]}; keep one", line)
            seen[name.value] = line
        nodes += _children(node)


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1
