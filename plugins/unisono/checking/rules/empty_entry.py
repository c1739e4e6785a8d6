"""## What it does

Reports an entry of a list of parameters in the front matter that holds nothing.

## Why is this bad?

Nothing is shown for it. It is what the editor of a template has left behind, or a parameter that somebody meant to describe.

## Example

```yaml
parameters:
  - name: limit
    content: How many are listed.
  - name:
    content:
```

Fill in the second entry, or take it out.

## How to mend it

Fill the entry in, or take it out.

## When not to use it

Where pages are made from a template that leaves empty entries, and nobody writes them by hand.
"""

from __future__ import annotations

from collections.abc import Iterator

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity

SEVERITY = Severity.WARNING
DEFAULT = True


def check(page: CheckedPage) -> Iterator[Finding]:
    return page.reported("empty-entry")
