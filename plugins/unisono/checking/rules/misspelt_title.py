"""## What it does

Reports an example or a code block of an endpoint page whose title looks like one that says what the block is and is none:
"Reqest", "Responce", "Paylod", "4O4 Not Found"; and a sample whose title looks like the name of its client: "Pyhton", "Crul".

## Why is this bad?

An example is shown, and compared with nothing: samples that send something else agree. The tab of a sample has the slip, and is
not the one that readers of other pages have chosen.

## Example

```markdown
~~~ json
{"quantity": 2}
~~~
{: title="Reqest" }
```

Write `{: title="Request" }`.

## How to mend it

Write the title as the message says.

## When not to use it

Where the title is right and only looks like another one: accept it with a comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity
from unisono.languages import languages
from unisono.pages.blocks import CodeBlock
from unisono.pages.model import EndpointPage, Example, Sample
from unisono.pages.statuses import misspelt_status
from unisono.pages.titles import misspelt_kind, misspelt_names

SEVERITY = Severity.WARNING
DEFAULT = True


def check(page: CheckedPage) -> Iterator[Finding]:
    if not isinstance(page.page, EndpointPage):
        return
    for part in (*page.page.aside, *page.page.body):
        if isinstance(part, Sample):
            yield from _client(part)
            continue
        title = part.title if isinstance(part, CodeBlock | Example) else None
        if title and (slip := misspelt_kind(title.value)):
            found, name = slip
            message = f"'{found[0]}' in the title '{title}' does not say what this is; did you mean '{name.title()}'?"
            yield Finding(message, title.span(*found.span()), where=title.value)
        elif title and (status := misspelt_status(title.value)):
            place, code = status
            written = title.slice(place.start, place.stop)
            message = f"'{written}' in the title '{title}' is no status of HTTP; did you mean '{code}'?"
            yield Finding(message, written.span(), where=title.value)


def _client(sample: Sample) -> Iterator[Finding]:
    if not sample.written or not sample.language or sample.in_place:
        return
    known = languages()[sample.language].title
    for found, name in misspelt_names(sample.title, sample.language):
        own = re.search(re.escape(name), known, re.IGNORECASE)
        message = f"'{found[0]}' in the title '{sample.title}' is no client's name; did you mean '{own[0] if own else name}'?"
        yield Finding(message, sample.written.stripped().span(*found.span()), sample.title)
