"""## What it does

Reports a sample that sends the name of a variable instead of its value: `$TOKEN` in a shell's single quotes, `{token}` in a
Python string without `f`, `${token}` in plain quotes in JavaScript.

A name in capitals, `${…}` and `$(…)` in a shell, and `${…}` in JavaScript, are always meant so. Any other name
is where the sample sets one of that name: `{id}` alone is what readers replace by a value of their own, and `$top` and `$ref`
are names of OData and JSON Schema.

## Why is this bad?

The server gets the text `$TOKEN`. Readers who set the variable as they are told get an answer that they cannot explain.

## Example

```bash
TOKEN=YOUR_TOKEN
curl https://api.example.com/orders/ -H 'Authorization: Bearer $TOKEN'
```

Write double quotes: `-H "Authorization: Bearer $TOKEN"`. Where the text is meant, as in a template, write
`<!-- unisono: ignore[unexpanded-variable] reason -->` before the sample.

## How to mend it

Use the quotes in which the language expands a name.

## When not to use it

Where samples are templates in which another program puts the values.
"""

from __future__ import annotations

from collections.abc import Iterator

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity

SEVERITY = Severity.ERROR
DEFAULT = True


def check(page: CheckedPage) -> Iterator[Finding]:
    return page.disagreements("variable")
