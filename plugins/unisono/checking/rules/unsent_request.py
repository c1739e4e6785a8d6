"""## What it does

Reports, in `unisono probe`, a request that was not sent as a value in it is not known: a variable of a sample, a word that
readers replace (`YOUR_TOKEN`, `<id>`) or a path parameter without an example, for which neither `--value` nor the environment
has one; the content of a file; or as the page does not say what is sent. Requests of unsafe methods that nobody asked for are
only counted.

## Why is this bad?

Nothing is known of what the page says about the answer.

## Example

```bash
curl https://api.example.com/orders/ -H "Authorization: Bearer $TOKEN"
```

## How to mend it

Give the value: `--value TOKEN=…`, or the environment variable `TOKEN`.

## When not to use it

Where requests that need values of their own are not to be probed.
"""

from __future__ import annotations

from collections.abc import Iterator

from unisono.checking.answered import AnsweredPage
from unisono.checking.diagnostic import Finding, Severity

SEVERITY = Severity.WARNING
DEFAULT = True


def check_answers(page: AnsweredPage) -> Iterator[Finding]:
    yield from page.found("unsent")
