"""## What it does

Reports a line of an endpoint page, or below the heading of an endpoint, in whose place another program puts what is in another
file: `--8<-- "order.md"`, as PyMdown's Snippets have it, `{!order.md!}`, and what other makers of sites have (`<<< @/call.sh`,
`{{#include call.sh}}`, `{{< readfile "call.sh" >}}`, `<Snippet file="call.mdx" />`, a fence with
`file=call.sh` or `{literalinclude}`); below a heading, where nothing expands them, also tags such as `{% include call.md %}`.

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
from unisono.text.regex import regex
from unisono.text.snippets import elsewhere, snippets, tags
from unisono.text.source import Span

SEVERITY = Severity.WARNING
DEFAULT = True


def check(page: CheckedPage) -> Iterator[Finding]:
    if not isinstance(page.page, EndpointPage):
        return
    own = in_text(page.page, tags) if page.page.in_heading else ()
    instead = "it here" if page.page.in_heading else "{% include … %}"
    for span in chain(in_text(page.page, elsewhere), own, _in_code(page.page)):
        message = (
            f"what is put in here when the page is built is not read, and compared with nothing; write {instead}, or accept it "
            "if it is text alone"
        )
        yield Finding(message, span)


def _in_code(page: EndpointPage) -> Iterator[Span]:
    """Those in a fence that is no sample and no example, whose readers tell of them; but not in what shows how they are
    written."""
    for block in page.blocks:
        if block.role == "other" and is_fence(block) and not shows_markdown(block):
            yield from (block.code.span(*place) for place in snippets(block.code.value))
            source = block.span.source
            found = _FROM_A_FILE.match(source.text, block.span.start, block.span.end)
            if found and _NO_CODE.fullmatch(block.code.value):
                yield Span(source, *found.span("of"))


_FROM_A_FILE = regex(
    r"[ \t>]*(?:`{3,}|~{3,})(?:[^\n`\"']|\"[^\n`\"]{0,200}\"|'[^\n`']{0,200}'){0,100}?"  # a title may have any word
    r"(?P<of>\{(?:literal)?include\}|(?<![\w-])(?:file|src|source|snippet)=[^\s`]{1,200}|(?<![\w=-])reference\b)"
)
_NO_CODE = regex(r"(?:[ \t]*(?:https?://\S+|:[\w-]+:[^\n]*|#? ?[./~@\w-]+\.\w+)?[ \t]*(?:\n|\Z))*+")
"""What stands in a fence whose code is elsewhere: options, an address, or nothing."""
