"""## What it does

Reports a sample that only defines functions and calls none of them. What it would send if they were called is compared as of
any other sample: of each function that no other one calls, with placeholders for its parameters, and of each method that can be
called from outside of its class, of an object that is made with placeholders. The sample counts as one that agrees or differs,
and where that is shown it is told that it does so only if it is called.

## Why is this bad?

Run as it is printed, the sample sends nothing and says nothing, and who tries it thinks that all went well.

## Example

```python
import requests


def get_order(order_id):
    return requests.get(f"https://api.example.com/orders/{order_id}/")
```

Call the function: `print(get_order("521a91e5").json())`.

## How to mend it

Add a call with values that a reader can replace, or write the request without a function.

## When not to use it

Where all samples are functions to be copied into a program.
"""

from __future__ import annotations

from collections.abc import Iterator

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity
from unisono.pages.problem import Related

SEVERITY = Severity.WARNING
DEFAULT = True


def check(page: CheckedPage) -> Iterator[Finding]:
    for sample in (checked.sample for checked in page.samples if not checked.is_called):
        first, *others = sample.reading.meant.uncalled
        with_them = f" with a value for {' and '.join(first.parameters)}" if first.parameters else ""
        message = f"{sample.title}: {first.name} is defined and not called, so the sample sends nothing; call it{with_them}"
        related = tuple(Related(other.span, f"{other.name} is not called either") for other in others)
        yield Finding(message, first.span, sample.title, related)
