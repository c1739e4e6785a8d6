"""## What it does

Reports a sample that sends another header field, or another value of it, than the other samples of the page. `Content-Type`
and `Authorization` have rules of their own. Fields that clients also send by themselves, such as `Accept` and `User-Agent`, are
compared only between samples whose authors wrote them.

## Why is this bad?

A header field that one sample has and another lacks is either needed, and the other sample fails, or noise.

## Example

```bash
curl https://api.example.com/orders/ -H 'X-Api-Version: 2'
```

```bash
http https://api.example.com/orders/ X-Api-Version:3
```

## How to mend it

Send the field in each sample, or in none, with the same value. Where the page lists it in its Header Parameters as required,
each sample must have it.

## When not to use it

Where samples show on purpose what a field changes: accept it in them with a comment.
"""

from __future__ import annotations

from collections.abc import Iterator

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity

SEVERITY = Severity.ERROR
DEFAULT = True


def check(page: CheckedPage) -> Iterator[Finding]:
    return page.disagreements("field")
