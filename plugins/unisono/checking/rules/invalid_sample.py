"""## What it does

Reports a sample that, run as it is printed, fails or sends nothing, with the reason that its client would give.

## Why is this bad?

It is the first thing that a reader tries.

## Example

```bash
curl https://api.example.com/orders/cancel/
     -H 'Authorization: Token 1234567890'
```

The first line lacks its `\\`, so the header is never sent.

## How to mend it

Mend what the message names. `unisono fix` mends slips in how a sample is written, such as a `\\` that is missing, and `unisono
fix --unsafe-fixes` writes the others anew.

## When not to use it

Where a page shows a call that fails on purpose: accept it there with a comment.
"""

from __future__ import annotations

from collections.abc import Iterator

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity

SEVERITY = Severity.ERROR
DEFAULT = True


def check(page: CheckedPage) -> Iterator[Finding]:
    return page.unreadable("invalid")
