"""## What it does

Reports front matter that cannot be read: invalid YAML, a list instead of keys, a key that is there twice, a known key whose
value has the wrong shape, a path as the `title` of a page that has no `method`, a path with another method before it, a
`deprecated` that is neither yes nor no nor a note (`flase`), nesting or aliases beyond any sensible page.

## Why is this bad?

The page declares its method and path in its front matter. When it cannot be read, site generators publish the page without
them, or the raw YAML as text, and nothing on the page can be compared.

## Example

```yaml
---
title: /orders/cancel/
name: Cancel: order
---
```

A colon followed by a space starts another key. Quote the value instead:

```yaml
name: "Cancel: order"
```

## How to mend it

Write what the message asks for. Quote a value that has a `:` followed by a space, or that begins with a character of YAML's
own, such as `*` or `[`.

## When not to use it

There is no such case for endpoint pages. For a folder of files that are none, use `per_path`.
"""

from __future__ import annotations

from collections.abc import Iterator

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity

SEVERITY = Severity.ERROR
DEFAULT = True


def check(page: CheckedPage) -> Iterator[Finding]:
    return page.reported("invalid-front-matter")
