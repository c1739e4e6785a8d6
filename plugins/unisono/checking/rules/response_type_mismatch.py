"""## What it does

Reports, in `unisono probe`, a value in an answer's JSON of another kind than the page has: than the type of the response
parameter allows or, where it has none that is known, than the Response examples of this status show. `null` is of every type,
an example that is `null` or a placeholder says nothing of it, and an example does not tell whether numbers may have a fraction.

## Why is this bad?

Programs that are written after the page fail at the value.

## Example

With the Response example `{"total": 99.0}` the server answers

```json
{"total": "99.00"}
```

## How to mend it

Correct the example and the parameter's type, or the API.

## When not to use it

Where what a server answers is generated for tests, without its types.
"""

from __future__ import annotations

from collections.abc import Iterator

from unisono.checking.answered import AnsweredPage
from unisono.checking.diagnostic import Finding, Severity

SEVERITY = Severity.ERROR
DEFAULT = True


def check_answers(page: AnsweredPage) -> Iterator[Finding]:
    yield from page.found("type")
