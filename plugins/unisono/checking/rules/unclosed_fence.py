"""## What it does

Reports a code fence that is opened and never closed.

## Why is this bad?

Everything after it, other samples included, is published as part of that code block.

## Example

````markdown
~~~ bash
curl https://api.example.com/orders/
```
````

A fence that starts with `~~~` ends with `~~~`.
"""

from __future__ import annotations

from collections.abc import Iterator

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity

SEVERITY = Severity.ERROR
DEFAULT = True


def check(page: CheckedPage) -> Iterator[Finding]:
    return page.reported("unclosed-fence")
