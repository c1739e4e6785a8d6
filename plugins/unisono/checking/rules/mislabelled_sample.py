"""## What it does

Reports a sample on an endpoint page whose title names another client or language than its code is for: "Node.js" above Python.

## Why is this bad?

It is compared as what the code is. Readers who choose the language that its tab names get code of another one.

## Example

```markdown
~~~ bash
curl https://api.example.com/orders/
~~~
{: title="HTTPie" }
```

Write `{: title="Curl" }`.

## How to mend it

Write the title of the client that the code is for.

## When not to use it

Where titles name something else than a client on purpose, such as the program that a sample belongs to.
"""

from __future__ import annotations

from collections.abc import Iterator

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity
from unisono.languages import languages
from unisono.pages.model import EndpointPage
from unisono.pages.titles import named_instead

SEVERITY = Severity.WARNING
DEFAULT = True


def check(page: CheckedPage) -> Iterator[Finding]:
    for sample in page.page.samples if isinstance(page.page, EndpointPage) else ():
        if sample.written and sample.language and not sample.in_place and named_instead(sample.title, sample.language):
            client = languages()[sample.language].title
            message = f"the title '{sample.title}' names something else than the code, which is for {client}; correct the title"
            yield Finding(f"{message}, or the code", sample.written.span(), sample.title)
