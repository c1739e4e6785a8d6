"""## What it does

Reports JSON without a title that is an example of nothing: in `right_code` and lists of code blocks on an endpoint page with
samples, and in its body if a sample sends content and no example says what that should be.

## Why is this bad?

It is shown, and compared with nothing: neither samples nor parameter lists have to agree with it.

## Example

```yaml
right_code: |
  ~~~ json
  {"quantity": 2}
  ~~~
```

Write `{: title="Request" }` or `{: title="Response" }` on the line after it.

## How to mend it

Write `{: title="Request" }` or `{: title="Response" }` on the line directly below the block.

## When not to use it

Where pages show JSON that is neither, such as events: give it a title that says what it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity
from unisono.pages.blocks import CodeBlock
from unisono.pages.model import EndpointPage, Example, ExampleKind
from unisono.text.source import Text

SEVERITY = Severity.WARNING
DEFAULT = True


def check(page: CheckedPage) -> Iterator[Finding]:
    endpoint = page.page
    if not isinstance(endpoint, EndpointPage) or not endpoint.samples:
        return
    malformed = {related.span for finding in page.reported("malformed-title") for related in finding.related}
    open_content = not endpoint.request_examples and any(
        request.content is not None for sample in endpoint.samples for request in sample.reading.requests
    )
    for code in (*_untitled(endpoint.aside), *(_untitled(endpoint.body) if open_content else ())):
        if code.span() not in page.detached_titles and code.span() not in malformed:
            message = (
                'this JSON has no title, and is compared with nothing; write {: title="Request" } or {: title="Response" }'
            )
            yield Finding(f"{message} on the line after it, or what else it is", code.stripped().span())


def _untitled(parts: Sequence[object]) -> Iterator[Text]:
    for part in parts:
        match part:
            case Example(title=None, kind=ExampleKind.OTHER) | CodeBlock(title=None):
                if part.info is not None and part.info.value.lower() in {"json", "jsonc", "json5"}:
                    yield part.code
