"""## What it does

Reports a Liquid or Jinja tag in the text of an endpoint page that nothing expands: `{% if … %}`, `{% for … %}`, a variable with
a filter, a macro (`{{ include_code("a.sh") }}`), a comment of Jinja (`{# … #}`). Tags in code are left alone. Where another
plugin expands them, turn this rule off.

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

from collections.abc import Iterator

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity
from unisono.pages.liquid import RULE
from unisono.pages.model import EndpointPage
from unisono.pages.prose import in_text
from unisono.text.regex import regex

SEVERITY = Severity.WARNING
DEFAULT = True

_CODE_OR_TAG = regex(r"(`+)[^`\n]*+\1(?!`)|\{%[^%\n]*%\}|\{\{[^{}\n]*\}\}|\{#[^#{}\n]*#\}")


def check(page: CheckedPage) -> Iterator[Finding]:
    found = list(page.reported(RULE)) if isinstance(page.page, EndpointPage) else []
    places = set(in_text(page.page, _tags)) if found else set()
    yield from (finding for finding in found if finding.span in places)


def _tags(text: str) -> Iterator[tuple[int, int]]:
    return (found.span() for found in _CODE_OR_TAG.finditer(text) if found[1] is None)
