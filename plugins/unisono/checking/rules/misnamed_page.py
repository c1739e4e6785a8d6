"""## What it does

Reports a file that begins with the front matter of an endpoint page, with a method or blocks of code, and whose name has
another ending than that of a page: `.mdx`, `.md.txt`, `.html.md.j2`, `.qmd`, none at all; and one that ends with `.mdx`,
`.qmd`, `.rmd`, `.mdoc` or `.markdoc`, has code, and a request as a heading or under `api` or `openapi`. Pages end with
`.md`, `.markdown`, `.mdown`, `.mkdn` or `.mkd`, in capitals too. A copy that a program has made beside its page (`order.md~`,
`order.md.orig`) is none, nor is data (`.yml`, `.json`), HTML, what is made into these (`.yml.j2`, `.html.erb`), or an article
(`layout: post`; `type: post` below a title that is no path).

## Why is this bad?

Site generators publish such a file as it is, for download, and nothing in it is checked.

## Example

```text
docs/orders/list_orders.mdx
```

Name it `list_orders.md`.

## How to mend it

Rename the file, or move it out of the folder of pages.

## When not to use it

Where another program reads such files: leave them out with the setting `exclude`, or accept one with a comment for the page.
"""

from __future__ import annotations

from collections.abc import Iterator

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity

SEVERITY = Severity.ERROR
DEFAULT = True


def check(page: CheckedPage) -> Iterator[Finding]:
    return page.reported("misnamed-page")
