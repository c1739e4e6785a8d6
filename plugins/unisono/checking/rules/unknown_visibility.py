"""## What it does

Reports a `visibility` that is not one of the site's `visibilities` or of its `audience`. Where `visibilities` are not set, only
a value that looks like a misspelt one of the audience is reported.

## Why is this bad?

A page whose visibility nobody asks for is published nowhere.

## Example

```yaml
visibility: pubilc
```

## How to mend it

Write one of the values that the message lists, or add the value to `visibilities` in the settings.

## When not to use it

Where `visibility` belongs to another program.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity

SEVERITY = Severity.ERROR
DEFAULT = True

ALIKE = 0.8
"""How alike a misspelt value and the one that was meant are, as `difflib` counts it: one letter of five is wrong."""


def check(page: CheckedPage) -> Iterator[Finding]:
    declared = page.page.front_matter.text("visibility")
    settings = page.settings
    known = sorted({*settings.visibilities, *settings.audience})
    value = page.page.visibility
    if declared is None or not value or value in known:
        return
    alike = next((other for other in known if other.lower() == value.lower()), None)
    close = alike or next(iter(difflib.get_close_matches(value, known, 1, ALIKE)), None)
    if close or settings.visibilities:
        hint = f"did you mean '{close}'?" if close else f"write one of {', '.join(known)}"
        yield Finding(f"there is no visibility '{value}', so the page is published nowhere; {hint}", declared.stripped().span())
