"""An OpenAPI 3.1 document (<https://spec.openapis.org/oas/v3.1.1>), in YAML, or in JSON in a file that ends so."""

from __future__ import annotations

from collections.abc import Iterator

from unisono.exports.collection import Collection
from unisono.exports.formats import File
from unisono.exports.formats.openapi.document import document
from unisono.exports.yaml import yaml_file

TITLE = "OpenAPI 3.1"
ENDING = ".yaml"


def write(collection: Collection) -> Iterator[File]:
    """One file."""
    yield yaml_file(document(collection))
