"""## What it does

Reports two pages of the same `visibility` that document the same endpoint: the same method, and the same path but for the names
of its parameters. Pages of different visibility, such as those of two versions of an API, are not compared.

## Why is this bad?

Readers find one of the two, and the other one is not kept up to date.

## Example

`get_order.md` and `order_detail.md`, both with `visibility: public`:

```yaml
title: /orders/{order_uuid}/
method: get
```

```yaml
title: /orders/<uuid>/
method: get
```
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from unisono.checker import Entry
from unisono.diagnostic import Related, Severity
from unisono.rules import Finding
from unisono.target import PathParameter, Target

SEVERITY = Severity.WARNING
DEFAULT = True


def check_site(site: Sequence[Entry]) -> Iterator[Finding]:
    """An endpoint with more pages than two takes many operations (GraphQL, JSON-RPC), and each has its page."""
    pages: dict[tuple[object, ...], list[tuple[Entry, Target]]] = {}
    for entry in site:
        if entry.method is not None and entry.target is not None:
            endpoint = (entry.visibility, entry.method.value.upper(), _shape(entry.target))
            pages.setdefault(endpoint, []).append((entry, entry.target))
    for (_, method, _), found in pages.items():
        if len(found) == 2:
            (before, first), (_, second) = found
            name = f"{method} {second.path}"
            related = (Related(first.text.span(), f"{name} is documented here too"),)
            message = f"{name} is documented on two pages; merge them, or correct the path or method of one"
            yield Finding(message, second.text.span(), related=related, where=before.path)


def _shape(target: Target) -> tuple[str, str, str]:
    path = "".join("{}" if isinstance(part, PathParameter) else part.value for part in target.parts)
    base, query = target.base, target.query
    return base.value.lower() if base else "", path if path.startswith("/") else f"/{path}", query.value if query else ""
