"""## What it does

Reports an example of a request whose code is of a programming language by its info string, or where it has none, by how it
begins. No such example is compared with what samples send, whatever its title.

## Why is this bad?

What a page calls its request is the content that samples should send. Code is none: either it is a sample of a client that
Unisono does not read, or the example says in code what should stand there as JSON.

## Example

```markdown
~~~ python
{"quantity": 2, "note": None}
~~~
{: title="Request" }
```

Write it as JSON, with `json` as info string and `null`.

## How to mend it

Write the content as JSON, with `json` as info string. If the block is a sample, give it the title of its client.

## When not to use it

Where the API takes code as its content, such as a service that runs scripts.
"""

from __future__ import annotations

from collections.abc import Iterator

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity
from unisono.pages.model import EndpointPage, ExampleKind

SEVERITY = Severity.WARNING
DEFAULT = True


def check(page: CheckedPage) -> Iterator[Finding]:
    if not isinstance(page.page, EndpointPage):
        return
    for example in page.page.examples:
        if example.kind is ExampleKind.REQUEST and example.is_code:
            language = f"code ({example.info})" if example.info else "code"
            message = f"{example.label} is {language}, and samples are not compared with it; write the content that is sent"
            yield Finding(f"{message}, or title it as a sample", example.code.stripped().span(), where=example.label)
