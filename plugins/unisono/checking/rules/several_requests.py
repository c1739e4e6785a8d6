"""## What it does

Reports a heading that consists of several requests (`## GET and POST /orders`, `## GET /orders, /carts`) and has samples or
parameters below it; and a section where "HTTP Request" or "Endpoints" below its heading has several in the place of one, which
are the headings of nothing on the page. A heading with other words is a topic, and not told; nor is one within an endpoint, or
with endpoints or methods as headings below it.

## Why is this bad?

Nobody knows which of the requests the samples are to send: they are compared with none of them, and the parameters with no
sample.

## Example

```markdown
### GET /orders, POST /orders

    curl https://api.example.com/orders
```

Write `### GET /orders` and `### POST /orders`, each with its samples.

## How to mend it

Write a heading for each request, and put below it what is its own.

## When not to use it

Where a section compares requests, and its samples are none that readers copy: accept it with a comment for the page.
"""

from __future__ import annotations

from collections.abc import Iterator

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity

SEVERITY = Severity.WARNING
DEFAULT = True


def check(page: CheckedPage) -> Iterator[Finding]:
    return page.reported("several-requests")
