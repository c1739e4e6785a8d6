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

## How to mend it

End the block with the characters that it begins with, as many or more of them.

## When not to use it

There is no such case: what follows is part of the block for every reader of Markdown.
"""

from __future__ import annotations

from collections.abc import Iterator

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity

SEVERITY = Severity.ERROR
DEFAULT = True


def check(page: CheckedPage) -> Iterator[Finding]:
    return page.reported("unclosed-fence")
