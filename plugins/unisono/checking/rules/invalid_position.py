"""## What it does

Reports a `position` that does not begin with a number.

## Why is this bad?

Positions are compared part by part, and each part as a number. Words come after all numbers, in the order of the alphabet:
`eighth` before `first`.

## Example

```yaml
position: second
```

Write `position: 2`.

## How to mend it

Begin the value with a number: `2`, `1.3`.

## When not to use it

Where `position` belongs to another program, which reads words in it.
"""

from __future__ import annotations

from collections.abc import Iterator

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity

SEVERITY = Severity.ERROR
DEFAULT = True


def check(page: CheckedPage) -> Iterator[Finding]:
    return page.reported("invalid-position")
