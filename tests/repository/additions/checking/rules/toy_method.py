"""## What it does

Reports samples of Toy that say TOY. Nobody does.

## Why is this bad?

It is not; it is an example.

## Example

```toyish
toy TOY https://api.example.com/toys/
```
"""

from __future__ import annotations

from collections.abc import Iterator

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity

SEVERITY = Severity.WARNING
DEFAULT = True


def check(page: CheckedPage) -> Iterator[Finding]:
    for checked in page.samples:
        for request in checked.sample.reading.requests:
            if request.method.value == "TOY":
                yield Finding(f"{checked.sample.title} says TOY", request.method.span(), checked.sample.title)
