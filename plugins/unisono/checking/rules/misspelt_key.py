"""## What it does

Reports a key of the front matter that is not read and looks like one that is: `visiblity`, `Method`, `right-code`, `postion`;
`audience`, which is a setting and no key; `visibility` in another language (`Sichtbarkeit`); and one that is part of another
key's value, as a line of its text too. On a page that declares no
method, one that says it in another word is reported, too: `verb`, or `method` or `verb` with `http`, `request`, `rest` or
`api` before it (`http_method`). On a page with a method that declares no path, one with a path that begins with a slash or a
host is: `uri`, `route`, `api_endpoint`, or `path`, `uri` or `url` with `api`, `endpoint`, `http`, `request`, `route` or `url`
before it; `paht` and `pth`, where letters are left out or in the wrong order; or any key with a method before the path. Where
what is missed then is the `visibility` or the `method`, a build leaves the page out.

## Why is this bad?

What the key says is lost: the page has no place, no name, no method, or no path with which samples are compared, and nobody
knows who may see it.

## Example

```yaml
---
title: /orders/
name: List Orders
visiblity: internal
method: get
---
```

## How to mend it

Write the key as the message says, or move it to where it is read.

## When not to use it

Where another program reads a key that looks like one of Unisono's: accept it with a comment for the page.
"""

from __future__ import annotations

from collections.abc import Iterator

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity

SEVERITY = Severity.ERROR
DEFAULT = True


def check(page: CheckedPage) -> Iterator[Finding]:
    return page.reported("misspelt-key")
