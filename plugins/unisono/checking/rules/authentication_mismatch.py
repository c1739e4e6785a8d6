"""## What it does

Reports a sample whose credentials differ from those of the other samples of the page: another scheme, another token, or none.
Placeholders agree with any value.

## Why is this bad?

The sample without credentials is answered with 401, and its reader looks for the reason in the wrong place.

## Example

```bash
curl https://api.example.com/orders/ -H 'Authorization: Bearer YOUR_TOKEN'
```

```python
requests.get("https://api.example.com/orders/", headers={"Authorization": "Token YOUR_TOKEN"})
```

## How to mend it

Send in each sample what the API asks for, with the same scheme and the same placeholder.

## When not to use it

Where a page shows several ways to log in on purpose, one in each sample: accept it there with a comment.
"""

from __future__ import annotations

from collections.abc import Iterator

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity

SEVERITY = Severity.ERROR
DEFAULT = True


def check(page: CheckedPage) -> Iterator[Finding]:
    return page.disagreements("authentication")
