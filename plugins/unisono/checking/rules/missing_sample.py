"""## What it does

Reports an endpoint page that has no sample for one of the languages that the site requires (`languages` in the settings). A
language is named as its samples are titled, or by any name that titles have for it: `python`, `Node.js`, `httpie`. Without that
setting nothing is reported.

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

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity
from unisono.languages import languages
from unisono.pages.model import EndpointPage, Sample

SEVERITY = Severity.WARNING
DEFAULT = True


def check(page: CheckedPage) -> Iterator[Finding]:
    if not isinstance(page.page, EndpointPage):
        return
    there = {name for sample in page.page.samples for name in _names(sample)}
    for wanted in page.settings.languages:
        if wanted.lower() not in there:
            known = languages().get(wanted)
            name = known.title if known else wanted
            message = f"there is no {name} sample, which every page of this site has; add one"
            yield Finding(message, page.page.declared_method.span(), where=wanted)


def _names(sample: Sample) -> Iterator[str]:
    yield sample.title.lower()
    if sample.language is not None:
        yield from (sample.language, *languages()[sample.language].titles)
