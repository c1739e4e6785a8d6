"""## What it does

Reports, in `unisono probe`, an answer with a status of which the page does not tell: neither in the title of a Response
example, nor in its lists, tables and sentences of response codes. A page that names no success tells of any, one with an
example or a list of an error without a status of any error. A redirect within the server is reported, too, and then followed.

## Why is this bad?

Readers send what the page shows, get an answer that they do not expect, and have no code for it. Or the documented request does
not work at all.

## Example

```markdown
### Expected Response Codes

`200`, or `404` when there is no such order.
```

The server answers the request of the page with 403.

## How to mend it

Add the status to the page, or mend the request or the API.

## When not to use it

Where statuses of all pages, such as 429, are documented in one place.
"""

from __future__ import annotations

from collections.abc import Iterator

from unisono.checking.answered import AnsweredPage
from unisono.checking.diagnostic import Finding, Severity

SEVERITY = Severity.ERROR
DEFAULT = True


def check_answers(page: AnsweredPage) -> Iterator[Finding]:
    yield from page.found("status")
