"""## What it does

Reports, in `unisono run`, a sample that sends another request when it is run than the one that was read in it, or sends one
where none was read. Both requests are shown.

## Why is this bad?

What Unisono says of this sample, on the page and in a check, is about a request that nobody sends.

## Example

The client that is installed is older than the option `--json`, and refuses or misunderstands

```bash
curl https://api.example.com/orders/ --json '{"quantity": 2}'
```

## How to mend it

Look at which of both is what the page documents. A sample whose meaning depends on the version of its client is better written
in a way that all versions understand; what was read wrongly is a defect of Unisono, and worth a report.

## When not to use it

Where the client that is installed is known to do otherwise than those of readers.
"""

from __future__ import annotations

from collections.abc import Iterator

from unisono.checking.diagnostic import Finding, Severity
from unisono.checking.ran import Outcome, RanPage

SEVERITY = Severity.ERROR
DEFAULT = True


def check_runs(page: RanPage) -> Iterator[Finding]:
    yield from page.ended(Outcome.OTHERWISE)
