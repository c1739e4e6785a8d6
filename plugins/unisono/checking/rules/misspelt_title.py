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
from unisono.pages.keys import meant
from unisono.pages.model import EndpointPage, Example

SEVERITY = Severity.WARNING
DEFAULT = True


def check(page: CheckedPage) -> Iterator[Finding]:
    if not isinstance(page.page, EndpointPage):
        return
    for part in (*page.page.aside, *page.page.body):
        title = part.title if isinstance(part, CodeBlock | Example) else None
        for found in re.finditer(r"[^\W\d_]+", title.value) if title else ():
            if title and (name := _meant(found[0].lower())):
                message = f"'{found[0]}' in the title '{title}' does not say what this is; did you mean '{name.title()}'?"
                yield Finding(message, title.span(*found.span()), where=title.value)
                break


def _meant(word: str) -> str | None:
    """The known word that a word is a slip of; None for another word that is like it."""
    name = None if word.startswith((*_KNOWN, *_OTHERS)) else meant(word, _KNOWN)
    return name if name and name[0] == word[0] else None


_KNOWN = ("request", "response", "payload")

_OTHERS = ("respond", "responsi")
"""How words begin that are as like a known one as a slip is."""
