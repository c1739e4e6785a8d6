"""## What it does

Reports an HTML comment, or a `{% comment %}` or `{% raw %}` tag, that is opened and never closed.

## Why is this bad?

A comment hides everything after it, samples included: it is neither published nor checked. After a `{% raw %}`, includes and
variables are published as they are written.

## Example

```markdown
<!-- TODO: describe the fields --

### Request Parameters
```

The comment ends with `-->`.

## How to mend it

Close it: `-->`, `{% endcomment %}` or `{% endraw %}`.

## When not to use it

Where pages explain such tags: put them in code.
"""

from __future__ import annotations

from collections.abc import Iterator

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity

SEVERITY = Severity.ERROR
DEFAULT = True


def check(page: CheckedPage) -> Iterator[Finding]:
    return page.reported("unclosed-comment")
