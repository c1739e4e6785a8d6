"""## What it does

Reports a sample that sends another method than the page declares, also one that fails after it has sent it. Of a
sample that cannot be read as a whole, it reports the method that its one call has written out.

## Why is this bad?

The request reaches another endpoint, or none. It happens easily: curl's `-d` turns a request into a POST.

## Example

On a page with `method: get`:

```bash
curl "https://api.example.com/orders/" -d '{"status": "open"}'
```

Add `-X GET`, or `-G` if the data belongs in the query.

## How to mend it

Say the method in the sample, or correct `method` in the front matter. `unisono fix --unsafe-fixes` changes the sample.

## When not to use it

Where a gateway takes one method for another, and the samples must use it: accept it with a comment that says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity

SEVERITY = Severity.ERROR
DEFAULT = True


def check(page: CheckedPage) -> Iterator[Finding]:
    return page.disagreements("method")
