"""## What it does

Reports a line of an endpoint page in whose place a Markdown extension puts what is in another file: `--8<-- "order.md"`, as
PyMdown's Snippets have it, and `{!order.md!}`.

## Why is this bad?

What is put in comes when the page is built, and is not read: a sample, an example or a parameter in it is compared with
nothing, and the page still counts as one whose samples agree.

## Example

```markdown
--8<-- "samples/create_order.md"
```

## How to mend it

Put the file into the [includes folder](../writing-pages.md#includes-and-variables), and write
`{% include samples/create_order.md %}`: what is in an include is read, and shown in the same place.

## When not to use it

Where such lines put in nothing but text: accept it with a comment for the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity
from unisono.pages.model import EndpointPage
from unisono.pages.prose import in_text
from unisono.pages.unread_samples import is_fence, shows_markdown
from unisono.text.snippets import snippets
from unisono.text.source import Span

SEVERITY = Severity.WARNING
DEFAULT = True


def check(page: CheckedPage) -> Iterator[Finding]:
    if not isinstance(page.page, EndpointPage):
        return
    for span in chain(in_text(page.page, snippets), _in_code(page.page)):
        message = (
            "what is put in here when the page is built is not read, and compared with nothing; write {% include … %}, or "
            "accept it if it is text alone"
        )
        yield Finding(message, span)


def _in_code(page: EndpointPage) -> Iterator[Span]:
    """Those in a fence that is no sample and no example, whose readers tell of them; but not in what shows how they are
    written."""
    for block in page.blocks:
        if block.role == "other" and is_fence(block) and not shows_markdown(block):
            yield from (block.code.span(*place) for place in snippets(block.code.value))
