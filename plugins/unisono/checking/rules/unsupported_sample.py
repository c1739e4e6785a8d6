"""## What it does

Reports a sample that Unisono does not understand, with the construct that it stopped at.

## Why is this bad?

The sample may be right. But it was not compared with anything, and nobody should believe that it was.

## Example

```bash
curl -K request.conf
```

The request is described in another file. Write the options out.

## How to mend it

Write the sample in a simpler way, with the values where they are sent. If it is a client that Unisono does not read, see the
list of those it does.

## When not to use it

Where a page shows on purpose what no checker reads, such as a generator of clients.
"""

from __future__ import annotations

from collections.abc import Iterator

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity

SEVERITY = Severity.WARNING
DEFAULT = True


def check(page: CheckedPage) -> Iterator[Finding]:
    failed = {checked.sample.title for checked in page.samples if checked.sample.reading.failed}  # by `internal-error`
    return (found for found in page.unreadable("unsupported") if found.sample not in failed)
