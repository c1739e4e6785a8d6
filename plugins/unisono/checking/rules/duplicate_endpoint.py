"""## What it does

Reports two pages of the same `visibility` that document the same endpoint: the same method, and the same path but for the
names of its parameters. An endpoint that stands in a heading of a page with several counts as one of a page; one
that only a line, a table or a tag names there, without samples, examples or parameters, is a mention of what another page
documents. Pages of different visibility, such as those of two versions of an API, are not compared. It is not applied unless
asked for: translations share their endpoints, and some endpoints (GraphQL) take many operations, each with its page.

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

## How to mend it

Merge the two pages, or correct the path or the method of the one that was copied from the other.

## When not to use it

Where several pages of one endpoint are meant: translations, or the operations of a GraphQL endpoint.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from unisono.checking.diagnostic import Finding, Severity
from unisono.checking.result import Entry
from unisono.checking.settings import Settings
from unisono.pages.problem import Related
from unisono.wire.target import PathParameter, Target

SEVERITY = Severity.WARNING
DEFAULT = False
STRICT = True


def check_site(site: Sequence[Entry], settings: Settings) -> Iterator[Finding]:
    del settings
    first: dict[tuple[object, ...], tuple[Entry, Target]] = {}
    for entry in (one for page in site for one in (page, *page.endpoints)):
        if entry.method is None or entry.target is None or entry.is_mention:
            continue
        method = entry.method.value.upper()
        before, target = first.setdefault((entry.visibility, method, _shape(entry.target)), (entry, entry.target))
        if before is not entry:
            name = f"{method} {entry.target.path}"
            related = (Related(target.text.span(), f"{name} is documented here too"),)
            where = "twice on this page" if before.path == entry.path else "on two pages"
            message = f"{name} is documented {where}; merge them, or correct the path or method of one"
            yield Finding(message, entry.target.text.span(), related=related, where=before.path)


def _shape(target: Target) -> tuple[str, str, str]:
    path = "".join("{}" if isinstance(part, PathParameter) else part.value for part in target.parts)
    base, query = target.base, target.query
    return base.value.lower() if base else "", path if path.startswith("/") else f"/{path}", query.value if query else ""
