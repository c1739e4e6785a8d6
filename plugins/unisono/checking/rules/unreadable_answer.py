"""## What it does

Reports, in `unisono probe`, a request to which no answer came that could be read: the server does not answer in time, closes
the connection, sends more than the limit or less than it says, sends JSON that is none, or redirects to another server.

## Why is this bad?

Nothing is known of what the page says about this answer; and a client that follows the page fails in the same way.

## Example

The server says `Content-Type: application/json` and sends

```text
{"order_uuid": "521a91e5",
```

## How to mend it

Mend the API, or give `unisono probe` more time (`--timeout`) or room (`--max-size`).

## When not to use it

Where some endpoints are known not to answer on the server that is probed.
"""

from __future__ import annotations

from collections.abc import Iterator

from unisono.checking.answered import AnsweredPage
from unisono.checking.diagnostic import Finding, Severity

SEVERITY = Severity.ERROR
DEFAULT = True


def check_answers(page: AnsweredPage) -> Iterator[Finding]:
    yield from page.found("unreadable")
