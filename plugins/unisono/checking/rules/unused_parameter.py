"""## What it does

Reports a documented parameter that no example shows: one of the request or the response that no Request or Response example
has, and a query parameter or header field that no sample sends. It is not applied unless asked for: an example need not show
everything.

## Why is this bad?

Readers learn a format from its examples. What no example shows, they overlook or write in a wrong way. Often the parameter has
been renamed, and the list still has the old name.

## Example

With the Request example `{"order_uuid": "521a91e5"}`:

```markdown
### Request Parameters

order_uuid
: (string) The order.

reason
: (string) Why it is cancelled.
```

Add `reason` to the example, or take it off the list.

## How to mend it

Show the parameter in an example, or take it off the list.

## When not to use it

Where examples are kept short on purpose, which is the case on most sites.
"""

from __future__ import annotations

from collections.abc import Iterator

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity
from unisono.pages.documentation import DescribedObject
from unisono.pages.header_fields import field_names
from unisono.pages.parameters import Parameter, Place
from unisono.pages.problem import Related
from unisono.wire.compare import FROM_THE_CLIENT

SEVERITY = Severity.WARNING
DEFAULT = False


def check(page: CheckedPage) -> Iterator[Finding]:
    documentation = page.documentation
    used: set[Parameter] = set()
    listed: dict[Parameter, tuple[str, DescribedObject]] = {}
    for described in documentation.objects:
        for member in described.listing.members.values():
            if member.parameter is not None:
                listed.setdefault(member.parameter, (f"{described.path}.{member.name}", described))
        used.update(member.parameter for _, _, _, member in described.documented() if member.parameter is not None)
    for parameter, (path, described) in listed.items():
        if parameter not in used and not documentation.outside_content(parameter):
            related = Related(described.node.span, f"{described.label} has no {parameter.name}")
            message = f"{parameter.name} is listed, and no example has it; add it to one, or take it off the list"
            yield Finding(message, parameter.name.span(), related=(related,), where=path)
    yield from _of_query(page)
    yield from _of_fields(page)


def _of_query(page: CheckedPage) -> Iterator[Finding]:
    listing = page.documentation.listing(Place.QUERY)
    for parameter in listing.parameters if listing and page.documentation.query else ():
        if not page.documentation.outside_content(parameter):
            yield _unsent(parameter, "query")


def _of_fields(page: CheckedPage) -> Iterator[Finding]:
    fields = page.documentation.header_fields
    sent = [fields.get(field.name.value) for _, field in page.documentation.sent_fields]
    implied = FROM_THE_CLIENT.union(["content-type"])
    for parameter in fields.parameters if sent else ():
        if parameter not in sent and implied.isdisjoint(name.lower() for name in field_names(parameter)):
            yield _unsent(parameter, "header")


def _unsent(parameter: Parameter, place: str) -> Finding:
    name = parameter.name
    message = f"{name} is listed, and no sample sends it; add it to them, or take it off the list"
    return Finding(message, name.span(), where=f"{place}.{name}")
