"""## What it does

Reports an endpoint page that has no sample for one of the languages that the site requires (`languages` in the settings), by
the language's id or by the title of its samples. Without that setting nothing is reported.

## Why is this bad?

Readers who chose their language on another page find nothing for them on this one.

## Example

With `languages = ["curl", "httpie"]`, a page whose only sample is

```bash
curl https://api.example.com/orders/
```
"""

from __future__ import annotations

from collections.abc import Iterator

from unisono.checker import CheckedPage
from unisono.diagnostic import Severity
from unisono.languages import languages
from unisono.page import EndpointPage
from unisono.rules import Finding

SEVERITY = Severity.WARNING
DEFAULT = True


def check(page: CheckedPage) -> Iterator[Finding]:
    if not isinstance(page.page, EndpointPage):
        return
    there = {name.lower() for sample in page.page.samples for name in (sample.language, sample.title) if name}
    for wanted in page.settings.languages:
        if wanted.lower() not in there:
            known = languages().get(wanted)
            name = known.TITLE if known else wanted
            message = f"there is no {name} sample, which every page of this site has; add one"
            yield Finding(message, page.page.declared_method.span(), where=wanted)
