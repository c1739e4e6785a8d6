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


def check_version(root: At, latest: int) -> None:
    """Raises DocumentError for what is no OpenAPI document with operations, of version 3.0 to 3.`latest`."""
    path = root.document.source.path
    read = f"OpenAPI 3.0 {'to' if latest > 1 else 'and'} 3.{latest} are read"
    if root.text("swagger"):
        message = (
            f"it is Swagger {root.text('swagger')[:20]}, and {read}; convert it first, for example with "
            f"'npx swagger2openapi {os.path.basename(path)} --outfile openapi.json'"  # noqa: PTH119 (a name that is shown)
        )
        raise DocumentError(path, root.document.line(["swagger"]), message)
    if not re.match(rf"3\.[0-{latest}](?:\.|\Z)", root.text("openapi")):
        found = f"'openapi: {root.text('openapi')[:50]}'" if root.has("openapi") else "no key 'openapi'"
        raise DocumentError(path, root.document.line(["openapi"]), f"it has {found}; {read}")
    if root.get("paths") is None and root.get("webhooks") is None:
        raise DocumentError(path, 1, "it has no 'paths'; name the document that has them")


def operations(root: At, resolve: Callable[[At], At | None]) -> Iterator[tuple[At, At, At]]:
    """Each operation: its path's entry, what that holds, references followed, and the operation."""
    for path, listed in root.members("paths"):
        item = None if path.startswith("x-") else resolve(listed)
        if item is not None:
            found = [item.get(method) for method in (*METHODS, "query")]
            found += [at for _, at in item.members("additionalOperations")]  # both of OpenAPI 3.2
            yield from ((listed, item, at) for at in found if at is not None)
