"""The JSON Schema of the settings, made of what reads them: for editors, and for catalogues such as SchemaStore."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, Field, asdict
from itertools import combinations, product
from typing import Any, get_args, get_type_hints

from unisono.checking import settings
from unisono.checking.rules import headline, is_always_applied, rules
from unisono.checking.settings import DEFAULT, SETS, Level, Servers, Settings, setting_fields
from unisono.exports.formats import FORMATS
from unisono.words import DEFAULT as LANGUAGE
from unisono.words import words_for

DIALECT = "http://json-schema.org/draft-07/schema#"
"""The one that SchemaStore recommends (its CONTRIBUTING.md, "Recommended draft"), and that editors know."""

IDENTITY = "https://json.schemastore.org/unisono.json"

Schema = dict[str, Any]

_SCALAR: Schema = {"type": ["string", "number", "boolean"]}
"""What is taken for text where YAML has another type for it."""

_URL: Schema = {"type": "string", "pattern": r"^[Hh][Tt][Tt][Pp][Ss]?://[^/?#\s]"}
_PATTERN: Schema = {"type": "string", "pattern": r"^[^#].*$", "not": {"pattern": r"^\s*$"}}


def settings_schema() -> Schema:
    """What a table of settings may hold, by any of the names of each. With the rules of installed packages."""
    shapes = {field.name: _shape(field) for field in setting_fields()}
    spelled = {name: list(_spellings(name)) for name in shapes}
    return {
        "$schema": DIALECT,
        "$id": IDENTITY,
        "title": "Unisono",
        "description": "The settings of Unisono: unisono.toml, [tool.unisono] in pyproject.toml, its plugin in mkdocs.yml.",
        "type": "object",
        "properties": {one: {"$ref": f"#/definitions/{name}"} for name, names in spelled.items() for one in names},
        "additionalProperties": False,
        "allOf": [
            *({"not": {"required": list(pair)}} for names in spelled.values() for pair in combinations(names, 2)),  # one only
            *map(_with_servers, spelled["try_it"]),
        ],
        "definitions": {"rule": _rule(), **shapes},
    }


def _with_servers(name: str) -> Schema:
    """That the setting asks for servers."""
    some = {"required": ["servers"], "properties": {"servers": {"minItems": 1, "minProperties": 1}}}
    return {"if": {"required": [name], "properties": {name: {"const": True}}}, "then": some}


def field_docstrings() -> Iterator[tuple[str, str]]:
    """The settings, each with its line in the manual, which Python does not keep."""
    tree = ast.parse(inspect.getsource(settings))
    schema = next(node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == Settings.__name__)
    for node, after in zip(schema.body, schema.body[1:], strict=False):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and isinstance(after, ast.Expr):
            yield node.target.id, " ".join(str(ast.literal_eval(after.value)).split())


def _shape(field: Field[Any]) -> Schema:
    hint = get_type_hints(Settings, include_extras=True)[field.name]
    default = field.default if field.default is not MISSING else {}
    shown = list(default) if isinstance(default, tuple) else default
    return {"description": dict(field_docstrings())[field.name], "default": shown, **_narrowed(field.name, _type(hint))}


def _type(hint: object) -> Schema:
    """What `read_settings` takes for a type."""
    if hint is bool:
        return {"type": "boolean"}
    if hint is str:
        return {"type": "string"}
    if hint == tuple[str, ...]:
        return _list({"type": "string"})
    if hint == Servers:
        return {"anyOf": [_list(_URL), _table(_URL)]}
    _, item = get_args(hint)
    if item == Level:
        return _table({"enum": [*get_args(Level), False]})  # YAML's `off`
    if item == Mapping[str, str]:
        return _table(_table(_SCALAR))
    return _table(_SCALAR if item is str else _list({"type": "string"}))


def _narrowed(name: str, shape: Schema) -> Schema:
    """A shape with what is checked besides the type."""
    named = {"$ref": "#/definitions/rule"}
    if name in {"select", "ignore"}:
        return _list(named)
    if name == "per_path":
        return _table(_list(named))
    if name == "severity":
        return {**shape, "propertyNames": {"enum": [name for name, rule in rules().items() if not is_always_applied(rule)]}}
    if name == "exports":
        return _list({"enum": list(FORMATS)})
    if name == "exclude":
        return _list(_PATTERN)
    if name == "words":
        english = asdict(words_for(LANGUAGE, {}))
        said = {word: {**_SCALAR, "description": text} for word, text in english.items()}
        return _table({"type": "object", "properties": said, "additionalProperties": False})
    return _table({"type": "string", "minLength": 1}) if name == "types" else shape


def _rule() -> Schema:
    sets: Sequence[tuple[str, str]] = [(name, "A set of rules.") for name in (*SETS, DEFAULT)]
    known: Mapping[str, str] = {**dict(sets), **{name: headline(rule) for name, rule in rules().items()}}
    return {
        "description": "A rule, or a set of rules.",
        "oneOf": [{"const": name, "description": words} for name, words in known.items()],
    }


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _table(values: Schema) -> Schema:
    return {"type": "object", "additionalProperties": values}


def _spellings(name: str) -> Iterator[str]:
    """A key may be written with `-` for any `_`."""
    for signs in product("_-", repeat=name.count("_")):
        parts = name.split("_")
        yield parts[0] + "".join(f"{sign}{part}" for sign, part in zip(signs, parts[1:], strict=True))
