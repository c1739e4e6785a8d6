"""## What it does

Reports a page whose `method` is not a method of HTTP (RFC 9110, 9.3, and RFC 5789 for PATCH), or is empty.

## Why is this bad?

The page shows readers a method that no server knows, and no sample can be compared with it.

## Example

```yaml
method: udpate
```

## How to mend it

Write a method of HTTP, such as `patch`.

## When not to use it

Where the API has methods of its own, such as those of WebDAV.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from http import HTTPMethod

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity
from unisono.openapi.operations import OperationPage
from unisono.pages.model import EndpointPage

SEVERITY = Severity.ERROR
DEFAULT = True


def check(page: CheckedPage) -> Iterator[Finding]:
    if isinstance(page.page, OperationPage):
        return  # OpenAPI says by which keys there are methods, and OpenAPI 3.2 lets documents name their own
    if isinstance(page.page, EndpointPage) and page.page.method not in list(HTTPMethod):
        method = page.page.declared_method
        known = list(HTTPMethod)
        close = difflib.get_close_matches(page.page.method, known, n=1)
        found = f"'{method}' is no HTTP method" if method.value else "the method is empty"
        hint = f"did you mean {close[0]}?" if close else f"write one of {', '.join(known)}"
        yield Finding(f"{found}; {hint}", method.span())
