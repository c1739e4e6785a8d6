"""## What it does

Reports a sample that uses what it does not import: `requests` without `import requests`, `axios` or `https` without `require`
or `import`, and what else of the standard library or of the client its request needs (`json`, `os`, `HTTPBasicAuth`, `fs`).
The message has the lines to add. An `await` outside of functions is told too, in Python, and in JavaScript beside `require`:
modules, which may have it, have no `require`. Of Java it is the `import` lines, and the class with its `main`; of Go
`package main`, the imports and `func main`.

The sample is compared as if it had them, and is counted as one that cannot run.

## Why is this bad?

Readers copy one sample, not the page. An import that stands once at the top of a page, or nowhere, is a `NameError` to
them. What the sample shows may be right: so this is a warning, and what is wrong in the request is told as it is of any other.

## Example

```python
requests.get("https://api.example.com/orders/")
```

Write `import requests` above it. Where excerpts are meant, leave the rule out (`ignore` in the settings).

## How to mend it

Add the line that the message names.

## When not to use it

Where all samples are excerpts, and the page or another one says once what they import.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity
from unisono.languages.reading import Missing
from unisono.pages.problem import Related

SEVERITY = Severity.WARNING
DEFAULT = True


def check(page: CheckedPage) -> Iterator[Finding]:
    for sample in (checked.sample for checked in page.samples if checked.sample.reading.missing):
        reading = sample.reading
        first, *others = reading.missing
        why = reading.reason if reading.span == first.span else f"{first.name} is not imported"
        message = f"{sample.title}: {why}; {_remedy(reading.missing)}"
        related = tuple(Related(other.span, f"{other.name} is not imported either") for other in others if other.line)
        yield Finding(message, first.span, sample.title, related)


def _remedy(missing: Sequence[Missing]) -> str:
    lines = [f"`{lacking.line}`" for lacking in missing if lacking.line]
    added = [f"add the line{'s' if len(lines) > 1 else ''} {', '.join(lines)}"] if lines else []
    return "; ".join([*added, *(lacking.advice for lacking in missing if lacking.advice)])
