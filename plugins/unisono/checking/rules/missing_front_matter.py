"""## What it does

Reports an endpoint page whose front matter has no `name`, or no path, and one without `visibility` on a site where other
endpoint pages have it. It is not applied unless asked for: a page can do without.

## Why is this bad?

Without a name the page is found in the navigation by its path only. Without a path, samples can be compared with one another
only, and all may be wrong. Without visibility the page is published nowhere.

## Example

```yaml
---
title: /orders/
method: get
---
```

Add `name: List Orders` and `visibility: public`.

## How to mend it

Add the key that is missing.

## When not to use it

Where pages do without names, paths or visibility, as those of a site with one audience.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity
from unisono.checking.result import Entry
from unisono.checking.settings import Settings
from unisono.openapi.operations import OperationPage
from unisono.pages.model import EndpointPage, short_description

SEVERITY = Severity.WARNING
DEFAULT = False
STRICT = True


def check(page: CheckedPage) -> Iterator[Finding]:
    endpoint = page.page
    if not isinstance(endpoint, EndpointPage) or isinstance(endpoint, OperationPage):
        return
    target, title = endpoint.target, endpoint.title
    if target is None:
        message = "the page declares no path, so nothing says which is right; write it as the 'title'"
        yield Finding(message, endpoint.declared_method.span(), where="title")
    title_is_path = target is not None and title is not None and target.text.value in title.value
    named = _says_something(endpoint.name) or short_description(endpoint) is not None
    if not named and (title_is_path or not _says_something(title)):
        message = "the page has no name; write what the endpoint is called as its 'name'"
        yield Finding(message, (title if title_is_path and title else endpoint.declared_method).span(), where="name")


def _says_something(text: object) -> bool:
    return text is not None and str(text).strip() != ""


def check_site(site: Sequence[Entry], settings: Settings) -> Iterator[Finding]:
    del settings
    endpoints = [entry for entry in site if entry.method is not None]
    if any(entry.visibility for entry in endpoints):
        for entry in endpoints:
            if entry.method is not None and not entry.visibility:
                message = "the page has no visibility, so it is published nowhere; say who may see it, as others do"
                yield Finding(message, entry.method.span(), where="visibility")
