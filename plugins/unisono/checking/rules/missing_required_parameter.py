"""## What it does

Reports a parameter that is documented as required and that a Request example does not have, in nested objects and in each item
of an array too; where no Request example can be read, the content of the first sample that sends JSON is taken for it. Reports
too a required query parameter that no sample sends; a required header field that a sample does not send, but for those that
clients send by themselves; and a documented path parameter that is not in the page's path.

Of an OpenAPI document: a required query parameter or header field, and a name that the schema of the content requires, that
a sample does not send. What only answers have (`readOnly`), and what has a default, may be left out; where content fits one
of the alternatives of a schema, it has all that it needs.

## Why is this bad?

The example, and every sample that agrees with it, is refused by the API.

## Example

With the Request example `{"sku": "LAMP-OAK-01"}`:

```markdown
### Request Parameters

sku
: (string) ***Required*** The product.

quantity
: (integer) ***Required*** How many are ordered.
```

## How to mend it

Add the parameter to the example, or take `Required` out of its description.

## When not to use it

Where an example shows on purpose a request that is refused: accept it with a comment.
"""

from __future__ import annotations

from collections.abc import Iterator

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity
from unisono.checking.disagreements import REQUIRED_FIELD
from unisono.checking.operation_differences import REQUIRED
from unisono.pages.documentation import DescribedObject, Documentation
from unisono.pages.model import EndpointPage
from unisono.pages.parameter_names import names_of
from unisono.pages.parameters import Parameter, Place
from unisono.pages.problem import Related

SEVERITY = Severity.ERROR
DEFAULT = True


def check(page: CheckedPage) -> Iterator[Finding]:
    yield from _in_content(page)
    yield from _in_query(page)
    yield from page.disagreements(REQUIRED_FIELD)
    yield from page.disagreements(REQUIRED)
    yield from _in_path(page)


def _in_content(page: CheckedPage) -> Iterator[Finding]:
    """Each lacking parameter of an example once, with all objects that lack it."""
    lacking: dict[tuple[str, str, Parameter], tuple[str, list[DescribedObject]]] = {}
    for described in page.documentation.objects:
        for name, parameter in _missing(described, page.documentation) if described.of_request else ():
            if name not in page.slips:
                key = (described.label, described.path, parameter)
                lacking.setdefault(key, (f"{described.path}.{name}", []))[1].append(described)
    for (label, _, parameter), (path, (first, *others)) in lacking.items():
        related = [Related(parameter.name.span(), f"{parameter.name} is required")]
        related += [Related(other.node.span, "this one lacks it too") for other in others if other is not first]
        message = f"{label} has no {path.partition('.')[2]}, which is listed as required; add it, or list it as optional"
        yield Finding(message, first.node.span, related=tuple(related), where=path)


def _missing(described: DescribedObject, documentation: Documentation) -> Iterator[tuple[str, Parameter]]:
    """The names of the required members that an object lacks, with what documents them."""
    present = {key.value for key, _ in described.node.members}
    for name, member in described.listing.members.items():
        parameter = member.parameter
        if parameter is None or not parameter.required or not present.isdisjoint([name, *names_of(parameter)]):
            continue
        if not documentation.outside_content(parameter):
            yield name, parameter


def _in_query(page: CheckedPage) -> Iterator[Finding]:
    listing = page.documentation.listing(Place.QUERY)
    outcomes = {checked.sample.reading.meant.status for checked in page.samples}
    known = "ok" in outcomes and "unsupported" not in outcomes  # else some sample may send it for all that is known
    for parameter in listing.parameters if listing and known else ():
        if parameter.required and not page.documentation.outside_content(parameter):
            name = parameter.name
            message = f"{name} is listed as required, and no sample sends it; add it to their URLs, or list it as optional"
            yield Finding(message, name.span(), where=f"query.{name}")


def _in_path(page: CheckedPage) -> Iterator[Finding]:
    """Path parameters are always required, unless their list is one of "URL parameters", which may be of the query too. Their
    names are never sent: what is called otherwise in the path is not missing."""
    documentation = page.documentation
    listing = documentation.listing(Place.PATH)
    target = page.page.target if isinstance(page.page, EndpointPage) else None
    if listing is None or target is None:
        return
    of_path = "path" in listing.label.lower()
    listed = list(listing.parameters)
    for parameter in listed if len(listed) > len(target.parameters) else ():
        if (of_path or parameter.required) and not documentation.outside_content(parameter):
            message = f"{parameter.name} is listed {listing.label}, and the path {target.path} does not have it; "
            related = Related(target.text.span(), f"the path has no {parameter.name}")
            remedy = "add it to the path, or take it off the list"
            yield Finding(message + remedy, parameter.name.span(), related=(related,), where=f"path.{parameter.name}")
