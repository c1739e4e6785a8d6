"""## What it does

Reports a member of a Request or Response example that the page's parameter list does not name, in nested objects too; a path
parameter that the Path Parameters, a query parameter of a sample that the Query Parameters, and a header field of a sample that
the Header Parameters do not name. Where the page has no list, nothing is reported: neither of a place without one nor of an
object without a list of its own.

Of an OpenAPI document: a query parameter of a sample that the operation does not declare, and a member of the JSON that it
sends that neither the schema nor an example of the operation has.

Header fields by which clients say how they send and what they take (`Accept`, `Content-Type`, `User-Agent`, `Host`, `Origin`,
`Cache-Control`, …) and those for credentials (`Authorization`, `Cookie`, `X-Api-Key`, …) need not be in the list.

## Why is this bad?

Readers see a value and are told nowhere what it means. Often its name is misspelt in one of the two.

## Example

With the Request example `{"order_uuid": "521a91e5", "reason": "late"}`:

```markdown
### Request Parameters

order_uuid
: (string) The order.
```

Add `reason` to the list, or take it out of the example.

## How to mend it

Add the parameter to the list, or take it out of the example.

## When not to use it

Where lists describe the most important members only, on purpose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity
from unisono.checking.operation_differences import UNDOCUMENTED
from unisono.pages.documentation import Listing
from unisono.pages.header_fields import HeaderFields, needs_documentation
from unisono.pages.parameter_names import may_be_listed
from unisono.pages.parameters import Place
from unisono.pages.problem import Related
from unisono.text.regex import regex
from unisono.text.source import Span, Text

SEVERITY = Severity.WARNING
DEFAULT = True

_CREDENTIAL = regex(r"(?:\w+[_-])?(?:api[_-]?key|key|token|signature)", re.IGNORECASE)  # documented once for all pages


def check(page: CheckedPage) -> Iterator[Finding]:
    yield from page.disagreements(UNDOCUMENTED)
    seen: set[tuple[Text, str]] = set()  # a list that serves several objects lacks a name once
    for described in page.documentation.objects:
        for key, _ in described.node.members:
            lacking = (described.listing.place, key.value)
            if key.span in page.slips.values():
                continue
            if lacking not in seen and may_be_listed(key.value) and described.listing.get(key.value) is None:
                seen.add(lacking)
                path = f"{described.path}.{key.value}"
                found = f"{described.label} has {path.partition('.')[2]}"
                yield _undocumented(found, key.span, described.listing, key.value, path)
    yield from _in_url(page)
    yield from _in_fields(page)


def _in_url(page: CheckedPage) -> Iterator[Finding]:
    documentation = page.documentation
    if listing := documentation.listing(Place.PATH):
        for parameter in documentation.path_parameters:
            name = parameter.name.value
            # The name is never sent: how it is spelt does not matter.
            if not listing.like(name) and not documentation.documents(name, Place.PATH, Place.REQUEST, Place.QUERY):
                yield _undocumented(f"the path has {name}", parameter.text.span(), listing, name, f"path.{name}")
    if listing := documentation.listing(Place.QUERY):
        seen: set[str] = set()
        for sent in (sent for sent in documentation.query if not _CREDENTIAL.fullmatch(sent.name)):
            if sent.name not in seen and not documentation.documents(sent.name, Place.QUERY, Place.REQUEST, Place.PATH):
                seen.add(sent.name)
                found = f"{sent.sample} sends" if sent.sample else "the path has"
                yield _undocumented(
                    f"{found} {sent.text}", sent.text.span(), listing, sent.name, f"query.{sent.name}", sent.sample
                )


def _in_fields(page: CheckedPage) -> Iterator[Finding]:
    """The header fields that no list names, where there is a list of them. Those that only one of the samples has are told as
    that."""
    documentation, fields = page.documentation, page.documentation.header_fields
    odd = {(checked.sample.title, found.difference.where) for checked in page.samples for found in checked.disagreements}
    seen: set[str] = set()
    for title, field in documentation.sent_fields if fields.parameters else ():
        name = field.name.value
        if name.lower() in seen or (title, name.lower()) in odd or not needs_documentation(name):
            continue
        elsewhere = (documentation.listing(place) for place in (Place.REQUEST, Place.QUERY))
        if fields.get(name) is None and not any(listing and listing.like(name) for listing in elsewhere):
            seen.add(name.lower())
            yield _undocumented(f"{title} sends the field {name}", field.name.span(), fields, name, f"header.{name}", title)


def _undocumented(
    found: str, span: Span, listing: Listing | HeaderFields, name: str, where: str, sample: str | None = None
) -> Finding:
    like = listing.like(name)
    remedy = f"{like} is: write the same in both" if like else "add it to the list, or take it out"
    related = (Related(listing.place.span(), f"{name} is not listed {listing.label}"),)
    return Finding(f"{found}, which is not listed {listing.label}; {remedy}", span, sample, related, where)
