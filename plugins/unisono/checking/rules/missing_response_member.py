"""## What it does

Reports, in `unisono probe`, a member that the page shows in every Response example of this status, or lists as a response
parameter, and that is nowhere in the answer: of an array, in none of its items. One that is listed as required is reported
where any item lacks it, one that is listed as optional never is; nor is one that only some examples, or some items in them,
have.

## Why is this bad?

Programs that are written after the page read a value that does not come.

## Example

With the Response example `{"order_uuid": "521a91e5", "total": 99.0}` the server answers

```json
{"order_uuid": "521a91e5"}
```

## How to mend it

Take the member out of the page, list it as optional, or mend the API.

## When not to use it

Where the data of a test server lack much of what those of the API in use have.
"""

from __future__ import annotations

from collections.abc import Iterator

from unisono.checking.answered import AnsweredPage
from unisono.checking.diagnostic import Finding, Severity

SEVERITY = Severity.ERROR
DEFAULT = True


def check_answers(page: AnsweredPage) -> Iterator[Finding]:
    yield from page.found("lacking")
