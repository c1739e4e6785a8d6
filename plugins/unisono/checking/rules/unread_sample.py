"""## What it does

Reports what looks like a sample on an endpoint page and is not read as one: a block of code with a title that says it is
something else ("Create a webhook", "With error handling"), that another info string or its own first lines hide, or that
another program runs (`xargs curl …`); and a request that stands in the text, in a heading or a table, within a line, in
HTML, or between marks that are no fence. A block of code that holds no more than a request line, which is no sample, is
reported if it is nearly the request of the page.

## Why is this bad?

Readers paste it all the same, and nothing compares it: it may send another request than the page declares, and the page still
counts as one whose samples agree.

## Example

```markdown
~~ bash
curl -X DELETE https://api.example.com/orders/8/
~~
```

A fence has three marks.

## How to mend it

Write it as a block of code of its own, with a title that names its client, such as `{: title="Curl" }`, and with its language
behind the mark of the fence.

## When not to use it

Where pages quote requests in their text that are not meant to be pasted. A single page says so with
`<!-- unisono: ignore-page[unread-sample] reason -->`.
"""

from __future__ import annotations

from collections.abc import Iterator

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity
from unisono.pages.model import EndpointPage
from unisono.pages.unread_samples import unread_samples
from unisono.wire.urls import split_url

SEVERITY = Severity.WARNING
DEFAULT = True


def check(page: CheckedPage) -> Iterator[Finding]:
    endpoint = page.page
    if not isinstance(endpoint, EndpointPage):
        return
    sent = (request.url for sample in endpoint.samples for request in sample.reading.meant.requests)
    authorities = (split_url(url).authority for url in sent)
    hosts = {authority.value for authority in authorities if authority.value and not authority.has_placeholder}
    hosts |= {server.partition("://")[2].partition("/")[0] for server in page.settings.servers} - {""}
    for found in unread_samples(endpoint, hosts):
        if not found.client:
            yield Finding(f"{found.reason}, and this block is compared with nothing; correct one of them", found.span)
            continue
        message = (
            f"this shows a request of {found.client} and is compared with nothing, as {found.reason}; write it as a block of "
            f'code with a title such as {{: title="{found.client}" }}'
        )
        yield Finding(message, found.span, where=found.client)
