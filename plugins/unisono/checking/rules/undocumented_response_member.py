"""## What it does

Reports, in `unisono probe`, a member of an answer's JSON that the page has neither in a Response example of this status nor in
its response parameters, in nested objects and arrays too. Where the page shows and lists nothing, nothing is reported. Members
of maps (`{"EUR": 4}`, `<sku>`) are data, and need not be on the page.

## Why is this bad?

Readers do not learn of it, or its name is misspelt on the page.

## Example

With the Response example `{"order_uuid": "521a91e5"}` the server answers

```json
{"order_uuid": "521a91e5", "total": 99.0}
```

## How to mend it

Add the member to the page, or take it out of the API.

## When not to use it

Where an API adds members that are for its own clients only.
"""

from __future__ import annotations

from collections.abc import Iterator

from unisono.checking.answered import AnsweredPage
from unisono.checking.diagnostic import Finding, Severity

SEVERITY = Severity.WARNING
DEFAULT = True


def check_answers(page: AnsweredPage) -> Iterator[Finding]:
    yield from page.found("gained")
