"""## What it does

Reports a sample that requests another path than the page declares. A path parameter agrees with any one segment. Where a page
declares no path, its samples are compared with one another. Of a sample that cannot be read as a whole, it reports the path
that its one call has written out.

## Why is this bad?

The sample calls another endpoint. `/orders` and `/orders/` are two paths: many servers redirect one to the other, and clients
turn a redirected POST into a GET.

## Example

On a page titled `/orders/cancel/`:

```bash
http PATCH https://api.example.com/orders/cancle/ order_uuid=521a91e5
```

## How to mend it

Correct the path in the sample or in the front matter. `unisono fix --unsafe-fixes` changes the sample. A path that all pages
leave out is found by itself, or is stated in `servers`.

## When not to use it

Where the samples reach the endpoint through a gateway with other paths, which no base path describes.
"""

from __future__ import annotations

from collections.abc import Iterator

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity

SEVERITY = Severity.ERROR
DEFAULT = True


def check(page: CheckedPage) -> Iterator[Finding]:
    return page.disagreements("path")
