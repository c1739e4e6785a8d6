"""## What it does

Reports a heading over a parameter list that has a word which looks like one of those that say what the list is of: "Request
Paramters", "Reponse Parameters", "Address Objcet".

## Why is this bad?

Readers see the slip, and links to the section have it. The list of an object whose heading does not say so is compared with
nothing.

## Example

```markdown
### Request Paramters

quantity
: (integer) How many.
```

Write `### Request Parameters`.
"""

from __future__ import annotations

from collections.abc import Iterator

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity
from unisono.pages.blocks import Heading
from unisono.pages.model import EndpointPage
from unisono.pages.parameters import ParameterGroup, misspelt_words

SEVERITY = Severity.WARNING
DEFAULT = True


def check(page: CheckedPage) -> Iterator[Finding]:
    if not isinstance(page.page, EndpointPage):
        return
    around: list[Heading] = []
    for part in page.page.body:
        if isinstance(part, Heading):
            around = [heading for heading in around if heading.level < part.level] + [part]
        elif isinstance(part, ParameterGroup):
            for heading in around:
                yield from _slips(heading)
            around = []  # each is told once


def _slips(heading: Heading) -> Iterator[Finding]:
    for found, name in misspelt_words(heading.text.value):
        shown = name if found[0].islower() else name.upper() if found[0].isupper() else name.title()
        message = f"'{found[0]}' in the heading '{heading.text}' is misspelt; did you mean '{shown}'?"
        yield Finding(message, heading.text.span(*found.span()), where=heading.text.value)
