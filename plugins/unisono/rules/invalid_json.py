"""## What it does

Reports an example labelled as JSON that is not JSON by RFC 8259: comments, trailing commas, `...`, single quotes, several
values in one block.

## Why is this bad?

Readers copy examples. What is not JSON is refused by the server, and no sample can be compared with it.

## Example

```json
{
  "order_uuid": "521a91e5",
}
```

The comma before `}` is one too many.
"""

from __future__ import annotations

from collections.abc import Iterator

from unisono.checker import CheckedPage
from unisono.diagnostic import Severity
from unisono.rules import Finding
from unisono.syntax.json import JsonError

SEVERITY = Severity.ERROR
DEFAULT = True


def check(page: CheckedPage) -> Iterator[Finding]:
    for example in page.page.examples:
        if isinstance(error := example.json, JsonError):
            yield Finding(f"{example.label} is not valid JSON: {error}", error.span)
