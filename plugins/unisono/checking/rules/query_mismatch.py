"""## What it does

Reports a sample whose query differs from the one that the page's path declares or, where it declares none, from that of the
other samples. `a`, `a=` and no `a` differ; the order of parameters with different names does not matter.

## Why is this bad?

Readers of one language get other results than readers of another.

## Example

```bash
curl "https://api.example.com/orders/?limit=20"
```

```python
requests.get("https://api.example.com/orders/", params={"limit": 200})
```

## How to mend it

Write the same query in each sample, or declare it in the path of the page. `unisono fix --unsafe-fixes` changes the samples.

## When not to use it

Where samples show on purpose what a parameter changes: accept it in them with a comment.
"""

from __future__ import annotations

from collections.abc import Iterator

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity

SEVERITY = Severity.ERROR
DEFAULT = True


def check(page: CheckedPage) -> Iterator[Finding]:
    return page.disagreements("query")
