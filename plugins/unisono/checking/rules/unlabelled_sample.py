"""## What it does

Reports a sample that has no title: a code block whose info string and code say that it sends a request. It is not applied
unless asked for.

## Why is this bad?

Its tab is called after its client, and another sample of the same client on the page has the same. Readers who edit the page
cannot see that it is a sample, and a change of its first line may turn it into a code block that is not compared.

## Example

```markdown
~~~ bash
curl https://api.example.com/orders/
~~~
```

Add `{: title="Curl" }` on the line after it.

## How to mend it

Write a title such as `{: title="Curl" }` on the line directly below the block.

## When not to use it

Where pages have one sample each, or their theme makes titles of info strings.
"""

from __future__ import annotations

from collections.abc import Iterator

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity
from unisono.openapi.operations import OperationPage

SEVERITY = Severity.WARNING
DEFAULT = False
STRICT = True


def check(page: CheckedPage) -> Iterator[Finding]:
    if isinstance(page.page, OperationPage):
        return  # whose samples say in which language they are
    for number, sample in enumerate((checked.sample for checked in page.samples), start=1):
        if not sample.titled and not sample.in_place:
            title = f'{{: title="{sample.title}" }}'
            message = f"this {sample.title} sample has no title; write {title} on the line after it"
            place = sample.info.span() if sample.info else sample.span
            yield Finding(message, place, sample.title, where=str(number))
