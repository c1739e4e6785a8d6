"""## What it does

Reports an example or a code block of an endpoint page whose title looks like one that says what the block is and is none:
"Reqest", "Responce", "Paylod".

## Why is this bad?

It is shown, and compared with nothing: samples that send something else agree.

## Example

```markdown
~~~ json
{"quantity": 2}
~~~
{: title="Reqest" }
```

Write `{: title="Request" }`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity
from unisono.pages.blocks import CodeBlock
from unisono.pages.keys import slip_of
from unisono.pages.model import EndpointPage, Example

SEVERITY = Severity.WARNING
DEFAULT = True


def check(page: CheckedPage) -> Iterator[Finding]:
    if not isinstance(page.page, EndpointPage):
        return
    for part in (*page.page.aside, *page.page.body):
        title = part.title if isinstance(part, CodeBlock | Example) else None
        for found in re.finditer(r"[^\W\d_]+", title.value) if title else ():
            if title and (name := slip_of(found[0].lower(), _KNOWN)):
                message = f"'{found[0]}' in the title '{title}' does not say what this is; did you mean '{name.title()}'?"
                yield Finding(message, title.span(*found.span()), where=title.value)
                break


_KNOWN = ("request", "response", "payload")
