"""## What it does

Reports a parameter list of an endpoint page that stands under no heading which says what it is of, and that has the names of
what the page's samples and examples send or get.

## Why is this bad?

The list is shown, and compared with nothing: what it says is required may be missing everywhere, and its types may be others
than those of the examples.

## Example

```markdown
quantity
: (integer) ***Required*** How many.
```

Write `### Request Parameters` above it.

## How to mend it

Write a heading such as `### Path Parameters`, `### Query Parameters`, `### Header Parameters`, `### Request Parameters` or
`### Response Parameters` above the list.

## When not to use it

Where pages list the names of something else, that are the same by chance.
"""

from __future__ import annotations

from collections.abc import Iterator

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity
from unisono.pages.blocks import Heading, Prose
from unisono.pages.documentation import continues
from unisono.pages.lost_headings import lost_heading
from unisono.pages.model import EndpointPage
from unisono.pages.parameters import ParameterGroup, Place, place_named
from unisono.pages.shown_names import shown_names
from unisono.text.source import Text

SEVERITY = Severity.WARNING
DEFAULT = True


def check(page: CheckedPage) -> Iterator[Finding]:
    if not isinstance(page.page, EndpointPage):
        return
    before, has_place = None, False
    for part in page.page.body:
        has_place = has_place or (isinstance(part, Heading) and place_named(part.text.value) is not None)
        is_told = (before and lost_heading(before.text)) or (has_place and _continues(part))
        if isinstance(part, ParameterGroup) and _is_unplaced(part) and not is_told:
            names = {parameter.name.value for parameter in part.parameters}
            if place := next((place for place, own in shown_names(page.page) if 2 * len(names & own) > len(names)), None):
                message = (
                    "no heading says what this list is of, and it is compared with nothing; it has the names of "
                    f"{_WORDS[place]}: write '### {place.title()} Parameters' above it"
                )
                first: Text = part.heading or part.parameters[0].name
                yield Finding(message, first.span(), where=first.value)
        before = part if isinstance(part, Prose) else None


def _continues(part: object) -> bool:
    """Whether a list is the rest of another one by its heading, which `misplaced-heading` tells."""
    return isinstance(part, ParameterGroup) and part.heading is not None and continues(part.heading.value)


def _is_unplaced(group: ParameterGroup) -> bool:
    """Whether nothing says what a list is of. The list of an object belongs where its parameter does, and other rules tell."""
    said = place_named(group.heading.value) if group.heading else None
    return group.place is Place.OTHER and not group.subject and said is None


_WORDS = {
    Place.PATH: "the path's parameters",
    Place.QUERY: "what the samples send in the query",
    Place.REQUEST: "what the samples send, or the Request example",
    Place.RESPONSE: "a Response example",
}
