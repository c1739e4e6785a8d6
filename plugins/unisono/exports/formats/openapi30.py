"""An OpenAPI 3.0 document (<https://spec.openapis.org/oas/v3.0.4>), for tools that do not read 3.1."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from unisono.exports.collection import Collection
from unisono.exports.formats import File
from unisono.exports.formats.openapi.document import document
from unisono.exports.yaml import yaml_file

TITLE = "OpenAPI 3.0"
ENDING = ".yaml"


def write(collection: Collection) -> Iterator[File]:
    """One file: the document of 3.1, with schemas as 3.0 has them."""
    yield yaml_file({**_lowered(document(collection)), "openapi": "3.0.4"})


def _lowered(value: Any) -> Any:
    """A part of a document, in which examples and samples stay as they are."""
    if isinstance(value, list):
        return [_lowered(item) for item in value]
    if not isinstance(value, dict):
        return value
    found = {key: _member(key, inner) for key, inner in value.items()}
    if isinstance(examples := found.get("examples"), list):  # those of a schema came with 3.1
        found = {key: inner for key, inner in found.items() if key != "examples"} | {"example": examples[0]}
    if isinstance(kinds := found.get("type"), list):
        del found["type"]
        found = {**_typed([kind for kind in kinds if kind != "null"], {"nullable": True} if "null" in kinds else {}), **found}
    return found


def _member(key: str, value: Any) -> Any:
    if key in {"examples", "x-codeSamples"}:
        return value
    if key == "properties":  # whose own keys are names
        return {name: _lowered(schema) for name, schema in value.items()}
    return _lowered(value)


def _typed(kinds: list[str], nullable: dict[str, Any]) -> dict[str, Any]:
    """One type, or any of several (OpenAPI 3.0, 4.7.24): lists of types came with 3.1. `nullable` is said beside each, as it
    says nothing where no type stands (4.7.24.1)."""
    found = [{"type": kind, **({"items": {}} if kind == "array" and len(kinds) > 1 else {}), **nullable} for kind in kinds]
    return found[0] if len(found) == 1 else {"anyOf": found}
