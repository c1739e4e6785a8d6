"""## What it does

Reports a sample that is sent to another scheme, host or port than the other samples of the page or, where the site's `servers`
are configured, than any of them. A default port is the same as none. Of a sample that cannot be read
as a whole, it reports the host that its one call has written out.

## Why is this bad?

A reader who tries the page in one language works in the sandbox, and in another in production.

## Example

```bash
curl https://api-sandbox.example.com/orders/
```

```bash
http https://api.example.com/orders/
```

## How to mend it

Write the same host in each sample, or add the other one to `servers` in the settings.

## When not to use it

Where the samples of a page go to several hosts on purpose, and no list of them can be kept.
"""

from __future__ import annotations

from collections.abc import Iterator

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity

SEVERITY = Severity.ERROR
DEFAULT = True


def check(page: CheckedPage) -> Iterator[Finding]:
    return page.disagreements("host")
