"""The document itself: whether it is one that is read, and the operations in it."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from unisono.text.documents import DocumentError
from unisono.text.references import At

METHODS = ("get", "post", "put", "patch", "delete", "head", "options", "trace")
"""The operations of a path, in the order in which pages have them."""

ENDINGS = (".json", ".yaml", ".yml")
"""How the names of documents end."""


def is_document(path: Path) -> bool:
    """Whether a file is one of JSON or YAML by its name."""
    return path.name.lower().endswith(ENDINGS)


def check_version(root: At) -> None:
    """Raises DocumentError for what is no OpenAPI 3 document with operations."""
    path = root.document.source.path
    if root.text("swagger"):
        message = (
            f"it is Swagger {root.text('swagger')[:20]}, and OpenAPI 3.0 and 3.1 are read; convert it first, for example with "
            f"'npx swagger2openapi {os.path.basename(path)} --outfile openapi.json'"  # noqa: PTH119 (a name that is shown)
        )
        raise DocumentError(path, root.document.line(["swagger"]), message)
    if not re.match(r"3\.[01](?:\.|\Z)", root.text("openapi")):
        found = f"'openapi: {root.text('openapi')[:50]}'" if root.has("openapi") else "no key 'openapi'"
        raise DocumentError(path, root.document.line(["openapi"]), f"it has {found}; OpenAPI 3.0 and 3.1 are read")
    if root.get("paths") is None and root.get("webhooks") is None:
        raise DocumentError(path, 1, "it has no 'paths'; name the document that has them")


def operations(root: At, resolve: Callable[[At], At | None]) -> Iterator[tuple[At, At, At]]:
    """Each operation: its path's entry, what that holds, references followed, and the operation."""
    for path, listed in root.members("paths"):
        item = None if path.startswith("x-") else resolve(listed)
        for method in METHODS:
            if item is not None and (at := item.get(method)) is not None:
                yield listed, item, at
