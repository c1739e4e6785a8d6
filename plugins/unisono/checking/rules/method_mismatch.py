"""## What it does

Reports a sample that sends another method than the page declares, also one that fails after it has sent it.

## Why is this bad?

The request reaches another endpoint, or none. It happens easily: curl's `-d` turns a request into a POST.

## Example

On a page with `method: get`:

```bash
curl "https://api.example.com/orders/" -d '{"status": "open"}'
```

Add `-X GET`, or `-G` if the data belongs in the query.
"""

from __future__ import annotations

from collections.abc import Iterator

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity

SEVERITY = Severity.ERROR
DEFAULT = True


def check(page: CheckedPage) -> Iterator[Finding]:
    return page.disagreements("method")
