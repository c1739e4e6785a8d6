"""## What it does

Reports a type in a parameter list that has a word which looks like one for a known type and is none: `(sting)`, `(aray of
intergers)`. Words for types that the settings have (`types`) are known.

## Why is this bad?

Readers see the slip, and what the examples have is not held to a type that is not known.

## Example

```markdown
status
: (sting) What has become of the order.
```

Write `(string)`.

## How to mend it

Write the type as the message says, or add the word to `types` in the settings.

## When not to use it

Where types are written in words of the site's own, and there are too many of them for `types`.
"""

from __future__ import annotations

from collections.abc import Iterator

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity
from unisono.pages.types import misspelt_type_words

SEVERITY = Severity.WARNING
DEFAULT = True


def check(page: CheckedPage) -> Iterator[Finding]:
    own = {word.lower() for word in page.settings.types}
    groups = page.page.parameter_groups
    objects = {word for group in groups if group.subject for word in group.subject.value.lower().split()}
    for parameter in (parameter for group in groups for parameter in group.walk()):
        if kind := parameter.type:
            for found, name in misspelt_type_words(kind.value, own | objects):
                message = f"the type of {parameter.name} has '{found[0]}', which is no type; did you mean '{name}'?"
                yield Finding(message, kind.span(*found.span()), where=parameter.name.value)
