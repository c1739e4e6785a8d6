"""## What it does

Reports a sample whose content differs from the page's Request example or, where there is none, from that of the other
samples. JSON is compared as values: the order of members does not matter, the order of items and the types do.

## Why is this bad?

The page documents one request and shows another. `"2"` where the example has `2` is refused by a strict server.

## Example

With the Request example `{"quantity": 2}`:

```bash
http POST https://api.example.com/orders/ quantity=2
```

HTTPie's `=` sends a string; `quantity:=2` sends the number.

## How to mend it

See which of the two is right. If it is the example, `unisono fix --unsafe-fixes` changes the sample; if it is the sample,
change the example.

## When not to use it

Where a sample shows another content on purpose: give it a heading of its own, with its own Request example below, or accept it
with a comment.
"""

from __future__ import annotations

from collections.abc import Iterator

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity

SEVERITY = Severity.ERROR
DEFAULT = True


def check(page: CheckedPage) -> Iterator[Finding]:
    return page.disagreements("content")
