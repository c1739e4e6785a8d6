"""## What it does

Reports front matter that cannot be read: invalid YAML, a list instead of keys, a key that is there twice, a known key whose
value has the wrong shape, a path as the `title` of a page that has no `method`, a path with another method before it, a
`deprecated` that is neither yes nor no nor a note (`flase`), nesting or aliases beyond any sensible page. And what other
programs hide a page by (`draft: true`, `isPublic: no`), on a page of an endpoint; on a site that knows for whom it is, also on
any other page without `visibility`, as well as other words for that (`access: internal`, `groups: [staff]`).

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

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity
from unisono.checking.result import Entry
from unisono.checking.settings import Settings
from unisono.pages.hiding import unread_but_hiding

SEVERITY = Severity.ERROR
DEFAULT = True


def check(page: CheckedPage) -> Iterator[Finding]:
    return page.reported("invalid-front-matter")


def check_site(site: Sequence[Entry], settings: Settings) -> Iterator[Finding]:
    """Pages of no endpoint that are to be hidden by keys of other programs, on a site that knows for whom it is. Drafts in a
    folder `posts` are Material's blog's, which leaves them out itself."""
    hiding = [entry for entry in site if entry.hiding]
    if hiding and (settings.states_audience or any(entry.visibility for entry in site)):
        for entry in hiding:
            for found in entry.hiding:
                if found.key.value != "draft" or "posts" not in PurePath(found.key.span().path).parts[:-1]:
                    yield Finding(unread_but_hiding(found), found.key.span(), where=found.key.value)
