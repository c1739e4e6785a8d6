"""## What it does

Reports a Liquid or Jinja tag in the text of an endpoint page that nothing expands: `{% if … %}`, `{% for … %}`, a variable with
a filter, a comment of Jinja (`{# … #}`). Tags in code are left alone. Where another plugin expands them, turn this rule off.

## Why is this bad?

It is published as it is written, and so is what it was to leave out.

## Example

```markdown
{% if page.beta %}This is a beta.{% endif %} Lists all orders.
```

Write what the page is to say. What is expanded: `include`, `raw`, `comment`, and the variables of `site`, `page` and `include`.

## How to mend it

Write what the page is to say.

## When not to use it

Where another plugin expands such tags.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from math import inf

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity
from unisono.pages.blocks import Heading, Prose
from unisono.pages.liquid import RULE
from unisono.pages.model import EndpointPage, Page
from unisono.pages.parameters import ParameterGroup
from unisono.text.regex import regex
from unisono.text.source import Source, Span, Text

SEVERITY = Severity.WARNING
DEFAULT = True

_CODE_OR_TAG = regex(r"(`+)[^`\n]*+\1(?!`)|\{%[^%\n]*%\}|\{\{[^{}\n]*\}\}|\{#[^#{}\n]*#\}")


def check(page: CheckedPage) -> Iterator[Finding]:
    found = list(page.reported(RULE)) if isinstance(page.page, EndpointPage) else []
    places = set(_in_text(page.page)) if found else set()
    yield from (finding for finding in found if finding.span in places)


def _in_text(page: Page) -> Iterator[Span]:
    """The places of tags in the text of a page that are in no code."""
    code: dict[Source, list[tuple[int, int]]] = {}
    for block in page.blocks:
        code.setdefault(block.span.source, []).append((block.span.start, block.span.end))
    for places in code.values():
        places.sort()
    for text in _texts(page):
        for found in _CODE_OR_TAG.finditer(text.value):
            span = text.span(*found.span())
            places = code.get(span.source, [])
            last = bisect_right(places, (span.start, inf)) - 1
            if found[1] is None and not (last >= 0 and span.start < places[last][1]):
                yield span


def _texts(page: Page) -> Iterator[Text]:
    for part in page.body:
        match part:
            case Prose() | Heading():
                yield part.text
            case ParameterGroup():
                yield from (parameter.markdown for parameter in part.walk())
