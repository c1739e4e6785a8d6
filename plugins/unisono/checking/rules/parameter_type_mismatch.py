"""## What it does

Reports a value in a Request or Response example that is not of the type that the parameter list gives, in nested objects and
the items of arrays too; and a default, or a value that is stated as allowed, that is not of the type beside it. `null` and
placeholders agree with any type. `decimal` allows a number and a string that holds one, a date or time a string and a number.
A type that is no known word is not compared; the site's own words are set with `types`.

Of an OpenAPI document: a value in the JSON that a sample sends that is not of a type that the schema allows.

## Why is this bad?

Readers write their code by the list or by the example, and one of the two is wrong.

## Example

With the Request example `{"quantity": "2"}`:

```markdown
quantity
: (integer) How many are ordered.
```

Write `{"quantity": 2}`.

## How to mend it

Correct the value in the example, or the type in the list, whichever the API does not have. Add words of the site's own to
`types`.

## When not to use it

Where the types in lists are those of a programming language and not of JSON, and `types` cannot say so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity
from unisono.checking.operation_differences import TYPE
from unisono.pages.model import EndpointPage
from unisono.pages.problem import Related
from unisono.pages.stated import stated_of
from unisono.pages.types import JsonType, read_type
from unisono.text.json import Node
from unisono.wire.compare_content import shown_value

SEVERITY = Severity.ERROR
DEFAULT = True


def check(page: CheckedPage) -> Iterator[Finding]:
    yield from page.disagreements(TYPE)
    own = {word.lower(): meaning.lower() for word, meaning in page.settings.types.items()}
    seen: set[str] = set()
    for described in page.documentation.objects:
        for path, _, value, member in described.documented():
            kind = member.parameter.type if member.parameter else None
            expected = read_type(kind.value, own) if kind and path not in seen else None
            if kind is None or expected is None or (wrong := _wrong(value, expected)) is None or wrong.span in page.odd:
                continue
            seen.add(path)
            where = path.partition(".")[2] + ("" if wrong is value else "[]")
            found = f"{described.label} has {shown_value(wrong)} at {where}"
            declared = f"{member.name} is listed as ({kind})"
            message = f"{found}, which is listed as ({kind}); correct the one that is wrong"
            yield Finding(message, wrong.span, related=(Related(kind.span(), declared),), where=path)
    if isinstance(page.page, EndpointPage):
        yield from _stated(page, own)


def _stated(page: CheckedPage, own: Mapping[str, str]) -> Iterator[Finding]:
    """Defaults and allowed values that are not of the type beside them; of several such values of a parameter the first."""
    for parameter in (parameter for group in page.page.parameter_groups for parameter in group.walk()):
        kind = parameter.type
        expected = read_type(kind.value, own) if kind else None
        if kind is None or expected is None:
            continue
        default, values, *_ = stated_of(parameter)
        each = expected.items or expected  # of an array, the values are those of its items
        wrong = [(default, "the default of")] if default is not None and not expected.allows_text(default.value) else []
        wrong += [(value, "an allowed value of") for value in values if not each.allows_text(value.value)][:1]
        for text, what in wrong:
            message = f"{what} {parameter.name} is {text}, and its type is ({kind}); correct the one that is wrong"
            related = (Related(kind.span(), f"{parameter.name} is listed as ({kind})"),)
            yield Finding(
                message, text.span(), related=related, where=f"{page.documentation.paths.get(parameter, parameter.name)}"
            )


def _wrong(value: Node, expected: JsonType) -> Node | None:
    """The value, or the first of an array's items, that is not of the type."""
    if not expected.allows(value):
        return value
    items = value.items if expected.items else ()
    return next((wrong for item in items if expected.items and (wrong := _wrong(item, expected.items))), None)
