"""## What it does

Reports a sample whose content is sent under another media type than that of the page's Request example or, where there is
none, of the other samples. Parameters such as `charset` make no difference.

## Why is this bad?

Servers choose how to read content by its media type. curl's `-d` says `application/x-www-form-urlencoded` unless told
otherwise, and a server that expects JSON answers 415 or reads nothing.

## Example

```bash
curl https://api.example.com/orders/ -d '{"quantity": 2}'
```

Add `-H 'Content-Type: application/json'`, or use `--json`.

## How to mend it

Say the media type in the sample: curl's `--json`, or a `Content-Type` field. `unisono fix --unsafe-fixes` does so.

## When not to use it

Where an endpoint takes several media types and samples show them on purpose: give each a Request example below a heading of its
own.
"""

from __future__ import annotations

from collections.abc import Iterator

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity

SEVERITY = Severity.ERROR
DEFAULT = True


def check(page: CheckedPage) -> Iterator[Finding]:
    return page.disagreements("media-type")
