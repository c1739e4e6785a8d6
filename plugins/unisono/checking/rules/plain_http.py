"""## What it does

Reports a sample that sends its request over `http://`, without encryption, to a host that is neither this machine nor in a
private network (`.test`, `.local`, `.localhost`, `.internal` and private addresses). It is not applied unless asked for.

## Why is this bad?

Readers who replace the placeholder by their token send it for everybody on the way to read.

## Example

```bash
curl http://api.example.com/orders/ -H 'Authorization: Bearer YOUR_TOKEN'
```

A URL without a scheme is `http://` too, for curl and HTTPie.

## How to mend it

Write `https://`.

## When not to use it

Where the API has no encryption, within a network of its own.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity
from unisono.text.placeholders import literals
from unisono.text.source import Text
from unisono.wire.urls import split_url

SEVERITY = Severity.WARNING
DEFAULT = False
STRICT = True

_LOCAL = ("localhost", ".localhost", ".test", ".local", ".internal")


def check(page: CheckedPage) -> Iterator[Finding]:
    for sample in (checked.sample for checked in page.samples):
        for request in sample.reading.requests:
            url = split_url(request.url)
            if url.scheme.value.lower() == "http" and not _is_local(url.authority):
                message = f"{sample.title} sends its request to http://{url.authority} without encryption; write https://"
                yield Finding(message, request.url.span(0, len("http://") + len(url.authority)), sample.title)


def _is_local(authority: Text) -> bool:
    """Whether the host is this machine or in a private network, or is not known."""
    if None in literals(authority):
        return True
    host = authority.value.lower().rpartition("@")[2]
    host = host[1:].partition("]")[0] if host.startswith("[") else host.partition(":")[0]
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return host.rstrip(".").endswith(_LOCAL) or "." not in host
