"""## What it does

Reports what is meant as the title of a code block on an endpoint page and is not read as one: another key or none, no `=`, no
brace at one end, another bracket, or more than three spaces before it.

## Why is this bad?

The block has no title: an example is compared with nothing, and the tab of a sample is called after its client.

## Example

```markdown
~~~ json
{"quantity": 2}
~~~
{: titel="Request" }
```

Write `{: title="Request" }`.

## How to mend it

Write `{: title="Request" }` on the line directly below the block.

## When not to use it

Where such a line is read by another Markdown extension, which has its own form.
"""

from __future__ import annotations

from collections.abc import Iterator

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity
from unisono.pages.model import EndpointPage

SEVERITY = Severity.WARNING
DEFAULT = True


def check(page: CheckedPage) -> Iterator[Finding]:
    if isinstance(page.page, EndpointPage):
        yield from page.reported("malformed-title")
