"""## What it does

Reports front matter that is not read as such: something stands before its first `---` (an empty line, a blank, a comment, a
second byte order mark), something else stands in the place of `---` (`----`, `--`, `—`, `+++`, a code fence), or the keys
follow other front matter, also in a comment or without `---`. Only what looks like that of an endpoint page, or says who may
see the page, is reported.

## Why is this bad?

Site generators publish such a page with its front matter as text, and to everybody, whatever its `visibility` says. A build
with the plugin leaves it out.

## Example

```markdown
----
title: /orders/
method: get
visibility: internal
----
```

Write `---`, and nothing before the first.

## How to mend it

Begin the file with `---`, and end the front matter with `---`.

## When not to use it

Where files begin with front matter of another program, such as `+++`, and are no pages of this site.
"""

from __future__ import annotations

from collections.abc import Iterator

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity

SEVERITY = Severity.ERROR
DEFAULT = True


def check(page: CheckedPage) -> Iterator[Finding]:
    return page.reported("unread-front-matter")
