"""## What it does

Reports, in `unisono run`, a sample that fails or sends nothing when it is run, takes longer than it may, or waits for somebody
to type something. The words are the client's own.

## Why is this bad?

Readers who paste the sample get the same.

## Example

```python
requests.get("https://api.example.com/orders/")
```

It ends with `NameError: name 'requests' is not defined`.

## How to mend it

Mend what the client complains of; `unisono check` says of most such samples what is wrong, and `unisono fix` mends some. A
value that has to be typed is better a variable of the environment.

## When not to use it

Where samples are excerpts that readers complete.
"""

from __future__ import annotations

from collections.abc import Iterator

from unisono.checking.diagnostic import Finding, Severity
from unisono.checking.ran import Outcome, RanPage

SEVERITY = Severity.ERROR
DEFAULT = True


def check_runs(page: RanPage) -> Iterator[Finding]:
    yield from page.ended(Outcome.FAILED, Outcome.LATE, Outcome.ASKED)
